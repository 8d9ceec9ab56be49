package engine

import (
	"fmt"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// RandomVersion names the generator and the way streams are keyed; it changes when draws do.
const RandomVersion = "threefry2x64-13/1"

// Outcome is what a run has seen, before it is given names.
type Outcome struct {
	p        *Program
	o        Options
	samples  []*stats.Sample
	trail    *keeper
	adjusted *Outcome // of the risk-adjusted program; nil unless asked for
	joint    draws
	noted    draws
}

// Result gives names, dates and provenance to what a run has seen.
func (x *Outcome) Result(version string) *result.Result {
	r := x.Named(version)
	r.Kept = x.Kept()
	return r
}

// Kept are the paths kept in full. The run may still be at work on them; nothing else waits for that.
func (x *Outcome) Kept() []result.Path { return x.trail.paths() }

// Named is the result without the paths that are kept in full.
func (x *Outcome) Named(version string) *result.Result {
	p, s := x.p, x.p.Scenario
	r := &result.Result{Name: s.Name, Title: s.Title, Summary: s.Summary, Names: s.Names, Hash: s.Hash, Engine: version,
		Random: RandomVersion, Seed: p.Seed, Paths: x.o.Paths, AsOf: s.Calendar.AsOf, Inputs: p.inputTable(),
		Tranches: p.parts.tranches, Commitments: p.parts.commitments, Ledger: p.parts.ledger, Joint: x.joint.result(p)}
	for _, src := range s.Sources {
		r.Sources = append(r.Sources, result.Source{ID: src.ID, Title: src.Title, Publisher: src.Publisher, Date: src.Date, URL: src.URL})
	}
	steps := s.Calendar.Steps + 1
	for q := range steps {
		r.Dates = append(r.Dates, s.Calendar.Date(q))
		r.Years = append(r.Years, s.Calendar.Years(q))
	}
	for i, c := range p.series {
		r.Series = append(r.Series, result.Series{Name: c.name, Label: c.label, Dim: c.dim, Flow: c.flow, At: x.samples[i*steps : (i+1)*steps]})
	}
	for i, c := range p.metrics {
		r.Metrics = append(r.Metrics, result.Metric{Name: c.name, Label: c.label, Dim: c.dim, Hidden: c.hidden, Own: c.own, Sample: x.samples[len(p.series)*steps+i]})
	}
	x.tell(r)
	return r
}

// Check holds a result against what the author expects and returns a line for each expectation.
func (p *Program) Check(r *result.Result) (lines []string, ok bool) {
	ok = true
	for _, x := range p.Scenario.Expect {
		m := r.Metric(x.Metric)
		if m == nil {
			lines = append(lines, fmt.Sprintf("not looked at: %s of %s, the run ends after %s years", x.Statistic, x.Metric, plainYears(r.Years[len(r.Years)-1])))
			continue
		}
		lo, _ := fold(x.Low)
		hi, _ := fold(x.High)
		v := Statistic(m.Sample, x.Statistic)
		word := "holds"
		if !(v >= lo && v <= hi) {
			word, ok = "FAILS", false
		}
		dim := m.Dim
		if x.Statistic == "undefined" {
			dim = unit.Number
		}
		lines = append(lines, fmt.Sprintf("%s: %s of %s is %s, expected %s to %s", word, x.Statistic, x.Metric, unit.Format(v, dim, 4), unit.Format(lo, dim, 4), unit.Format(hi, dim, 4)))
	}
	return lines, ok
}
