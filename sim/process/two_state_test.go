package process

import (
	"math"
	"testing"
)

// offBy is the chance that a market with these rates is off after t years.
func offBy(start string, off, on, t float64) float64 {
	p := off / (off + on) * (1 - math.Exp(-(off+on)*t))
	if start == "off" {
		return off/(off+on) + on/(off+on)*math.Exp(-(off+on)*t)
	}
	return p
}

// TestTwoStateMarket holds the chain against its closed form, from on and from off, on quarters and on months: 0.0606480833
// of all markets with rates of 10% and 100% a year are shut after one.
func TestTwoStateMarket(t *testing.T) {
	if p := offBy("on", 0.1, 1, 1); math.Abs(p-0.060648083300) > 5e-13 {
		t.Fatalf("the closed form is %.12f", p)
	}
	for _, start := range []string{"on", "off"} {
		for _, perYear := range []int{4, 12} {
			w := build(t, "two-state", given{grid: steps(perYear, 3*perYear), say: map[string]string{"off_rate": "10%/y", "on_rate": "100%/y", "start": start}})
			all := w.all("", 1000, 1, perYear, 3*perYear)
			for at, x := range all {
				years := float64(at) / float64(perYear)
				holds(t, "shut", share(x, func(v float64) bool { return v == 0 }), offBy(start, 0.1, 1, years), offBy(start, 0.15, 0.8, years))
				for _, v := range x {
					if v != 0 && v != 1 {
						t.Fatalf("a state of %v", v)
					}
				}
			}
		}
	}
}

// TestTwoStateStands: without rates nothing changes; with a rate of nothing to come on again it stays off.
func TestTwoStateStands(t *testing.T) {
	for _, start := range []string{"on", "off"} {
		w := build(t, "two-state", given{grid: quarters(40), say: map[string]string{"off_rate": "0%/y", "on_rate": "0%/y", "start": start}})
		for _, v := range w.at("", 40, 2) {
			if (v == 1) != (start == "on") {
				t.Fatalf("from %s to %v", start, v)
			}
		}
	}
	w := build(t, "two-state", given{grid: quarters(40), say: map[string]string{"off_rate": "50%/y", "on_rate": "0%/y"}})
	all := w.all("", 4, 10, 20, 40)
	for i := range all[10] {
		if all[20][i] > all[10][i] || all[40][i] > all[20][i] {
			t.Fatalf("path %d comes on again: %v, %v, %v", i, all[10][i], all[20][i], all[40][i])
		}
	}
}
