package table

import (
	"math"
	"math/rand/v2"
	"time"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// sampleOf makes a sample of values as a run would: in chunks.
func sampleOf(values ...float64) *stats.Sample {
	s := stats.NewSample(7)
	for len(values) > 0 {
		n := min(512, len(values))
		s.Add(values[:n])
		values = values[n:]
	}
	return s
}

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// example is a result as the engine would leave it, of made-up draws: 1000 paths, four quarters, one tranche that is
// paid on some paths, one that never is, and a commitment of two years of which the second is beyond the horizon.
func example() *result.Result {
	const paths = 1000
	random := rand.New(rand.NewPCG(1, 2))
	nan := math.NaN()
	r := &result.Result{
		Name: "two-tranches", Title: "Two tranches & a floor", Summary: "$5bn now, more later.",
		Hash: "c0ffee", Engine: "v0.0.0-test", Random: "pcg/1", Seed: 42, Paths: paths, AsOf: day("2026-04-20"),
		Dates: []time.Time{day("2026-04-20"), day("2026-06-30"), day("2026-09-30"), day("2026-12-31"), day("2027-03-31")},
		Years: []float64{0, 0.25, 0.5, 0.75, 1},
		Inputs: []result.Input{
			{Name: "arr_start", Value: "$30bn", Dim: unit.Money, Status: "sourced", Role: "uncertainty", Source: "article",
				Note: "\"run-rate\", not recognised revenue;\nsee p. 3", Mean: 30, P05: 30, P95: 30},
			{Name: "growth", Value: "{pert: [50%, 100%, 200%]}", Dim: unit.Rate, Status: "assumed", Mean: 1.08, P05: 0.66, P95: 1.6},
			{Name: "start", Value: "2026-Q2", Dim: unit.Day, Status: "assumed", Role: "lever", Mean: nan, P05: nan, P95: nan},
		},
		Sources: []result.Source{
			{ID: "article", Title: "Five billion", Publisher: "A Paper", Date: "2026-04", URL: "https://example.org/five"},
			{ID: "memo"},
		},
		Warnings: []string{"tranche target-2 is never paid"},
	}
	columns := map[string][]float64{}
	arr := make([][]float64, len(r.Dates))
	triggered := make([][]float64, len(r.Dates))
	for range paths {
		level, at, discretion := 30.0, nan, random.Float64()
		for q := range r.Dates {
			if q > 0 {
				level *= math.Exp(0.1 + 0.2*random.NormFloat64())
			}
			if math.IsNaN(at) && level >= 45 {
				at = r.Years[q]
			}
			arr[q] = append(arr[q], level)
			triggered[q] = append(triggered[q], truth(!math.IsNaN(at)))
		}
		funded := !math.IsNaN(at) && discretion < 0.9
		add := func(name string, v float64) { columns[name] = append(columns[name], v) }
		add("arr_end", level)
		add("irr", when(funded, level/45-1))
		add("odd", []float64{-1, 0, 1, 1e-9, math.Inf(1)}[random.IntN(5)])
		add("never", nan)
		add("t1.funded", truth(funded))
		add("t1.paid", 5*truth(funded))
		add("t1.time", when(funded, at))
		add("t1.price", when(funded, 10*level))
		add("t1.stake", when(funded, 5/(10*level+5)))
		add("t1.gain", when(funded, 0.5))
		add("t1.declined", truth(!math.IsNaN(at) && !funded))
		add("t1.expired", truth(math.IsNaN(at)))
		add("zero", 0)
		spend := 0.2 * level
		add("floor", 10)
		add("spend", spend)
		add("short", max(10-spend, 0))
		add("coverage", spend/10)
	}
	metric := func(name, label string, dim unit.Dim, hidden bool) {
		r.Metrics = append(r.Metrics, result.Metric{Name: name, Label: label, Dim: dim, Hidden: hidden, Sample: sampleOf(columns[name]...)})
	}
	metric("irr", "return, of the investor", unit.Rate, false)
	metric("arr_end", "revenue at the end", unit.Money, false)
	metric("never", "", unit.Years, false)
	metric("odd", "atoms and infinities", unit.Number, false)
	for _, name := range []string{"t1.funded", "t1.paid", "t1.time", "t1.price", "t1.stake", "t1.gain", "t1.declined", "t1.expired", "zero", "floor", "spend", "short", "coverage"} {
		metric(name, "", unit.Number, true)
	}
	over := func(name string, dim unit.Dim, columns [][]float64) {
		s := result.Series{Name: name, Dim: dim}
		for _, c := range columns {
			s.At = append(s.At, sampleOf(c...))
		}
		r.Series = append(r.Series, s)
	}
	over("target-1.triggered", unit.Bool, triggered) // not by name, to be sorted
	over("anthropic.arr", unit.Money, arr)
	for _, p := range []uint64{7, 3} {
		kept := result.Path{Number: p, Values: [][]float64{nil, nil}}
		for q := range r.Dates {
			kept.Values[0] = append(kept.Values[0], triggered[q][p])
			kept.Values[1] = append(kept.Values[1], arr[q][p])
		}
		r.Kept = append(r.Kept, kept)
	}
	r.Kept[1].Events = []result.Event{
		{Step: 0, Kind: "payment", Subject: "target-1", Quantity: "equity", Value: nan, Threshold: nan, Cash: 5, Text: "cloud to lab"},
		{Step: 2, Kind: "trigger", Subject: "target-1", Quantity: "max(lab.arr, 1)", Dim: unit.Money, Value: 44, Threshold: 45, Cash: nan, Text: ">= goal: does not hold"},
		{Step: 3, Kind: "decision", Subject: "target-1", Value: nan, Threshold: nan, Cash: nan, Text: "no: it is too dear"},
	}
	copy(r.Kept[0].Values[1], []float64{math.Copysign(0, -1), nan, math.Inf(-1), 1e-7, 1e21})
	r.Tranches = []result.Tranche{
		{ID: "target-1", Paid: "t1.paid", Funded: "t1.funded", Expired: "t1.expired", Declined: "t1.declined", FundedTime: "t1.time",
			Price: "t1.price", Stake: "t1.stake", Gain: "t1.gain", Triggered: "target-1.triggered"},
		{ID: "target-2", Paid: "zero", Funded: "zero", Expired: "zero", FundedTime: "never", Price: "never", Stake: "never", Gain: "never"},
	}
	r.Commitments = []result.Commitment{{ID: "aws", Years: []result.CommitmentYear{
		{Floor: "floor", Spend: "spend", Shortfall: "short", Coverage: "coverage"},
		{Floor: "never", Spend: "never", Shortfall: "never", Coverage: "never"},
	}}}
	r.Ledger = []result.Posting{ // not by name, to be sorted
		{From: "lab", To: "cloud", Kind: "spend", Years: []string{"spend"}, Total: "spend"},
		{From: "cloud", To: "lab", Kind: "equity", Years: []string{"t1.paid", "zero"}, Total: "t1.paid"},
	}
	r.Joint = result.Joint{Paths: 200, Metrics: []string{"arr_end", "irr", "odd", "zero"}, By: []string{"arr_end"}}
	for _, name := range r.Joint.Metrics {
		r.Joint.Draws = append(r.Joint.Draws, columns[name][:r.Joint.Paths])
	}
	return r
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// when is v, undefined when it does not happen.
func when(happens bool, v float64) float64 {
	if happens {
		return v
	}
	return math.NaN()
}
