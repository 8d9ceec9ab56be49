package stats

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// quarterlyLoan is 25 out, 0.75 back each quarter for ten years, and 25 back at the end: 3% a quarter.
func quarterlyLoan() (flows, times []float64) {
	flows, times = []float64{-25}, []float64{0}
	for q := 1; q <= 40; q++ {
		flows, times = append(flows, 0.75), append(times, float64(q)/4)
	}
	return append(flows, 25), append(times, 10)
}

func TestIRRKnownAnswers(t *testing.T) {
	loan, quarters := quarterlyLoan()
	for _, c := range []struct {
		name         string
		flows, times []float64
		rate         float64
		status       Status
	}{
		{"three payments, one return", []float64{-5, -10, -10, 60}, []float64{0, 1, 2, 5}, 0.254255871532, Unique},
		{"dated payments", []float64{-4, -4, -5, -20, 120}, []float64{0, 1, 2.5, 3.25, 7}, 0.313083113729, Unique},
		{"3% a quarter", loan, quarters, 1.03*1.03*1.03*1.03 - 1, Unique},
		{"money lost", []float64{-10, 5}, []float64{0, 1}, -0.5, Unique},
		{"money back", []float64{-10, 10}, []float64{0, 3}, 0, Unique},
		{"borrowed", []float64{10, -11}, []float64{0, 1}, 0.1, Unique},
		{"a hundred thousandfold", []float64{-1, 1e5}, []float64{0, 0.5}, 1e10 - 1, Unique},
		{"nearly all lost", []float64{-1, 1e-6}, []float64{0, 1}, 1e-6 - 1, Unique},
		{"two rates, 10% and 20%", []float64{-10, 23, -13.2}, []float64{0, 1, 2}, math.NaN(), NotUnique},
		{"two rates, 10% and 10.1%", []float64{-1, 2.201, -1.2111}, []float64{0, 1, 2}, math.NaN(), NotUnique},
		{"a double rate, 10%", []float64{-1, 2.2, -1.21}, []float64{0, 1, 2}, math.NaN(), NotUnique},
		{"a double rate, 0%", []float64{-1, 2, -1}, []float64{0, 1, 2}, math.NaN(), NotUnique},
		{"three rates, 10%, 20% and 30%", []float64{-1, 3.6, -4.31, 1.716}, []float64{0, 1, 2, 3}, math.NaN(), NotUnique},
		{"all paid", []float64{-5, -10}, []float64{0, 1}, math.NaN(), None},
		{"all received", []float64{5, 10}, []float64{0, 1}, math.NaN(), None},
		{"nothing", nil, nil, math.NaN(), None},
		{"zeros", []float64{0, 0}, []float64{0, 1}, math.NaN(), None},
		{"worth less at any rate", []float64{-10, 10, -10}, []float64{0, 1, 2}, math.NaN(), None},
		{"paid and taken back at once", []float64{-10, 10, -5, 10}, []float64{0, 0, 1, 2}, 1, Unique},
		{"paid and taken back at the end", []float64{-5, 10, -5, 5}, []float64{0, 1, 2, 2}, 1, Unique},
		{"an infinite flow", []float64{-5, math.Inf(1)}, []float64{0, 1}, math.NaN(), None},
		{"an undefined flow", []float64{-5, math.NaN(), 6}, []float64{0, 1, 2}, math.NaN(), None},
	} {
		rate, status := IRR(c.flows, c.times)
		if status != c.status || !(math.Abs(rate-c.rate) <= 1e-12*(1+c.rate) || rate != rate && c.rate != c.rate) {
			t.Errorf("%s: got %.12f, %v, want %.12f, %v", c.name, rate, status, c.rate, c.status)
		}
	}
}

// npv is the worth of flows at a rate.
func npv(flows, times []float64, rate float64) (sum float64) {
	for i, c := range flows {
		sum += c * math.Pow(1+rate, -times[i])
	}
	return sum
}

func (s Status) String() string {
	switch s {
	case Unique:
		return "unique"
	case None:
		return "none"
	case NotUnique:
		return "not unique"
	}
	return fmt.Sprintf("status %d", uint8(s))
}

