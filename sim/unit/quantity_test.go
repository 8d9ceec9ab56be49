package unit

import (
	"math"
	"strings"
	"testing"
)

// TestParse reads every way to write a quantity.
func TestParse(t *testing.T) {
	for text, want := range map[string]Quantity{
		"$5bn": {5, Money}, "$350m": {0.35, Money}, "$1.2tn": {1200, Money}, "$2.10": {2.1e-9, Money}, "$10k": {1e-5, Money},
		"$5 billion": {5, Money}, "$5B": {5, Money}, "$5t": {5000, Money}, "$3mn": {0.003, Money}, "$0": {0, Money},
		"-$5bn": {-5, Money}, "$-5bn": {-5, Money}, " $5bn ": {5, Money}, "$.5bn": {0.5, Money}, "$1e3m": {1, Money},
		"12%": {0.12, Number}, "12 %": {0.12, Number}, "-3%": {-0.03, Number}, "0.35": {0.35, Number}, ".5": {0.5, Number}, "0": {0, Number},
		"1e3": {1000, Number}, "100000%": {1000, Number},
		"15%/y": {0.15, Rate}, "4%/quarter": {0.16, Rate}, "1%/month": {0.12, Rate}, "0.15/y": {0.15, Rate},
		"15%/y effective": {math.Log(1.15), Rate}, "-10%/y effective": {math.Log(0.9), Rate},
		"5 GW": {5, Power}, "5GW": {5, Power}, "300 MW": {0.3, Power}, "5 gw": {5, Power},
		"10y": {10, Years}, "2 quarters": {0.5, Years}, "1 quarter": {0.25, Years}, "18 months": {1.5, Years}, "2 years": {2, Years}, "365.25 days": {1, Years},
		"8766h":      {1, Years},
		"$10bn/GW/y": {10, Price}, "$10bn / GW / y": {10, Price}, "$10m/MW/y": {10, Price}, "$2bn/y": {2, Money.Over(Years)},
		"$2.10/h": {2.1e-9 * 8766, Money.Over(Years)},
	} {
		got, problem := Parse(text)
		if problem != nil {
			t.Errorf("%q: %v", text, problem)
			continue
		}
		if got.Dim != want.Dim || math.Abs(got.Value-want.Value) > 1e-12*math.Abs(want.Value) {
			t.Errorf("%q is %v, want %v", text, got, want)
		}
	}
	for text, want := range map[string]float64{"12%": 0.12, "15%/y": 0.15, "350m": 0, "$350m": 0.35, "300 MW": 0.3, "7%": 0.07} {
		if got, p := Parse(text); p == nil && got.Value != want {
			t.Errorf("%q is %v, not the double next to %v", text, got.Value, want)
		}
	}
}

// TestWhatIsNoQuantity holds what is said about texts that look like one.
func TestWhatIsNoQuantity(t *testing.T) {
	for text, want := range map[string]Problem{
		"":                  {"nothing here", "write a value such as $5bn, 12% or 5 GW"},
		"five":              {`"five" is no number`, "write a value such as $5bn, 12% or 5 GW"},
		"5bn":               {`"5bn" has no currency`, "write $5bn"},
		"$5bm":              {`"$5bm" is no amount of money`, "write $5bn, $350m or $1.2tn"},
		"5 TW":              {`"TW" is no unit`, "units are $…bn, %, GW, MW, y, quarters, months, days"},
		"$5,000m":           {`"$5,000m" has a separator in the number`, "write $5000m"},
		"5_000":             {`"5_000" has a separator in the number`, "write 5000"},
		"010":               {"010 starts with a zero, which YAML may read as octal", "write 10"},
		"$007m":             {"007 starts with a zero, which YAML may read as octal", "write $7m"},
		"00":                {"00 starts with a zero, which YAML may read as octal", "write 0"},
		"00.5":              {"00.5 starts with a zero, which YAML may read as octal", "write 0.5"},
		"1e999":             {`"1e999" is no number within reach`, "write a value such as $5bn"},
		"1.2.3":             {`"1.2.3" is no number within reach`, "write a value such as $5bn"},
		"$5bn/kW":           {`"kW" is no unit to divide by`, "units are GW, MW, y, quarter, month, day, h"},
		"$5bn/%":            {`"%" is no unit to divide by`, "units are GW, MW, y, quarter, month, day, h"},
		"12% effective":     {"only a rate per year can be effective", "write 12%/y effective"},
		"-100%/y effective": {"only a rate per year can be effective", "write 12%/y effective"},
	} {
		if _, got := Parse(text); got == nil || *got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestFormat writes values as a person would.
func TestFormat(t *testing.T) {
	for _, c := range []struct {
		v      float64
		d      Dim
		digits int
		want   string
	}{
		{5, Money, 4, "$5bn"}, {0.35, Money, 4, "$350m"}, {1200, Money, 4, "$1.2tn"}, {-5, Money, 4, "-$5bn"}, {0, Money, 4, "$0"},
		{2.1e-9, Money, 4, "$2.1"}, {123.456, Money, 4, "$123.5bn"}, {999.96, Money, 3, "$1tn"}, {math.Copysign(0, -1), Money, 3, "$0"},
		{0.12, Number, 4, "12%"}, {0.12345, Number, 3, "12.3%"}, {0, Number, 3, "0%"}, {-0.03, Number, 3, "-3%"},
		{0.15, Rate, 4, "15%/y"}, {2.5, Years, 4, "2.5y"}, {5, Power, 4, "5 GW"}, {3, Energy, 4, "3 GW·y"},
		{10, Price, 4, "$10bn/GW/y"}, {2, Money.Over(Years), 4, "$2bn/y"}, {0.5, Bool, 4, "50%"}, {1.25, Day, 4, "1.25y"},
		{4, Money.Times(Money), 4, "4 USD bn*USD bn"}, {math.NaN(), Money, 4, "undefined"},
	} {
		if got := Format(c.v, c.d, c.digits); got != c.want {
			t.Errorf("%v %v is written %q, want %q", c.v, c.d, got, c.want)
		}
	}
}

// TestDimensions multiplies and divides units, and says them.
func TestDimensions(t *testing.T) {
	if Price.Times(Power).Times(Years) != Money || Money.Over(Energy) != Price || Number.Over(Years) != Rate || Money.Over(Money) != Number {
		t.Error("units do not cancel")
	}
	for d, want := range map[Dim]string{Number: "1", Money: "USD bn", Price: "USD bn/GW/y", Energy: "GW*y", Rate: "1/y", Bool: "1", Day: "y", Any: "?"} {
		if got := d.Symbol(); got != want {
			t.Errorf("%v is %q in a table, want %q", d, got, want)
		}
	}
	if !Any.Fits(Money) || !Money.Fits(Any) || Money.Fits(Power) || Day.Fits(Years) || Bool.Fits(Number) {
		t.Error("what fits does not, or the other way round")
	}
	for _, d := range []Dim{Number, Money, Power, Years, Rate, Price, Money.Over(Years)} {
		first, _, _ := strings.Cut(d.Example(), " or ")
		if q, p := Parse(first); p != nil || q.Dim != d {
			t.Errorf("the example of %v is %q, which reads %v %v", d, first, q, p)
		}
	}
}
