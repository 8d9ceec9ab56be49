package engine

import (
	"os"
	"path/filepath"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/process"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

// chunks runs chunks of a program without what is counted of them.
func chunks(b *testing.B, p *Program) {
	w := newRecorder(p)
	b.ReportAllocs()
	first := 0
	for b.Loop() {
		w.chunk(first, chunkSize)
		first += chunkSize
	}
	perStep(b, p, chunkSize)
}

// BenchmarkProcess is every law there is, as its own example says it, in a deal of nothing else.
func BenchmarkProcess(b *testing.B) {
	for _, name := range schema.Sorted(process.All()) {
		p := deal(b, example("process", &process.All()[name].Kind))
		b.Run(name, func(b *testing.B) { chunks(b, p) })
	}
}

// BenchmarkOneMore is the shipped deal with one more of something: compare with "none".
func BenchmarkOneMore(b *testing.B) {
	const commitment = "{buyer: anthropic, seller: another, floor: $10bn, term: 10y, share: 10%, margin: 30%}"
	more := map[string]string{
		"none":       "",
		"tranche":    "tranches: {more: {investor: amazon, into: anthropic, amount: $5bn, when: anthropic.arr >= $90bn, sustained: 2 quarters, until: 5y, price: market}}",
		"shock":      "shocks: {more: {rate: 10%/y, effects: {anthropic.arr: {times: {pert: [60%, 80%, 95%]}}}}}",
		"commitment": "commitments: {more: " + commitment + "}",
		"driver":     "drivers: {more: {process: gbm, start: 1, drift: 5%/y, volatility: 20%}}",
		"quantity":   "quantities: {more: anthropic.arr / 4}",
		"metric":     "metrics: {more: anthropic.arr / 4}",
	}
	for _, what := range schema.Sorted(more) {
		file := filepath.Join(b.TempDir(), "more.yaml")
		if err := os.WriteFile(file, []byte("scenario: one more\nextends: amazon-anthropic-2026\n"+more[what]+"\n"), 0o600); err != nil {
			b.Fatal(err)
		}
		s, m, err := scenario.Read(file, Language(), scenario.Options{Library: scenarios.Find})
		if err != nil {
			b.Fatal(err)
		}
		p := Compile(s, m, 1)
		if p == nil {
			b.Fatalf("%s: %s", what, told(m))
		}
		b.Run(what, func(b *testing.B) { chunks(b, p) })
	}
}
