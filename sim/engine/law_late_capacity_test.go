package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestLateIsLateHoweverItIsWorkedOut: what a site that is late has on offer and on line does not depend on how it is worked out.
// Each ramp stands there twice: with power that is the same on every path, which is carried from step to step while delays stay as
// they are, and with power that every path has by chance, which is worked out anew. Now and then delays change, on some paths. The
// negative control has less power, by chance.
func TestLateIsLateHoweverItIsWorkedOut(t *testing.T) {
	text := "scenario: late\nas_of: 2026-04-20\nhorizon: 8y\n" + `
inputs:
  drawn: {value: {uniform: [0, 1]}, status: assumed, role: uncertainty, note: how much power there is by chance}
  one: {value: "max(1, drawn)", status: assumed, role: uncertainty, note: all of it}
  some: {value: "max(0.5, drawn)", status: assumed, role: uncertainty, note: not always all of it}
  slip: {value: {pert: [0y, 0.4y, 2y]}, status: assumed, role: uncertainty, note: how late it is}
capacity:
`
	ramps := []string{
		"from: 2027-Q4, ramp: {2027-Q3: 0 GW, 2028-Q4: %s 1 GW, 2029-Q4: %[1]s 1.5 GW}",
		"ramp: {2026-Q2: %s 0.25 GW, 2027-Q1: %[1]s 0.4 GW, 2028-Q4: %[1]s 0.3 GW}",
		"from: 2028-Q2, ramp: {2027-Q1: %s 1 GW, 2028-Q1: %[1]s 2 GW}, ceiling: 1.2 GW",
		"from: 2026-Q3, ramp: {2027-Q1: %s 1 GW}",
	}
	var late []string
	for k, ramp := range ramps {
		for _, same := range []bool{true, false} {
			name, power := fmt.Sprintf("chance%d", k), "one *"
			if same {
				name, power = fmt.Sprintf("sure%d", k), "1 *"
			}
			text += fmt.Sprintf("  %s: {cap: 3 GW, delay: slip, utilisation: 92%%, %s}\n", name, fmt.Sprintf(ramp, power))
			late = append(late, name+".delay: {add: %[1]s}")
		}
	}
	effects := strings.Join(late, ", ")
	text += "  less: {cap: 3 GW, delay: slip, utilisation: 92%, " + fmt.Sprintf(ramps[0], "some *") + "}\nshocks:\n"
	text += "  once: {on: 2027-Q1, chance: 35%, effects: {" + fmt.Sprintf(effects, "slip") + "}}\n"
	text += "  rarely: {rate: 0.5%/y, effects: {" + fmt.Sprintf(effects, "0.3y") + "}}\n"
	text += "  early: {on: 2029-Q2, chance: 2%, effects: {" + fmt.Sprintf(effects, "-0.2y") + "}}\n"
	s := watch(deal(t, text), 0, 1024)
	differ := func(a, b string) int {
		n := 0
		for _, what := range []string{".online", ".available"} {
			for q, v := range s.series[a+what] {
				for i := range v {
					if math.Float64bits(v[i]) != math.Float64bits(s.series[b+what][q][i]) {
						n++
					}
				}
			}
		}
		return n
	}
	for k := range ramps {
		if n := differ(fmt.Sprintf("sure%d", k), fmt.Sprintf("chance%d", k)); n > 0 {
			t.Errorf("ramp %d: %d numbers differ", k, n)
		}
	}
	if differ("sure0", "less") == 0 {
		t.Error("less power is as much")
	}
}
