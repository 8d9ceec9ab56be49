package dist

import (
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// The empirical law draws again what has been seen: each of a list of values is equally likely, and one that
// stands there twice is twice as likely.
//
// Model: F(x) = share of the values that are at most x.
func init() {
	put(&Family{
		Kind: schema.Kind{
			Name:    "empirical",
			Summary: "One of a list of values, each equally likely.",
			Value:   "{empirical: [12%, 18%, 35%]}: a list of values; a draw is one of them, unit and all.",
			Why:     "For data: past growth rates, prices of comparable deals. Nothing between or beyond them is drawn.",
			Model:   "F(x) = share of the values that are at most x",
			Step:    "exact",
			Moments: "mean and variance of the list (over n, not n - 1)",
			Limits:  "two different values or more",
			Source:  "Efron (1979), Bootstrap methods: another look at the jackknife, Annals of Statistics 7(1)",
			Checked: "TestEmpiricalDrawsWhatStandsThere",
			Example: "{empirical: [12%, 18%, 18%, 35%, 60%]}",
			Fields:  []schema.Field{value("values", "the list, each value equally likely")},
		},
		Make: func(a Args) (Law, unit.Dim, *unit.Problem) {
			if a.Named != nil || len(a.Pairs) > 0 || len(a.List) == 0 {
				return nil, unit.Any, &unit.Problem{Why: "empirical takes a list of values", Remedy: "write {empirical: [12%, 18%, 35%]}"}
			}
			dim, p := alike(a.List...)
			if p != nil {
				return nil, dim, p
			}
			var seen []float64
			for _, q := range a.List {
				seen = append(seen, q.Value)
			}
			var x, times []float64
			for i, v := range ascending(seen) {
				if i == 0 || v != x[len(x)-1] {
					x, times = append(x, v), append(times, 0)
				}
				times[len(times)-1]++
			}
			if len(x) == 1 {
				return nil, dim, single("empirical", x[0], dim)
			}
			return madeDiscrete(newDiscrete(x, times), dim)
		},
	})
}
