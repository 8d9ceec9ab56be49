package dist

import (
	"testing"

	"dealsim/sim/unit"
)

func TestRefusals(t *testing.T) {
	for _, c := range [][3]string{
		{"{pert: [$350bn, 850, $900bn]}", "$350bn is money, 850 a plain number", "write $850bn"},
		{"{pert: [350, $850bn, $900bn]}", "350 is a plain number, $850bn money", "write $350bn"},
		{"{pert: [$350bn, 5 GW, $900bn]}", "$350bn is money, 5 GW power", "write $5bn"},
		{"{uniform: [10%/y, 0.2]}", "10%/y is a rate per year, 0.2 a plain number", "write 20%/y"},
		{"{pert: [$18bn, $10bn, $6bn]}", "min $18bn, mode $10bn and max $6bn do not rise", "write {pert: [$6bn, $10bn, $18bn]}"},
		{"{pert: [6, 20, 18]}", "min 6, mode 20 and max 18 do not rise", "write {pert: [6, 18, 20]}"},
		{"{triangular: [5 GW, 5 GW, 5 GW]}", "min and max are both 5 GW", "write 5 GW alone"},
		{"{uniform: [0.3, 0.3]}", "min and max are both 0.3", "write 0.3 alone"},
		{"{uniform: [0.4, 0.3]}", "min 0.4 and max 0.3 do not rise", "write {uniform: [0.3, 0.4]}"},
		{"{pert: [1, 2]}", "pert takes 3 values, found 2", "write {pert: [min, mode, max]}"},
		{"{poisson: [1, 2]}", "poisson takes 1 value, found 2", "write {poisson: [mean]}"},
		{"{pert: {min: 1, mid: 2, max: 3}}", `pert has no "mid"`, "write min, mode and max"},
		{"{pert: {min: 1, max: 3}}", "pert is not made from max and min", "write min, mode and max"},
		{"{pert: {}}", "pert has no parameters", "write min, mode and max"},
		{"{pert: [[1, 50%], [2, 50%]]}", "pert takes no pairs", "write {pert: [min, mode, max]}"},
		{"{gamma: {mean: 2, shape: 3}}", "gamma is not made from mean and shape", "write shape and scale, or mean and sd"},
		{"{normal: [$1bn, -$2bn]}", "sd is -$2bn, below zero", "write $2bn"},
		{"{normal: [3, 0]}", "sd is zero", "write 3 alone"},
		{"{normal: {mu: 3, sd: 1}}", `normal has no "mu"`, "write mean and sd, or two quantiles such as p10 and p90"},
		{"{normal: {mean: 3, p90: 5}}", "normal is not made from mean and p90", "write two quantiles such as p10 and p90, or mean and sd"},
		{"{lognormal: {p0: 1, p90: 2}}", "p0 is not between p0 and p100", "write a quantile such as p5, p10, p90 or p97.5"},
		{"{lognormal: {p10: 1, p100: 2}}", "p100 is not between p0 and p100", "write a quantile such as p5, p10, p90 or p97.5"},
		{"{lognormal: {p5: 1, p05: 2}}", "p05 and p5 are the same quantile", "write two quantiles such as p10 and p90"},
		{"{lognormal: {p5: 1, p50: 2, p95: 4}}", "lognormal takes 2 quantiles, found 3", "write two quantiles such as p10 and p90"},
		{"{lognormal: {p10: $850bn, p90: $350bn}}", "p10 ($850bn) is not below p90 ($350bn)", "write {p10: $350bn, p90: $850bn}"},
		{"{lognormal: {p10: $350bn, p90: $350bn}}", "p10 ($350bn) is not below p90 ($350bn)", "write $350bn alone, or two values"},
		{"{lognormal: {p10: -$1bn, p90: $2bn}}", "p10 is -$1bn, and a lognormal draw is above zero", "write a p10 above zero, or normal in place of lognormal"},
		{"{lognormal: [0, 2]}", "mean is 0, and a lognormal draw is above zero", "write a mean above zero, or normal in place of lognormal"},
		{"{lognormal: {p49.9999: 1, p50: 1000}}", "the standard deviation is out of reach", "write values of one order of magnitude"},
		{"{lognormal: [1e-300, 1e300]}", "the standard deviation is out of reach", "write values of one order of magnitude"},
		{"{pert: [-1.7e308, 0, 1.7e308]}", "the standard deviation is out of reach", "write values of one order of magnitude"},
		{"{gamma: [$5bn, $1bn]}", "shape is $5bn, money, and wants a plain number", "write 5"},
		{"{gamma: [0, $1bn]}", "shape is 0, not from 0.001 to 1e+09", "write a value such as 2"},
		{"{gamma: [2, -1]}", "scale is -1, and a gamma draw is above zero", "write a scale above zero, or normal in place of gamma"},
		{"{beta: [-2, 3]}", "alpha is -2, not from 0.001 to 1e+09", "write a value such as 2"},
		{"{beta: {mean: 30%, sd: 60%}}", "sd is 0.6, and between 0 and 1 a mean of 0.3 allows less than 0.458257569", "write an sd such as 0.229128785"},
		{"{beta: {mean: 130%, sd: 10%}}", "mean is 1.3, not between 0 and 1", "write a mean between them, such as 0.5"},
		{"{beta: {mean: $3bn, sd: $1bn}}", "mean is $3bn, money, and a beta without min and max is a share", "write min and max too, such as min: $0"},
		{"{beta: {alpha: 2, beta: 3, min: $5bn, max: $1bn}}", "min $5bn and max $1bn do not rise", "write {min: $1bn, max: $5bn}"},
		{"{beta: {alpha: 2, beta: 3, min: 1, max: 1}}", "min and max are both 1", "write 1 alone"},
		{"{poisson: [3 GW]}", "mean is 3 GW, power, and a count is a plain number", "write 3"},
		{"{poisson: [-3]}", "mean is -3, below zero", "write 3"},
		{"{poisson: [0]}", "mean is zero", "write 0 alone"},
		{"{poisson: [1e7]}", "mean is 10000000, not from 1e-12 to 1e+06", "write a mean such as 3, or normal for a large one"},
		{"{discrete: [[$5bn, 30%], [$10bn, 60%]]}", "the probabilities sum to 90%", "write probabilities that sum to 100%: 10% more"},
		{"{discrete: [[$5bn, 50%], [$10bn, 60%]]}", "the probabilities sum to 110%", "write probabilities that sum to 100%: 10% less"},
		{"{discrete: [[$5bn, 130%], [$10bn, -30%]]}", "the probability of $5bn is 130%", "write one from 0% to 100%"},
		{"{discrete: [[30%, $5bn], [70%, $10bn]]}", "$5bn is money, and a probability wants a plain number", "write the value first, then its probability: [$5bn, 30%]"},
		{"{discrete: [[$5bn, 30%], [5 GW, 70%]]}", "$5bn is money, 5 GW power", "write $5bn"},
		{"{discrete: [[$5bn, 100%]]}", "discrete has one value, $5bn", "write $5bn alone"},
		{"{discrete: [1, 2]}", "discrete takes pairs of a value and its probability", "write {discrete: [[$5bn, 30%], [$10bn, 70%]]}"},
		{"{discrete: []}", "discrete has no values", "write {discrete: [[$5bn, 30%], [$10bn, 70%]]}"},
		{"{empirical: [2, 2]}", "empirical has one value, 2", "write 2 alone"},
		{"{empirical: []}", "empirical takes a list of values", "write {empirical: [12%, 18%, 35%]}"},
	} {
		l, _, p := write(t, c[0])
		if p == nil {
			t.Errorf("%s makes %v", c[0], l)
		} else if p.Why != c[1] || p.Remedy != c[2] {
			t.Errorf("%s:\n got %s = %s\nwant %s = %s", c[0], p.Why, p.Remedy, c[1], c[2])
		}
	}
}

