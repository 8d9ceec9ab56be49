package engine

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/column"
	"dealsim/sim/scenario"
)

// The worlds of the laws and examples: deals written in a test, and what they do on a path.

// head is how the small deals of the tests begin: 12 quarters from the day of the real one.
const head = "scenario: a deal of the tests\nas_of: 2026-04-20\nhorizon: 3y\n"

// compiled reads and compiles a deal that a test has written; the mistakes are those that were found.
func compiledDeal(t testing.TB, text string, seed uint64) (*Program, *scenario.Mistakes) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "deal.yaml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s, m, err := scenario.Read(file, Language(), scenario.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		return nil, m
	}
	return Compile(s, m, seed), m
}

// deal is a deal that must compile.
func deal(t testing.TB, text string) *Program {
	t.Helper()
	return dealSeed(t, text, 1)
}

func dealSeed(t testing.TB, text string, seed uint64) *Program {
	t.Helper()
	p, m := compiledDeal(t, text, seed)
	if p == nil {
		t.Fatalf("does not compile:\n%s\n%s", told(m), text)
	}
	return p
}

// told is the mistakes as a person reads them.
func told(m *scenario.Mistakes) string {
	var b strings.Builder
	m.Print(&b)
	return b.String()
}

// baseDeal is the shipped deal, with some values set from outside.
func baseDeal(t testing.TB, seed uint64, set ...string) *Program {
	t.Helper()
	return shipped(t, "amazon-anthropic-2026", seed, set...)
}

// shipped is a scenario of the binary's.
func shipped(t testing.TB, name string, seed uint64, set ...string) *Program {
	t.Helper()
	s, m, err := scenario.Read(name, Language(), scenario.Options{Library: scenarios.Find, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	p := Compile(s, m, seed)
	if p == nil {
		t.Fatal(told(m))
	}
	return p
}

// seen is what some paths did: series by name, step and path, and metrics by name and path.
type seen struct {
	series map[string][][]float64
	ends   map[string][]float64
	paths  int
}

// watch simulates paths by their numbers, in blocks, with one worker.
func watch(p *Program, first, count int) seen { return watchWith(newRecorder(p), first, count) }

// recorder is a worker that writes down every series of a chunk.
type recorder struct {
	*worker
	series []float64 // [series][step][path of the chunk]
}

func newRecorder(p *Program) *recorder {
	steps := p.Scenario.Calendar.Steps + 1
	w := &recorder{newWorker(p), make([]float64, len(p.series)*steps*chunkSize)}
	w.ends = ends(p)
	w.look = func(step, at int) {
		for k := range p.series {
			copy(w.series[(k*steps+step)*chunkSize+at:][:column.Size], w.b.Columns[p.series[k].slot][:])
		}
	}
	return w
}

func watchWith(w *recorder, first, count int) seen {
	p, steps := w.p, w.p.Scenario.Calendar.Steps+1
	out := seen{series: map[string][][]float64{}, ends: map[string][]float64{}, paths: count}
	for _, s := range p.series {
		out.series[s.name] = make([][]float64, steps)
	}
	for at := 0; at < count; at += chunkSize {
		n := min(chunkSize, count-at)
		w.chunk(first+at, n)
		for k, s := range p.series {
			for q := range steps {
				out.series[s.name][q] = append(out.series[s.name][q], w.series[(k*steps+q)*chunkSize:][:n]...)
			}
		}
		for k, m := range p.metrics {
			out.ends[m.name] = append(out.ends[m.name], w.ended(k, n)...)
		}
	}
	return out
}

// story is one path of a deal: every series by step, every metric.
type story struct {
	t      testing.TB
	series map[string][]float64
	ends   map[string]float64
}

// tell simulates path 0 of a deal, which is the only one that a deal without chance has.
func tell(t testing.TB, text string) story {
	t.Helper()
	return tellPath(t, deal(t, text), 0)
}

func tellPath(t testing.TB, p *Program, path int) story {
	s := story{t, map[string][]float64{}, map[string]float64{}}
	all := watch(p, path, 1)
	for name, at := range all.series {
		for _, v := range at {
			s.series[name] = append(s.series[name], v[0])
		}
	}
	for name, v := range all.ends {
		s.ends[name] = v[0]
	}
	return s
}

// at wants a series to have these values at steps 0, 1, 2, …; what is not listed is not looked at.
func (s story) at(name string, want ...float64) {
	s.t.Helper()
	got := s.series[name]
	if got == nil {
		s.t.Errorf("no series %s", name)
		return
	}
	for q, w := range want {
		if !near(got[q], w) {
			s.t.Errorf("%s is %.12g at step %d, by hand %.12g", name, got[q], q, w)
		}
	}
}

// end wants a metric's value.
func (s story) end(name string, want float64) {
	s.t.Helper()
	got, ok := s.ends[name]
	if !ok {
		s.t.Errorf("no metric %s", name)
	} else if !near(got, want) {
		s.t.Errorf("%s is %.12g, by hand %.12g", name, got, want)
	}
}

// near is equal to 1e-9 of the size, both undefined, or both nothing.
func near(a, b float64) bool {
	if a != a || b != b {
		return a != a && b != b
	}
	return abs(a-b) <= 1e-9*max(1, abs(a), abs(b))
}

func abs(x float64) float64 { return max(x, -x) }

// blocks is how many paths make so many whole blocks.
func blocks(n int) int { return n * column.Size }

// truth is 1 for true and 0 for false.
func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
