package scenario

import (
	"strings"
	"testing"
)

// TestAWholeValueIsReplaced: what a process or a distribution had before it was replaced is gone, whatever form it is
// written in. Only more of the same distribution is merged.
func TestAWholeValueIsReplaced(t *testing.T) {
	parse := func(text string) *node {
		m := &Mistakes{}
		n := parseTree(&File{Name: "t", Lines: strings.Split(text, "\n")}, []byte(text), m)
		if n == nil || !m.None() {
			t.Fatalf("%s: %v", text, m)
		}
		return n
	}
	for _, c := range []struct{ base, over, want string }{
		// a distribution by its parameters over another by its parameters
		{"{lognormal: {p10: 1, p90: 9}}", "{pert: {low: 1, mode: 2, high: 3}}", "{pert: {low: 1, mode: 2, high: 3}}"},
		{"{lognormal: {p10: 1, p90: 9}, within: [0, 9]}", "{pert: {low: 1}}", "{pert: {low: 1}}"},
		// by a list
		{"{lognormal: {p10: 1, p90: 9}}", "{pert: [1, 2, 3]}", "{pert: [1, 2, 3]}"},
		// the same by a list, and with it what stood beside the old one
		{"{pert: [1, 2, 3], within: [0, 9]}", "{pert: [2, 3, 4]}", "{pert: [2, 3, 4]}"},
		// more of the same
		{"{lognormal: {p10: 1, p90: 9}, within: [0, 9]}", "{lognormal: {p10: 2}}", "{lognormal: {p10: 2, p90: 9}, within: [0, 9]}"},
		// a process, even the same
		{"{process: constant, value: 1, note: old}", "{process: constant, value: 2}", "{process: constant, value: 2}"},
		{"{process: gbm, start: 1, drift: 2}", "{process: constant, value: 3}", "{process: constant, value: 3}"},
		{"{process: gbm, start: 1, drift: 2}", "{drift: 3}", "{process: gbm, start: 1, drift: 3}"},
	} {
		base, m := parse("x: "+c.base+"\n"), &Mistakes{}
		o := opener{lang: small(), m: m}
		o.lay(base, parse("x: "+c.over+"\n"), "", nil)
		if got := raw(base.get("x")); got != c.want || !m.None() {
			t.Errorf("%s over %s is %s, want %s %v", c.over, c.base, got, c.want, m)
		}
	}
}
