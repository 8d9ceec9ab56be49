package plots

import (
	"math"
	"slices"
	"testing"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		bn   float64
		want string
	}{
		{0, "$0"}, {math.Copysign(0, -1), "$0"}, {200, "$200bn"}, {1000, "$1tn"}, {1500, "$1.5tn"}, {0.5, "$500m"},
		{0.003, "$3m"}, {2.5, "$2.5bn"}, {-5, "−$5bn"}, {5000, "$5tn"}, {999.999, "$1tn"}, {0.0999999999, "$100m"},
		{0.9999999, "$1bn"}, {2e6, "$2,000tn"}, {2.5e-5, "$25k"}, {5e-7, "$500"}, {1e-12, "$0"}, {-1e-12, "$0"},
		{0.1 + 0.2, "$300m"}, {1250, "$1.25tn"},
	} {
		if got := money(c.bn, 4); got != c.want {
			t.Errorf("money(%g) = %s, want %s", c.bn, got, c.want)
		}
	}
	if got := amount(62.3456); got != "$62.3bn" {
		t.Errorf("amount is %s, want $62.3bn", got)
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		p               float64
		percent, chance string
	}{
		{0, "0%", "0%"}, {1, "100%", "100%"}, {0.25, "25%", "25%"}, {0.025, "2.5%", "2.5%"},
		{0.0002, "0.02%", "<0.1%"}, {0.9999, "99.99%", ">99.9%"}, {0.63, "63%", "63%"}, {0.1 + 0.2, "30%", "30%"},
		{0.0994, "9.94%", "9.9%"}, {0.9946, "99.46%", "99.5%"}, {0.9904, "99.04%", "99%"},
	} {
		if got := percent(c.p, 4); got != c.percent {
			t.Errorf("percent(%g) = %s, want %s", c.p, got, c.percent)
		}
		if got := probability(c.p); got != c.chance {
			t.Errorf("probability(%g) = %s, want %s", c.p, got, c.chance)
		}
	}
}

func TestTicks(t *testing.T) {
	for _, c := range []struct {
		name string
		axis Axis
		want []string
	}{
		{"to 277", linear(6, 277, money), []string{"$0", "$50bn", "$100bn", "$150bn", "$200bn", "$250bn", "$300bn"}},
		{"around zero", linear(-40, 100, money), []string{"−$50bn", "−$25bn", "$0", "$25bn", "$50bn", "$75bn", "$100bn"}},
		{"a little below zero", linear(-4, 100, money), []string{"$0", "$20bn", "$40bn", "$60bn", "$80bn", "$100bn"}},
		{"a little above zero", linear(-100, 4, money), []string{"−$100bn", "−$80bn", "−$60bn", "−$40bn", "−$20bn", "$0"}},
		{"nothing", linear(0, 0, money), []string{"$0", "$200m", "$400m", "$600m", "$800m", "$1bn"}},
		{"huge", linear(0, 4900, money), []string{"$0", "$1tn", "$2tn", "$3tn", "$4tn", "$5tn"}},
		{"tiny", linear(0, 0.003, money), []string{"$0", "$500k", "$1m", "$1.5m", "$2m", "$2.5m", "$3m"}},
		{"log", logarithmic(12, 900, money), []string{"$10bn", "$30bn", "$100bn", "$300bn"}},
		{"long log", logarithmic(0.12, 9e4, money), []string{"$100m", "$1bn", "$10bn", "$100bn", "$1tn", "$10tn"}},
		{"narrow", within(100.0011, 100.0093, 4, money), []string{"$100.0025bn", "$100.005bn", "$100.0075bn"}},
		{"too narrow", within(1e9, math.Nextafter(1e9, 2e9), 4, money), nil},
		{"rare", share(0.04), []string{"0%", "1%", "2%", "3%", "4%"}},
		{"likely", share(0.7), []string{"0%", "20%", "40%", "60%", "80%", "100%"}},
		{"never", share(0), []string{"0%", "20%", "40%", "60%", "80%", "100%"}},
	} {
		var got []string
		for _, tick := range c.axis.Ticks {
			got = append(got, tick.Label)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

// TestALittleBelowZeroIsDrawn: it takes little room, and yet all of it is in the picture.
func TestALittleBelowZeroIsDrawn(t *testing.T) {
	for _, low := range []float64{-0.1, -4, -9.9, -10.1, -60} {
		if a := linear(low, 100, money); a.Min > low || a.Min < low-50 {
			t.Errorf("%g to 100 is drawn from %g", low, a.Min)
		}
		if a := linear(-100, -low, money); a.Max < -low || a.Max > 50-low {
			t.Errorf("-100 to %g is drawn to %g", -low, a.Max)
		}
	}
}

func TestStepsAreRound(t *testing.T) {
	for span := 1e-6; span < 1e9; span *= 1.37 {
		step := niceStep(span, 6)
		lead := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9))
		if !slices.ContainsFunc([]float64{1, 2, 2.5, 5}, func(m float64) bool { return math.Abs(lead-m) < 1e-9 }) {
			t.Errorf("step %g of %g", step, span)
		}
		if n := span / step; n > 6.001 || n < 2.3 {
			t.Errorf("%g in %.2f steps of %g", span, n, step)
		}
	}
}

func TestYearsStandAtTheirFirstDays(t *testing.T) {
	r := usual.simulate()
	a := calendar(r)
	if len(a.Ticks) != 10 || a.Ticks[0] != (Tick{0.75, "2027"}) || a.Ticks[9] != (Tick{9.75, "2036"}) {
		t.Errorf("ticks %v", a.Ticks)
	}
	d := usual
	d.paths, d.steps = 1, 200
	for _, tick := range calendar(d.simulate()).Ticks {
		if tick.Label[3] != '0' && tick.Label[3] != '5' {
			t.Errorf("a tick at %s over 50 years", tick.Label)
		}
	}
}

func TestSpreadKeepsLabelsApart(t *testing.T) {
	half := []float64{5, 5, 5, 5}
	got := spread([]float64{50, 50, 50, 90}, half, 0, 100)
	if want := []float64{40, 50, 60, 90}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	got = spread([]float64{0, 0, 99, 99}, half, 0, 100)
	if want := []float64{5, 15, 85, 95}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
