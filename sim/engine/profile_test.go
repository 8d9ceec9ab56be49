package engine

import (
	"cmp"
	"flag"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/column"
	"dealsim/sim/scenario"
)

var (
	profileOf   = flag.String("profile.of", "", "scenario whose operations are timed")
	profileOnly = flag.Bool("profile.headlines", false, "those alone that its headlines need")
)

// TestProfile prints what each operation of a step costs, dearest first, in ns for a path and step:
//
//	go test ./sim/engine -run TestProfile -v -profile.of amazon-anthropic-2026 [-profile.headlines]
//
// It holds nothing. A look at the clock costs as much as a small operation; its cost is taken off, roughly.
func TestProfile(t *testing.T) {
	if *profileOf == "" {
		t.Skip("prints a profile where -profile.of names a scenario")
	}
	s, m, err := scenario.Read(*profileOf, Language(), scenario.Options{Library: scenarios.Find})
	if err != nil {
		t.Fatal(err)
	}
	p := Compile(s, m, 1)
	if p == nil {
		t.Fatal(told(m))
	}
	if *profileOnly {
		p = p.Only(p.Headlines()...)
	}
	x := &timing{spent: map[string]time.Duration{}}
	least := time.Hour
	for range 1000 { // the least of many: others may be at work
		for range 100 {
			x.timed("", func() {})
		}
		least, x.spent[""] = min(least, x.spent[""]/100), 0
	}
	x.clock = least
	const blocks = 400
	w := newWorker(p)
	w.b.Live = column.Size
	for k := range blocks {
		for i := range w.b.Path {
			w.b.Path[i] = uint64(k*column.Size + i)
		}
		x.block(w)
	}
	perStep := blocks * column.Size * float64(p.Scenario.Calendar.Steps)
	var names []string
	var all time.Duration
	for name, d := range x.spent {
		names, all = append(names, name), all+d
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(x.spent[b], x.spent[a]) })
	for _, name := range names {
		if ns := float64(x.spent[name]) / perStep; ns >= 0.05 {
			fmt.Printf("%8.2f  %s\n", ns, name)
		}
	}
	fmt.Printf("%8.2f  all, with %s; %d columns\n", float64(all)/perStep, cmp.Or(column.Vectors(), "no vectors"), p.columns)
}

// timing adds up what is spent under a name.
type timing struct {
	clock time.Duration // what a look at the clock costs
	spent map[string]time.Duration
}

func (x *timing) timed(name string, do func()) {
	begin := time.Now()
	do()
	x.spent[name] += time.Since(begin) - x.clock
}

// block does what worker.path does, by the clock.
func (x *timing) block(w *worker) {
	p, b := w.p, &w.b
	x.timed("what was left is forgotten", w.forget)
	b.Step = 0
	x.timed("start of a path", func() {
		for _, op := range p.start {
			op(b)
		}
	})
	for b.Step = 0; b.Step <= p.Scenario.Calendar.Steps; b.Step++ {
		x.timed("draws and lags", func() {
			for _, op := range p.open {
				op(b)
			}
		})
		for ph := range p.phases {
			for i := range p.phases[ph].ops {
				if o := &p.phases[ph].ops[i]; o.from <= b.Step && b.Step <= o.to {
					call := runtime.FuncForPC(reflect.ValueOf(o.op).Pointer()).Name()
					x.timed(o.of+"  "+strings.TrimPrefix(call, "dealsim/sim/"), func() { o.op(b) })
				}
			}
		}
		x.timed("what is kept for later steps", func() {
			for _, op := range p.close {
				op(b)
			}
		})
	}
	b.Step = p.Scenario.Calendar.Steps
	x.timed("metrics", func() {
		for _, op := range p.finish {
			op(b)
		}
	})
}
