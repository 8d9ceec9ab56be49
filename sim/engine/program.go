// Package engine turns a Scenario into a Program and a Program into a Result: it compiles blocks into nodes, orders
// them, runs blocks of paths through the order of a step, and merges what the threads saw.
package engine

import (
	"sync"

	"dealsim/sim/clause"
	"dealsim/sim/dist"
	"dealsim/sim/metric"
	"dealsim/sim/process"
	"dealsim/sim/program"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Program is a compiled scenario: what will be done to each block of paths. It is read-only while it runs.
type Program struct {
	Scenario *scenario.Scenario
	Seed     uint64
	Graph    []Quantity // what an expression can name, in the order in which a step finds it

	columns int
	fill    []constant     // columns that never change, filled once for each worker
	zero    []program.Slot // columns that are zero at the start of a path
	zeros   []stretch      // the same, as stretches of columns without those of clear
	clear   []program.Slot // of these: columns that are known to be empty until they are opened
	once    []program.Op   // once for each worker: what is the same on all paths
	start   []program.Op   // once a block: inputs and numbers
	open    []program.Op   // at the start of each step
	phases  [program.Phases]phase
	close   []program.Op   // at the end of each step: what reaches back in time is kept
	finish  []program.Op   // after the last step: metrics
	steps   [][]program.Op // all that is done in each step, from open to close
	tells   []teller       // in the order of a step: what is told of one path

	series  []seriesColumn
	metrics []metricColumn
	joint   headlines
	inputs  []result.Input

	uncertain []uncertainInput // inputs with a distribution that something reads
	parts     parts

	idle sync.Pool // talliers of earlier runs: most of a short run's time goes into having memory
	used sync.Pool // columns of a worker that is done with

	readings []reading
	adjusted *Program // the same deal with the price of risk taken off its drifts; nil unless asked for

	adjustedRate float64 // at which that one is discounted; undefined where it is not one number
}

// parts are what the tables after the result name.
type parts struct {
	tranches    []result.Tranche
	commitments []result.Commitment
	ledger      []result.Posting
}

type constant struct {
	slot  program.Slot
	value float64
}

// stretch is columns that lie beside each other, from one to before another.
type stretch struct{ from, to program.Slot }

// phase holds the operations of one place in the order of a step.
type phase struct {
	ops []operation
}

// operation is done in the steps from one to another, both included.
type operation struct {
	op       program.Op
	from, to int
	of       string       // the block or quantity that it belongs to
	calc     *calculation // what op does, where that is known: it is then made by lower
}

// in says whether it is done in a step.
func (o *operation) in(step int) bool { return o.from <= step && step <= o.to }

type seriesColumn struct {
	name, label string
	dim         unit.Dim
	flow        bool
	slot        program.Slot
}

type metricColumn struct {
	name, label string
	dim         unit.Dim
	hidden, own bool
	slot        program.Slot
}

// Quantity is a named quantity as a reader of the graph sees it.
type Quantity struct {
	Name, Label string
	Dim         unit.Dim
	Phase       program.Phase
	Flow        bool
	Hidden      bool     // can be read, but is no series of its own
	Reads       []string // what it needs in the same step
}

// Language is all that a scenario file may say: the registries' field tables together.
func Language() *schema.Language {
	l := &schema.Language{Processes: map[string]*schema.Kind{}, Sections: map[string]*schema.Kind{},
		Kinds: map[string]map[string]*schema.Kind{}, Distributions: map[string]*schema.Kind{}, Functions: map[string]*schema.Kind{}, Metrics: map[string]*schema.Kind{}}
	for _, p := range process.All() {
		schema.Put(l.Processes, &p.Kind)
	}
	for _, c := range clause.All() {
		if !clause.Kinded(c.Section) {
			l.Sections[c.Section] = &c.Kind
			continue
		}
		if l.Kinds[c.Section] == nil {
			l.Kinds[c.Section] = map[string]*schema.Kind{}
		}
		l.Kinds[c.Section][c.Name] = &c.Kind
	}
	for _, f := range dist.Families() {
		schema.Put(l.Distributions, &f.Kind)
	}
	for _, f := range functions {
		schema.Put(l.Functions, &f.Kind)
	}
	for _, x := range metric.All() {
		schema.Put(l.Metrics, &x.Kind)
	}
	return l
}
