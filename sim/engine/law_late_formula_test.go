package engine

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestWhatIsOnLineStaysWhateverTheDelay holds what is on line and on offer, on every path and step, against what a late site is:
// at a time s of a step it has the power of the plan at max(c, s - delay), c being how far the plan had come at the end of the
// step before. Power that is by chance the same on every path is worked out otherwise, and is the same to the last
// digit. Where a delay is undefined, so is what is on offer.
func TestWhatIsOnLineStaysWhateverTheDelay(t *testing.T) {
	for _, c := range []struct {
		name, step, delay, shocks string
		from                      int // steps
		plan                      plainRamp
	}{
		{"a slip after quiet quarters", "quarter", "some", "s: {on: 5 quarters, chance: 50%, effects: {sure.delay: {add: 1y}, varied.delay: {add: 1y}}}", 0,
			plainRamp{{0, 0.5}, {1, 1}, {2, 2.5}}},
		{"a slip in the step after the first day", "quarter", "0y", "s: {on: 3 quarters, effects: {sure.delay: {add: 1y}, varied.delay: {add: 1y}}}", 2,
			plainRamp{{0, 1}, {2, 2}}},
		{"undefined on some paths", "quarter", "1y * sqrt(some / 1y - 0.2)", "", 0, plainRamp{{0, 0.5}, {1, 1}, {2, 2.5}}},
		{"early without end on some paths", "quarter", "-0.3y * exp(1000 * whether)", "", 0, plainRamp{{0, 0.5}, {1, 1}, {2, 2.5}}},
		{"as many knots as have a fast way", "quarter", "some", "", 0,
			plainRamp{{0.1, 0.5}, {0.5, 1}, {0.9, 1.5}, {1.3, 1.2}, {1.7, 2.2}, {2.1, 0.9}, {2.5, 2.7}}},
		{"and one more", "quarter", "some", "", 0,
			plainRamp{{0.1, 0.5}, {0.5, 1}, {0.9, 1.5}, {1.3, 1.2}, {1.7, 2.2}, {2.1, 0.9}, {2.5, 1.1}, {2.9, 2.7}}},
		{"a knot each step, late by a whole number of them", "month", "1y * count / 12", "", 0,
			plainRamp{{1. / 12, 0.3}, {2. / 12, 1.1}, {3. / 12, 0.7}, {4. / 12, 1.3}, {5. / 12, 0.9}, {6. / 12, 2.3}, {7. / 12, 1.7}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "scenario: late\nas_of: 2026-04-01\nhorizon: 4y\nstep: " + c.step + `
inputs:
  drawn: {value: {uniform: [0, 1]}, status: assumed, role: uncertainty, note: how much power there is by chance}
  one: {value: "max(1, drawn)", status: assumed, role: uncertainty, note: all of it}
  some: {value: {uniform: [0.1y, 0.7y]}, status: assumed, role: uncertainty, note: how late it is}
  whether: {value: {discrete: [[0, 10%], [1, 90%]]}, status: assumed, role: uncertainty, note: 0 or 1}
  count: {value: {discrete: [[1, 20%], [3, 20%], [5, 20%], [7, 20%], [11, 20%]]}, status: assumed, role: uncertainty, note: how many steps late}
capacity:
`
			p, from := 4, ""
			if c.step == "month" {
				p = 12
			}
			opens := math.Inf(-1)
			if c.from > 0 {
				opens, from = float64(c.from)/float64(p), fmt.Sprintf(", from: %d %ss", c.from, c.step)
			}
			for _, site := range [][2]string{{"sure", "1"}, {"varied", "one"}} {
				var knots []string
				for _, k := range c.plan {
					at := fmt.Sprintf("%gy", k[0])
					if c.step == "month" {
						at = fmt.Sprintf("%.0f months", 12*k[0])
					}
					knots = append(knots, fmt.Sprintf("%s: %s * %g GW", at, site[1], k[1]))
				}
				text += fmt.Sprintf("  %s: {cap: 2.4 GW, utilisation: 92%%, delay: %s, ramp: {%s}%s}\n", site[0], c.delay, strings.Join(knots, ", "), from)
			}
			if c.shocks != "" {
				text += "shocks:\n  " + c.shocks + "\n"
			}
			text += "quantities:\n  late: sure.delay\n"
			s := watch(deal(t, text), 0, 512)
			dt := 1 / float64(p)
			for i := range s.paths {
				clock := math.NaN()
				for q, late := range s.series["late"] {
					d, now := late[i], float64(q)*dt
					on, offered := s.series["sure.online"][q][i], s.series["sure.available"][q][i]
					want := 0.0
					if q > 0 {
						wait := min(max(clock-(now-dt-d), 0), dt) // for so long the plan stands still
						want = 0.92 * min(2.4*dt, wait*c.plan.power(clock, opens)+c.plan.area(now-dt-d+wait, now-d, opens))
						clock = max(clock, now-d)
					} else {
						clock = -d
					}
					if there := min(2.4, c.plan.power(clock, opens)); d == d && !near(on, there) || !near(offered, want) {
						t.Fatalf("path %d, step %d, late by %v: %v on line and %v on offer, want %v and %v", i, q, d, on, offered, there, want)
					}
					on2, offered2 := s.series["varied.online"][q][i], s.series["varied.available"][q][i]
					if on != on2 || offered != offered2 && (offered == offered || offered2 == offered2) {
						t.Fatalf("path %d, step %d, late by %v: %v and %v on line, %v and %v on offer", i, q, d, on, on2, offered, offered2)
					}
				}
			}
		})
	}
}

// plainRamp is times and powers.
type plainRamp [][2]float64

// power is that of the plan at a time, nothing before opens.
func (r plainRamp) power(t, opens float64) float64 {
	if t < opens {
		return 0
	}
	for k := 1; k < len(r); k++ {
		if a, b := r[k-1], r[k]; t < b[0] {
			return a[1] + (b[1]-a[1])*max(0, t-a[0])/(b[0]-a[0])
		}
	}
	return r[len(r)-1][1]
}

// area is the integral of power.
func (r plainRamp) area(from, to, opens float64) float64 {
	sum := 0.0
	from = max(from, opens)
	for _, k := range append(r[:len(r):len(r)], [2]float64{to}) {
		if end := min(k[0], to); !(end <= from) {
			sum += (r.power(from, opens) + r.power(end, opens)) / 2 * (end - from)
			from = end
		}
	}
	return sum
}