// −10, +30, −5 is worth nothing at +182% and at −82%: (30±√700)/20. The first is the answer.
func TestNorstromPassesOverNegativeRates(t *testing.T) {
	rate, status := IRR([]float64{-10, 30, -5}, []float64{0, 1, 2})
	if want := (30+math.Sqrt(700))/20 - 1; status != Unique || math.Abs(rate-want) > 1e-12 {
		t.Errorf("got %v, %v, want %v, unique", rate, status, want)
	}
}

// Flows made from their rates, ∏(1 − gᵢv): isolation must find as many rates as went in.
func TestIRRCountsRates(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		flows := []float64{-1}
		inside := 0
		for range 1 + random.IntN(4) {
			growth := math.Exp(4 * random.NormFloat64())
			if growth > 1e-4 && growth <= 1001 {
				inside++
			}
			flows = append(flows, 0)
			for i := len(flows) - 1; i > 0; i-- {
				flows[i] -= growth * flows[i-1]
			}
		}
		times := []float64{0, 1, 2, 3, 4}[:len(flows)]
		future, past := side{flows, times, 0, 1}, side{flows, times, times[len(times)-1], -1}
		up, _, _ := future.isolate(longestGrowth)
		down, _, _ := past.isolate(longestDecline)
		if up+down != inside && (up < 2 && down < 2 || up+down > inside) {
			t.Fatalf("%v: found %d above and %d below zero, want %d together", flows, up, down, inside)
		}
	}
}

func TestIRRFindsTheRateItWasMadeWith(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := rapid.Float64Range(-0.95, 50).Draw(t, "rate")
		paid := rapid.SliceOfN(rapid.Float64Range(0.01, 100), 1, 12).Draw(t, "paid")
		start := rapid.Float64Range(0, 5).Draw(t, "start")
		flows, times := []float64{}, []float64{}
		for i, c := range paid {
			flows, times = append(flows, -c), append(times, start+float64(i)/4)
		}
		end := times[len(times)-1] + rapid.Float64Range(0.25, 20).Draw(t, "wait")
		flows, times = append(flows, -npv(flows, times, rate)*math.Pow(1+rate, end)), append(times, end)
		got, status := IRR(flows, times)
		if status != Unique || math.Abs(got-rate) > 1e-10*(1+rate) {
			t.Fatalf("got %v, %v, want %v", got, status, rate)
		}
	})
}

// Any flows: what is called unique is worth nothing, and its neighbours on a grid change sign once above zero.
func TestAUniqueRateIsWorthNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flows := rapid.SliceOfN(rapid.Float64Range(-10, 10), 1, 10).Draw(t, "flows")
		times := make([]float64, len(flows))
		size := 0.0
		for i := range times {
			times[i] = float64(i) * 0.75
			size += math.Abs(flows[i])
		}
		rate, status := IRR(flows, times)
		crossings, before := 0, 0.0
		for u := 1e-9; u < longestGrowth; u += 0.01 {
			v := npv(flows, times, math.Exp(u)-1)
			if v*before < 0 {
				crossings++
			}
			before = v
		}
		switch {
		case status == Unique && rate > -0.9 && math.Abs(npv(flows, times, rate)) > 1e-9*size*math.Pow(1+min(rate, 0), -7):
			t.Fatalf("worth %v at %v", npv(flows, times, rate), rate)
		case status == Unique && crossings > 1, status == None && crossings > 0:
			t.Fatalf("%v, but %d crossings above zero", status, crossings)
		}
	})
}

func TestFlowsOutOfOrderAreABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	IRR([]float64{-1, 2}, []float64{1, 0})
}

func TestIRRAllocatesNothing(t *testing.T) {
	flows, times := []float64{-10, 23, -13.2}, []float64{0, 1, 2}
	if n := testing.AllocsPerRun(10, func() { IRR(flows, times) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkIRR(b *testing.B) {
	loan, quarters := quarterlyLoan()
	for _, c := range []struct {
		name         string
		flows, times []float64
	}{
		{"5 flows", []float64{-4, -4, -5, -20, 120}, []float64{0, 1, 2.5, 3.25, 7}},
		{"8 flows", []float64{-4, -4, -5, -5, -5, -5, -20, 120}, []float64{0, 1, 2, 3, 4, 5, 6, 7}},
		{"42 flows", loan, quarters},
		{"two rates", []float64{-10, 23, -13.2}, []float64{0, 1, 2}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				IRR(c.flows, c.times)
			}
		})
	}
}
