package column_test

import (
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var (
	step   = regexp.MustCompile(`^\t0x[0-9a-f]{4,} (\d{5,}) \([^)]*\)\t([A-Z][A-Z0-9]*)\t?(.*)$`)
	wide   = regexp.MustCompile(`\b[YZ]\d`)
	writes = regexp.MustCompile(`\bX\d+$`)
	parts  = regexp.MustCompile(`\.(load|store|all|same|signed|abs|marks|row)[48]$|\.normalColumns$|lanes8\)`) // of kernels, inlined
)

// stalls returns the instructions of a listing that are SSE's, write a register and may come after one on wide vectors
// with no VZEROUPPER between them: the processor then stalls for some 500 cycles. The compiler makes them of a zero that
// is broadcast, of a copied array and of whatever is done to single numbers. It also puts off what is asked of a vector,
// beyond the VZEROUPPER that stands after it, so that a return is one of these instructions too.
func stalls(listing string) (functions int, faults []string) {
	type line struct {
		op, args string
		dirty    bool // by some way here, wide registers are in use
	}
	name := ""
	var code []line
	at := map[int]int{} // the line of an address
	end := func() {
		vectors := false
		for changed := true; changed; {
			changed = false
			reach := func(i int, dirty bool) {
				if dirty && i < len(code) && !code[i].dirty {
					code[i].dirty, changed = true, true
				}
			}
			for i, l := range code {
				vectors = vectors || wide.MatchString(l.args)
				dirty := (l.dirty || wide.MatchString(l.args)) && l.op != "VZEROUPPER"
				if target, err := strconv.Atoi(l.args); err == nil && l.op[0] == 'J' {
					reach(at[target], dirty)
				}
				if l.op != "JMP" && l.op != "RET" {
					reach(i+1, dirty)
				}
			}
		}
		for _, l := range code {
			if l.dirty && (l.op[0] != 'V' && writes.MatchString(l.args) || l.op == "CALL" && !strings.HasPrefix(l.args, "runtime.") || l.op == "RET" && !parts.MatchString(name)) {
				faults = append(faults, name+": "+l.op+" "+l.args)
			}
		}
		if vectors {
			functions++
		}
	}
	for text := range strings.Lines(listing) {
		if strings.Contains(text, " STEXT") {
			end()
			name, code, at = strings.Fields(text)[0], nil, map[int]int{}
		} else if m := step.FindStringSubmatch(strings.TrimRight(text, "\n")); m != nil && m[2] != "PCDATA" && m[2] != "FUNCDATA" {
			pc, _ := strconv.Atoi(m[1])
			if _, there := at[pc]; !there {
				at[pc] = len(code)
			}
			code = append(code, line{op: m[2], args: m[3]})
		}
	}
	end()
	return functions, faults
}

// TestVectorsDoNotStall reads the machine code of the kernels on vectors.
func TestVectorsDoNotStall(t *testing.T) {
	if testing.Short() {
		t.Skip("builds on vectors")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	for pkg, want := range map[string]int{"dealsim/sim/column": 80, "dealsim/sim/dist": 3, "dealsim/sim/random": 4, "dealsim/sim/stats": 6} {
		functions, faults := stalls(listing(t, pkg, "GOARCH=amd64", "GOAMD64=v1", "GOEXPERIMENT=simd"))
		if functions < want {
			t.Errorf("%s: %d functions on vectors are seen, want at least %d", pkg, functions, want)
		}
		for _, f := range faults {
			t.Errorf("%s stalls", f)
		}
	}
}

// TestAStallIsSeen is the negative control: a zero made by SSE after a broadcast, in a loop that is left by a jump.
func TestAStallIsSeen(t *testing.T) {
	const begin = "dealsim/sim/column.and8 STEXT nosplit size=111\n"
	row := func(pc, text string) string { return "\t0x0000 000" + pc + " (/a/b.go:1)\t" + text + "\n" }
	for _, c := range []struct {
		code string
		want int
	}{
		{row("00", "VBROADCASTSD\tX0, Z0") + row("06", "XORPS\tX1, X1") + row("09", "VZEROUPPER") + row("12", "RET"), 1},
		{row("00", "VBROADCASTSD\tX0, Z0") + row("06", "VZEROUPPER") + row("09", "XORPS\tX1, X1") + row("12", "RET"), 0},
		{row("00", "XORPS\tX1, X1") + row("03", "VBROADCASTSD\tX1, Y1") + row("09", "MOVUPS\tX15, (DX)") + row("12", "VZEROUPPER") + row("15", "RET"), 0},
		{row("00", "JMP\t12") + row("02", "MOVQ\tAX, X3") + row("07", "RET") + row("12", "VADDPD\tY1, Y2, Y3") + row("16", "JCS\t2") + row("18", "RET"), 3},
	} {
		if functions, faults := stalls(begin + c.code); functions != 1 || len(faults) != c.want {
			t.Errorf("%d functions and %v, want 1 and %d faults in\n%s", functions, faults, c.want, c.code)
		}
	}
}