func TestRefusalsOfBoundsAndRanges(t *testing.T) {
	money := func(v float64) unit.Quantity { return unit.Quantity{Value: v, Dim: unit.Money} }
	for _, c := range []struct {
		lo, hi      unit.Quantity
		why, remedy string
	}{
		{money(850), money(350), "$850bn is not below $350bn", "write $350bn to $850bn"},
		{money(350), money(350), "$350bn is not below $350bn", "write $350bn alone"},
		{money(350), unit.Quantity{Value: 850}, "$350bn is money, 850 a plain number", "write $850bn"},
	} {
		if _, _, p := Range(c.lo, c.hi); p == nil || p.Why != c.why || p.Remedy != c.remedy {
			t.Errorf("range %v to %v: got %+v, want %s = %s", c.lo, c.hi, p, c.why, c.remedy)
		}
	}
	for _, c := range []struct {
		law      string
		min, max float64
		why      string
	}{
		{"{normal: [0, 1]}", 2, 1, "min is not below max"},
		{"{normal: [0, 1]}", 1, 1, "min is not below max"},
		{"{normal: [0, 1]}", 20, 21, "nothing of the distribution lies between min and max"},
		{"{uniform: [0, 1]}", 2, 3, "nothing of the distribution lies between min and max"},
		{"{pert: [0, 1, 2]}", -3, 0, "nothing of the distribution lies between min and max"},
		{"{discrete: [[1, 50%], [2, 50%]]}", 1.2, 1.8, "nothing of the distribution lies between min and max"},
	} {
		if _, p := Truncate(law(t, c.law), c.min, c.max); p == nil || p.Why != c.why || p.Remedy == "" {
			t.Errorf("%s from %g to %g: got %+v, want %s", c.law, c.min, c.max, p, c.why)
		}
	}
}

func TestDrawsHaveTheDimensionOfTheParameters(t *testing.T) {
	for text, want := range map[string]unit.Dim{
		"{pert: [$1bn, $2bn, $3bn]}":                              unit.Money,
		"{lognormal: {p10: 5 GW, p97.5: 9 GW}}":                   unit.Power,
		"{beta: [2, 3]}":                                          unit.Number,
		"{beta: {alpha: 2, beta: 3, min: $1bn, max: $2bn}}":       unit.Money,
		"{beta: {mean: 12%/y, sd: 1%/y, min: 10%/y, max: 15%/y}}": unit.Rate,
		"{gamma: [2, 6 months]}":                                  unit.Years,
		"{gamma: {mean: 18 months, sd: 6 months}}":                unit.Years,
		"{poisson: [3]}":                                          unit.Number,
		"{discrete: [[$10bn/GW/y, 50%], [$8bn/GW/y, 50%]]}":       unit.Price,
		"{empirical: [2 quarters, 1y]}":                           unit.Years,
	} {
		if _, dim, p := write(t, text); p != nil || dim != want {
			t.Errorf("%s: %v, %v, want %v", text, dim, p, want)
		}
	}
}
