package scenario

import (
	"io"
	"strings"
	"testing"
	"time"

	"dealsim/sim/unit"
)

// FuzzExpression gives the parser of expressions any text: it neither panics nor hangs, and what it refuses it says
// once, at a place in the text.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{"anthropic.arr >= $60bn and t > 1y", "max($0, a - b) / prev(c)", "2 quarters + 18 months",
		"1 < x < 5", "-x ^ 2 ** 3", "not (a or b)", "date >= 2026-Q2", "target-1.paid + x-y", "15%/y effective * t",
		"$10bn/GW/y", "if(a == b, 1e-3, .5)", "((((", "x[1]", `"text"`, "a ? b : c", "x | y", "{a: 1}", "f(,)", "a.b.c()", "$", "5 GW 3",
		"x..y", "1/0", "2026-04-20 - 2026-Q2", "#", "x ?? y", "let x = 1; x", "a in b", "x.y[0].z", "!x", "--x", "é", "a\nb"} {
		f.Add(s)
	}
	cal := unit.Calendar{AsOf: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), PerYear: 4, Steps: 40}
	f.Fuzz(func(t *testing.T, text string) {
		m := &Mistakes{}
		e := ParseExpression(text, cal, m)
		if (e == nil) == m.None() {
			t.Fatal("an expression and a mistake, or neither")
		}
		m.Print(io.Discard)
		if e == nil {
			return
		}
		e.Walk(func(x *Expr) {
			if !strings.Contains(text, x.Text) {
				t.Errorf("%q is no part of %q", x.Text, text)
			}
		})
		again := ParseExpression(e.Text, cal, &Mistakes{})
		if again == nil || again.Canonical() != e.Canonical() {
			t.Errorf("%q reads otherwise a second time", text)
		}
	})
}
