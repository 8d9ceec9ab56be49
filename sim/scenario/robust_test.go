package scenario_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

const head = "scenario: Test\nas_of: 2026-04-20\nhorizon: 5y\n"

// first is the first line of what is said about a file, or the error of the world.
func first(t *testing.T, path string) string {
	t.Helper()
	began := time.Now()
	s, m, err := scenario.Read(path, engine.Language(), scenario.Options{Library: scenarios.Find})
	if err == nil && s != nil {
		engine.Compile(s, m, 1)
	}
	var out bytes.Buffer
	m.Print(&out)
	if took := time.Since(began); took > 30*time.Second { // a hang, not a slow machine
		t.Errorf("took %v", took)
	}
	if err != nil {
		return err.Error()
	}
	if m.None() {
		return ""
	}
	line, _, _ := strings.Cut(out.String(), "\n")
	return strings.ReplaceAll(line, path, "deal.yaml")
}

// TestWhatIsNoScenario gives the reader what people point it at by mistake, or in malice: it answers at once, in a
// line.
func TestWhatIsNoScenario(t *testing.T) {
	lines := func(n int, line string) string { return strings.Repeat(line, n) }
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "deal.yaml: the file is empty"},
		{"blank", " \n\n\t\n", "deal.yaml: the file is empty"},
		{"comments", "# nothing\n", "deal.yaml:1:1: not readable as YAML: the file is empty"},
		{"binary", "\x7fELF\x02\x01\x00\x00\xff\xfe", "deal.yaml: this is no text file"},
		{"latin-1", head + "summary: Gr\xf6\xdfe\n", "deal.yaml: this is no text file"},
		{"utf-16", "\xff\xfes\x00c\x00", "deal.yaml: this is no text file"},
		{"10 MB", lines(1<<20, "# 23456789\n"), "deal.yaml: the file is longer than the 262144 bytes that are read"},
		{"prose", "Dear all, the deal is signed.\n", "deal.yaml:1:1: want a map of sections, found a value"},
		{"csv", "a,b\n1,2\n", "deal.yaml:1:1: want a map of sections, found a value"},
		{"json", `{"scenario": "Test", "as_of": "2026-04-20", "horizon": "5y", "drivers": {"x": {"process": "constant", "value": 3}}}`, ""},
		{"brackets", head + "inputs: " + lines(100_000, "["), "deal.yaml:4:10009: not readable as YAML: nested too deeply"},
		{"closed brackets", head + "inputs: " + lines(5_000, "[") + lines(5_000, "]"), "deal.yaml:4:49: nested too deeply"},
		{"maps", head + "inputs: " + lines(5_000, "{a: ") + lines(5_000, "}"), "deal.yaml:4:169: nested too deeply"},
		{"dashes", head + "inputs:\n" + lines(100_000, "- "), "deal.yaml:5:20001: not readable as YAML: nested too deeply"},
		{"questions", head + lines(100_000, "? "), "deal.yaml:4:20001: not readable as YAML: nested too deeply"},
		{"alias bomb", "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: &d [*c, *c, *c, *c]\ne: [*d, *d, *d, *d]\n", "deal.yaml:1:4: a: anchors and aliases are not read"},
		{"alias of itself", "a: &a [*a]\n", "deal.yaml:1:4: a: anchors and aliases are not read"},
		{"200 thousand parentheses", head + "quantities:\n  x: " + lines(100_000, "(") + "1" + lines(100_000, ")") + "\n", "deal.yaml:5:6: quantities.x: the expression has 200001 characters, at most 4096 are read"},
		{"minus upon minus", head + "quantities:\n  x: " + lines(4_000, "-") + "1\n", ""},
		{"not not", head + "quantities:\n  x: if(" + lines(900, "not ") + "(1 > 2), 1, 0)\n", ""},
		{"powers", head + "quantities:\n  x: 1" + lines(1_000, "^1") + "\n", ""},
		{"many keys", head + "quantities: {" + lines(9_000, "a: 1, ") + "}\n", `deal.yaml:4:20: quantities.a: "a" stands here twice (first in line 4)`},
		{"too many values", head + "quantities: {" + lines(30_000, "a: 1, ") + "}\n", `deal.yaml:4:20: quantities.a: "a" stands here twice (first in line 4)`},
		{"too long a list", head + "correlations: [" + lines(60_000, "1, ") + "]\n", "deal.yaml:4:60001: the file has more than 20000 values"},
		{"a long name", head + "quantities: {" + lines(200, "a") + ": 1}\n", "deal.yaml:4:14: quantities." + lines(57, "a") + "…: a name of 200 letters"},
		{"crlf", strings.ReplaceAll(head+"drivers:\n  x: {process: gmb}\n", "\n", "\r\n"), `deal.yaml:5:16: drivers.x.process: no process is called "gmb", did you mean "gbm"?`},
		{"cr", strings.ReplaceAll(head+"drivers:\n  x: {process: gmb}\n", "\n", "\r"), `deal.yaml:5:16: drivers.x.process: no process is called "gmb", did you mean "gbm"?`},
		{"line separators", head + "summary: a\u2028drivers: {}\nquantities: {a: b}\n", `deal.yaml:6:17: quantities.a: no quantity or input is called "b"`},
		{"bom", "\ufeffscenari: Test\n", `deal.yaml:1:1: scenari: no section is called "scenari", did you mean "scenario"?`},
		{"control characters", head + "summary: a\x07b\n", "deal.yaml:4:11: a character that cannot be printed"},
		{"directive", "%YAML 1.2\n---\n" + head + "quantities: {a: 1}\n", "deal.yaml:1:1: not readable as YAML: directives are not read"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "deal.yaml")
			if err := os.WriteFile(path, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			if got := first(t, path); got != c.want {
				t.Errorf("says\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// TestManyMistakes holds that a large file in which nothing is right is answered at once.
func TestManyMistakes(t *testing.T) {
	var b strings.Builder
	b.WriteString(head + "quantities:\n")
	for i := range 8_000 {
		b.WriteString("  a")
		b.WriteString(strings.Repeat("x", i%7))
		b.WriteString(string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + string(rune('a'+i/676%26)))
		b.WriteString(": nothing_of_this_name\n")
	}
	path := filepath.Join(t.TempDir(), "deal.yaml")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	if got := first(t, path); !strings.Contains(got, "no quantity or input is called") {
		t.Error(got)
	}
}

// TestTheWorldIsNoMistake tells what cannot be opened from what cannot be read.
func TestTheWorldIsNoMistake(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string { return filepath.Join(dir, name) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.Symlink(in("loop-b.yaml"), in("loop-a.yaml")))
	must(os.Symlink(in("loop-a.yaml"), in("loop-b.yaml")))
	must(os.WriteFile(in("locked.yaml"), []byte(head), 0))
	must(os.WriteFile(in("zero.yaml"), []byte("scenario: x\nextends: "+os.DevNull+"\n"), 0o644))
	for name, want := range map[string]string{
		".":           "it is a folder; name a scenario file in it",
		"no-such":     "no such file or directory",
		"loop-a.yaml": "too many levels of symbolic links",
		"zero.yaml":   "it is no file",
		"locked.yaml": "permission denied",
	} {
		if name == "locked.yaml" && os.Getuid() == 0 {
			continue // the superuser reads everything
		}
		if got := first(t, in(name)); !strings.HasSuffix(got, want) {
			t.Errorf("%s: %q, want an end of %q", name, got, want)
		}
	}
}
