package metric

import (
	"regexp"
	"strings"
	"testing"
)

// TestMetricsAreWrittenForTheirSubject: an expression and a label name only what their subject has, and a year only where
// there is one for each.
func TestMetricsAreWrittenForTheirSubject(t *testing.T) {
	has := map[Subject]string{Company: "{id}", Position: "{p} {investor} {rate} {conditional} {pays} {paid} {gains} {repaid} {owed}", Commitment: "{id} {settles} {buyer} {from} {to} {years}", Vendor: "{p} {id} {investor} {pays} {repaid} {owed}", Tranche: "{id}",
		Pair: "{p} {bought} {investor} {company} {pays} {margin} {repaid} {owed}", Buyer: "{id} {due} {spend} {unmet} {squares}"}
	ranks := map[int]string{}
	for name, m := range All() {
		known := has[m.Of]
		switch m.Each {
		case FiveAndEnd:
			known += " {y}"
		case Yearly:
			known += " {x} {y}"
		}
		if has[m.Of] == "" {
			t.Errorf("%s is about %q", name, m.Of)
		}
		texts := append([]string{m.Expr, m.Label}, m.Needs...)
		if strings.Contains(m.Expr+m.Label, "{pays}") {
			t.Errorf("%s: {pays} is a need, it has no words", name)
		}
		for _, text := range texts {
			for _, x := range regexp.MustCompile(`\{\w+\}`).FindAllString(text, -1) {
				if !strings.Contains(known, x) {
					t.Errorf("%s: %q names %s, a %s has %s", name, text, x, m.Of, known)
				}
			}
			if text == "" {
				t.Errorf("%s has an empty text", name)
			}
		}
		if m.Each != Once && !strings.Contains(m.Expr, "{y}") {
			t.Errorf("%s is made for several years, which %q does not name", name, m.Expr)
		}
		if other := ranks[m.Rank]; other != "" {
			t.Errorf("%s and %s have one rank: %d", name, other, m.Rank)
		}
		ranks[m.Rank] = name
	}
}
