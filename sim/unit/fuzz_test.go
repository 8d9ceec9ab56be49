package unit

import (
	"math"
	"testing"
)

// FuzzParse gives the parser of quantities any text: what it accepts is finite, and what it writes it reads again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"$5bn", "-$2.10", "$-3m", "$1.2tn", "12%", "15%/y effective", "5 GW", "300MW", "$10bn/GW/y", "2 quarters",
		"18 months", "1e-3", ".5", "010", "5,000", "5 bn", "$", "%", "1e999", "1/y/y", "5 GW/GW", "nan", "0x10", "1_000", "$5 billion", "1e308tn"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, problem := Parse(text)
		if problem != nil {
			if problem.Why == "" || problem.Remedy == "" {
				t.Errorf("%q is refused without a word", text)
			}
			return
		}
		if math.IsNaN(q.Value) || math.IsInf(q.Value, 0) {
			t.Fatalf("%q is %v", text, q.Value)
		}
		written := Format(q.Value, q.Dim, 15)
		if q.Dim != Money && q.Dim != Rate && q.Dim != Power && q.Dim != Years || math.Abs(q.Value) < 1e-9 || math.Abs(q.Value) > 1e9 {
			return
		}
		again, problem := Parse(written)
		if problem != nil || again.Dim != q.Dim || math.Abs(again.Value-q.Value) > 1e-9*math.Abs(q.Value) {
			t.Errorf("%q is written %s, which reads %v %v", text, written, again, problem)
		}
	})
}
