package engine

import (
	"context"
	"strings"
	"testing"

	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

func runs(b testing.TB, p *Program, paths, threads int) {
	if _, err := p.Run(context.Background(), Options{Paths: paths, Threads: threads}); err != nil {
		b.Fatal(err)
	}
}

// perStep reports what a path costs for each step.
func perStep(b *testing.B, p *Program, paths int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(paths)/float64(p.Scenario.Calendar.Steps), "ns/path-step")
}

// BenchmarkBaseDeal is the shipped deal on 100,000 paths: 40 quarters, all series, histograms and metrics.
func BenchmarkBaseDeal(b *testing.B) {
	p := baseDeal(b, 1)
	for _, threads := range []int{1, 2} {
		b.Run([]string{"", "one-thread", "two-threads"}[threads], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				runs(b, p, 100_000, threads)
			}
			perStep(b, p, 100_000)
		})
	}
}

// BenchmarkChunk is the simulation alone: 512 paths without what is counted of them.
func BenchmarkChunk(b *testing.B) {
	p := baseDeal(b, 1)
	w := newRecorder(p)
	b.ReportAllocs()
	first := 0
	for b.Loop() {
		w.chunk(first, chunkSize)
		first += chunkSize
	}
	perStep(b, p, chunkSize)
}

// BenchmarkCompile is a file from text to program.
func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		baseDeal(b, 1)
	}
}

// BenchmarkClause is what one more block of each section costs a path for each step: compare with "none".
func BenchmarkClause(b *testing.B) {
	ground := strings.Replace(head, "horizon: 3y", "horizon: 10y", 1) + `
drivers:
  wants: {process: gbm, start: $2bn, drift: 5%/y, volatility: 20%}
  price: {process: gbm, start: $10bn/GW/y, volatility: 10%}
companies:
  lab: {revenue: {process: gbm, start: $30bn, drift: 20%/y, volatility: 40%}, value: {process: gbm, start: $300bn, drift: 20%/y, volatility: 60%}}
capacity:
  chips: {cap: 5 GW, ramp: {0y: 1 GW, 5y: 4 GW}, price: price}
`
	more := map[string]string{
		"none":         "",
		"companies":    "  more: {revenue: wants, value: wants, compute: {share_of_revenue: 60%}}",
		"capacity":     "  more: {cap: 5 GW, logistic: {speed: 90%/y, midpoint: 3y}, delay: 3 months, price: price}",
		"commitments":  "  more: {buyer: lab, seller: cloud, demand: wants, capacity: chips, floor: $50bn, term: 10y, basis: annual}",
		"tranches":     "  more: {investor: fund, into: lab, amount: $5bn, when: lab.arr >= $60bn, sustained: 2 quarters, price: market}",
		"investors":    "  more: {holds: {lab: {stake: 10%}}}",
		"shocks":       "  more: {rate: 15%/y, effects: {lab.arr: {times: {pert: [60%, 80%, 95%]}}}}",
		"quantities":   "  more: trailing(lab.revenue, 4) / max($1bn, wants)",
		"correlations": "  - [wants, price, 30%]",
	}
	for _, section := range schema.Sorted(more) {
		text := ground
		if entry := more[section]; entry != "" {
			if head := "\n" + section + ":\n"; strings.Contains(text, head) {
				text = strings.Replace(text, head, head+entry+"\n", 1)
			} else {
				text += section + ":\n" + entry + "\n"
			}
		}
		p := deal(b, text)
		b.Run(section, func(b *testing.B) {
			w := newRecorder(p)
			b.ReportAllocs()
			first := 0
			for b.Loop() {
				w.chunk(first, chunkSize)
				first += chunkSize
			}
			perStep(b, p, chunkSize)
		})
	}
}

// BenchmarkDeal40 is the workload of the side-by-side harness, from its scenario file, on one thread.
func BenchmarkDeal40(b *testing.B) {
	s, m, err := scenario.Read("../../bench/deal40.yaml", Language(), scenario.Options{})
	if err != nil {
		b.Fatal(err)
	}
	p := Compile(s, m, 1)
	if p == nil {
		b.Fatal(told(m))
	}
	for b.Loop() {
		runs(b, p, 200_000, 1)
	}
	perStep(b, p, 200_000)
}
