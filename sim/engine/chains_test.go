package engine

import (
	"math"
	"testing"
)

// TestChainsHaveTheBitsOfEachLink: what is done in one pass is what is done by hand, one operation after the other, to the bit.
func TestChainsHaveTheBitsOfEachLink(t *testing.T) {
	p := deal(t, head+`
drivers:
  g: {process: gbm, start: 1, drift: 5%/y, volatility: 60%}
  k: {process: knots, knots: {0y: 1, 1y: 3, 3y: -1}}
quantities:
  shifts: g + k + 0.1
  ramp: max(0, k - g * 3)
  capped: min(k, 0.7 * g) * other
  other: 2 - g
  scaled: 3 * g * other
  below: k - (0.3 * g - 0.1) * 7 - other
  above: min(max(-0.4 * g + 0.9, k), 0.8) + other
  zeros: max(g - g, 0 * k) * 0.1
  late: if(t > 0y, min(k, 0.7 * g) * other, 5 * g)
metrics:
  m: total(shifts)
`)
	fused := 0
	for _, ph := range p.phases {
		for _, o := range ph.ops {
			if o.calc != nil && o.calc.chain != nil {
				fused++
			}
		}
	}
	if fused < 8 {
		t.Errorf("%d chains", fused)
	}
	s, seen := watch(p, 0, 512), 0
	for q := range s.series["g"] {
		for i, g := range s.series["g"][q] {
			k := s.series["k"][q][i]
			other := 2 - g
			bought := float64(math.Min(k, float64(0.7*g)) * other)
			want := map[string]float64{
				"shifts": g + k + 0.1, "ramp": math.Max(0, k-float64(g*3)), "other": other, "capped": bought,
				"scaled": float64(float64(3*g) * other), "below": k - float64((float64(0.3*g)-0.1)*7) - other,
				"above": math.Min(math.Max(float64(-0.4*g)+0.9, k), 0.8) + other, "zeros": 0, "late": bought,
			}
			if q == 0 {
				want["late"] = float64(5 * g)
			}
			for name, v := range want {
				if got := s.series[name][q][i]; got != v {
					t.Fatalf("step %d, path %d, g %v, k %v: %s is %v, want %v", q, i, g, k, name, got, v)
				}
			}
			if seen++; k > 0.7*g {
				fused++
			}
		}
	}
	if fused < 100 || fused > seen-100 {
		t.Errorf("of %d minima %d are on one side", seen, fused)
	}
}
