package engine

import (
	"strings"
	"testing"

	"dealsim/sim/column"
)

// TestTranchesAsWritten holds every tranche of the random deals against the machine of the contract, told again:
// looked at on period ends of the window, met after so many in a row, decided at once, paid after the lag.
func TestTranchesAsWritten(t *testing.T) {
	ends := map[string]int{}
	everyRandomDeal(t, func(t *testing.T, d *randomDeal, p *Program, s seen) {
		steps := p.Scenario.Calendar.Steps
		for _, x := range d.tranches {
			f := x.fields
			from, until, hold, lag := 1, steps, 1, 0
			if f["from"] != "" {
				from = max(1, d.step(p, f["from"], false))
			}
			if f["until"] != "" {
				until = d.step(p, f["until"], true)
				if !strings.Contains(f["until"], "-") {
					until = d.step(p, f["until"], false)
				}
			}
			if f["sustained"] != "" {
				hold, _ = count(f["sustained"])
			}
			if f["lag"] != "" {
				lag, _ = count(f["lag"])
			}
			priced := f["instrument"] != "grant" && (f["right"] == "investor" || f["right"] == "company")
			for i := range column.Size {
				state, run, due, paidAt, met := "", 0, 0, -1, -1
				for q := 0; q <= steps && (state == "" || state == "decided"); q++ {
					if off := s.series[x.id+"_off"]; off != nil && q > 0 && off[q][i] != 0 {
						state = "cancelled"
						break
					}
					if state == "" {
						if f["on"] != "" {
							if q < d.step(p, f["on"], false) {
								continue
							}
						} else {
							if q < from {
								continue
							}
							if q > until {
								state = "expired"
								break
							}
							if run++; s.series[x.id+"_met"][q][i] == 0 {
								run = 0
							}
							if run < hold {
								if q == until {
									state = "expired"
								}
								continue
							}
						}
						met, state, due = q, "decided", q+lag
						if f["discretion"] == "0%" {
							state = "declined"
						} else if priced && s.ends[x.id+".declined"][i] == 1 {
							state = "declined" // whether the price was right is looked at below
						}
					}
					if state == "decided" && q >= due {
						state, paidAt = "funded", q
					}
				}
				ends[state]++
				if state == "decided" {
					state = ""
				}
				for _, how := range []string{"funded", "declined", "expired", "cancelled"} {
					if got := s.ends[x.id+"."+how][i]; got != truth(how == state) {
						t.Errorf("%s on path %d: %s is %v, want it %q", x.id, i, how, got, state)
						return
					}
				}
				for q := 0; q <= steps; q++ {
					if got := s.series[x.id+".triggered"][q][i]; got != truth(met >= 0 && q >= met) {
						t.Errorf("%s on path %d: trigger %v at %d, want it at %d", x.id, i, got, q, met)
						return
					}
					if got := s.series[x.id+".paid"][q][i]; (got != 0) != (q == paidAt) {
						t.Errorf("%s on path %d pays %v at %d, want it at %d", x.id, i, got, q, paidAt)
						return
					}
				}
				if got := s.ends[x.id+".funded_time"][i]; paidAt >= 0 && got != p.Scenario.Calendar.Years(paidAt) || paidAt < 0 && got == got {
					t.Errorf("%s on path %d is paid at %v, want step %d", x.id, i, got, paidAt)
				}
				if priced && paidAt >= 0 && lag == 0 {
					price, value := s.ends[x.id+".price"][i], s.series["lab.value"][paidAt][i]
					if f["right"] == "investor" && price > value || f["right"] == "company" && price < value {
						t.Errorf("%s on path %d: the %s pays %v where the market says %v", x.id, i, f["right"], price, value)
					}
				}
			}
		}
	})
	for _, how := range []string{"funded", "declined", "expired", "cancelled", "decided"} {
		if ends[how] < 500 {
			t.Errorf("only %d tranches end %s", ends[how], how)
		}
	}
}
