package doubt

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/stats"
)

// MovesWith says which assumed inputs the headline metrics move with: of those with draws, the squared rank correlation of each
// uncertain input with the metric over the same paths. With inputs drawn apart from each other the squares add up to at
// most about one; what is left is the chance of the paths, and what no straight line through the ranks shows. That is no fact:
// TheRest says so, once under the lines. A line is made where assumed inputs have a twentieth of a metric or more
// together; up to four are named, down to a fiftieth, as many as a line of 100 columns holds.
//
// By hand: the product of two lognormal inputs of the same spread has a correlation of 1/√2 with each in logarithms, a rank
// correlation of 6/π·asin(1/(2√2)) = 69%, and each has 69%² = 48% of its ranks.
//
// Checked: TestWhatAHeadlineMovesWith, TestALineOfManyInputsStaysShort.
func MovesWith(s *scenario.Scenario, r *result.Result, names []string, draws [][]float64) []string {
	assumed := map[string]bool{}
	for _, in := range s.Inputs {
		assumed[in.ID] = in.Status == "assumed"
	}
	type share struct {
		name string
		part float64
	}
	var out []string
	ranks := make([][]float64, len(names)) // of the inputs, over all paths
	for m, metric := range r.Joint.Metrics {
		values, whole := r.Joint.Draws[m], true
		for _, v := range values {
			whole = whole && v-v == 0
		}
		if !whole || r.Metric(metric).Hidden {
			continue
		}
		of := stats.MidRanks(values)
		var shares []share
		sum := 0.0
		for k, name := range names {
			if !assumed[name] {
				continue
			}
			if ranks[k] == nil {
				ranks[k] = stats.MidRanks(draws[k])
			}
			rho := stats.Correlation(ranks[k], of)
			if part := float64(rho * rho); !math.IsNaN(part) && part >= 0.02 {
				shares = append(shares, share{name, part})
				sum += part
			}
		}
		if sum < 0.05 {
			continue
		}
		sort.Slice(shares, func(i, j int) bool {
			a, b := shares[i], shares[j]
			return a.part > b.part || a.part == b.part && a.name < b.name
		})
		var parts []string
		for _, x := range shares {
			parts = append(parts, fmt.Sprintf("%s %.0f%%", x.name, 100*x.part))
		}
		out = append(out, moves(metric, parts, sum))
	}
	return out
}

// TheRest is what the lines of MovesWith leave open.
const TheRest = "the rest is chance on the paths, not fact: volatilities, shocks and rates are estimates too"

// moves is a line, with as many inputs as fit: four at most, one at the least.
func moves(metric string, parts []string, sum float64) string {
	for n := min(len(parts), 4); ; n-- {
		line := fmt.Sprintf("moves with: %s: %s (assumed inputs, %.0f%% of its ranks)", metric, strings.Join(parts[:n], ", "), 100*math.Min(sum, 1))
		if n == 1 || len(line) <= 100 {
			return line
		}
	}
}
