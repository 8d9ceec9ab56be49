package engine

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

func TestQuick(t *testing.T) {
	s, m, err := scenario.Read("amazon-anthropic-2026", Language(), scenario.Options{Library: scenarios.Find})
	if err != nil {
		t.Fatal(err)
	}
	var p *Program
	if s != nil {
		p = Compile(s, m, 1)
	}
	if p == nil {
		m.Print(os.Stdout)
		t.FailNow()
	}
	t0 := time.Now()
	x, err := p.Run(context.Background(), Options{Paths: 20000, Threads: 2, Keep: 64})
	if err != nil {
		t.Fatal(err)
	}
	r := x.Result("test")
	fmt.Println(time.Since(t0), p.columns, len(p.series), len(p.metrics))
	for _, m := range r.Metrics {
		if m.Hidden {
			continue
		}
		q := m.Sample.Quantiles(.05, .5, .95)
		fmt.Printf("%-28s %12s ± %-10s %10s %10s %10s undefined %d\n", m.Name, unit.Format(m.Sample.Mean, m.Dim, 4), unit.Format(m.Sample.MCSE(), m.Dim, 2), unit.Format(q[0], m.Dim, 4), unit.Format(q[1], m.Dim, 4), unit.Format(q[2], m.Dim, 4), m.Sample.Undefined)
	}
	for _, tr := range r.Tranches {
		fmt.Println(tr.ID, r.Metric(tr.Funded).Sample.Mean, r.Metric(tr.Expired).Sample.Mean, r.Metric(tr.Declined).Sample.Mean, r.Metric(tr.Price).Sample.Mean, r.Metric(tr.Stake).Sample.Mean)
	}
	fmt.Println(r.Warnings)
}
