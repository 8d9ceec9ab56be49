// Package result is the waist behind the engine: all that happened, and nothing of how it was made. Tables, charts
// and the report are drawn from it alone.
package result

import (
	"strings"
	"time"

	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// Result is what a run leaves.
type Result struct {
	Name    string // the scenario's id, "amazon-anthropic-2026"
	Title   string
	Summary string
	Names   map[string]string // what people call an id; those without are called by their id
	Hash    string            // SHA-256 of the resolved scenario, hex
	Engine  string            // version of the program
	Random  string            // version of the generator, "threefry2x64-13/1"
	Seed    uint64
	Paths   int
	AsOf    time.Time

	Dates []time.Time // the day of the deal, then the last day of each step
	Years []float64   // the same in years after the day of the deal: 0, 0.25, …

	Series      []Series // by name
	Metrics     []Metric // in the order a reader wants them
	Inputs      []Input  // by name
	Sources     []Source // by id
	Tranches    []Tranche
	Commitments []Commitment
	Ledger      []Posting
	Joint       Joint
	Readings    []Reading
	Kept        []Path // some paths in full, by number
	Warnings    []string
}

// Series is a quantity over time.
type Series struct {
	Name  string // anthropic.arr
	Label string // "annualised revenue of anthropic"
	Dim   unit.Dim
	Flow  bool            // an amount of a step, not a level at its end
	At    []*stats.Sample // one for each date
}

// Metric is one number a path.
type Metric struct {
	Name   string // amazon_stake_value_10y
	Label  string
	Dim    unit.Dim
	Hidden bool // feeds another table; not in summary.csv
	Own    bool // the file's own: its label is in its author's words
	Sample *stats.Sample
}

// Input is a named number of the scenario file.
type Input struct {
	Name, Value    string // as written
	Dim            unit.Dim
	Status, Role   string
	Source, Note   string
	Mean, P05, P95 float64 // of its distribution; all the same for a certain input
}

// Source is what inputs cite.
type Source struct{ ID, Title, Publisher, Date, URL string }

// Tranche names where a tranche's numbers are.
type Tranche struct {
	ID, Investor, Company string
	Conditional           bool // waits for a condition, not only for a date
	Condition             string
	Amount                string // metric: the amount, were it paid
	Paid                  string // metric: money paid
	Funded                string // metric: 1 when paid within the horizon
	Expired, Declined     string // metrics: 1 when it ended so
	Cancelled             string
	TriggerTime           string // metric: years to the trigger; undefined when there is none
	FundedTime            string
	Price                 string // metric: pre-money price it was paid at; undefined when not
	Stake                 string // metric: stake bought; undefined when not
	Gain                  string // metric: what the shares were worth at market on the day, less the money
	Triggered             string // series: 1 from the trigger on
}

// Commitment names where a commitment's numbers are; Years[k] is contract year k+1.
type Commitment struct {
	ID, Buyer, Seller string
	Cumulative        bool
	Floor             string // metric: the whole floor
	Below             string // metric: by how much the demand as given is below zero, in all; "" where none is given
	SpendToDate       string // series
	FloorToDate       string // series
	Spend             string // series: spend of a step
	Years             []CommitmentYear
}

// CommitmentYear names the metrics of one contract year.
type CommitmentYear struct {
	Floor, Spend, Shortfall string  // money; the floor to date for a cumulative commitment, of the year for an annual one
	Coverage                string  // spend (to date) over floor (to date)
	Length                  float64 // in years: 1, or less of the last one of a term that is no whole number of years
}

// Posting names where payments of one kind from one party to another are; Years[k] is year k+1 after the day of the
// deal, whose own payments are of year 1.
type Posting struct {
	From, To, Kind string
	Years          []string // metrics: money
	Total          string   // metric: money of the whole run
}

// Joint is what some metrics did together, path by path: what is asked of two metrics at once is drawn from it.
type Joint struct {
	Paths   int         // the first of the run
	Metrics []string    // in the order of the result's metrics
	By      []string    // those of them by which paths are put in order
	Draws   [][]float64 // [metric][path]
}

// Reading is one of three readings of an item's cash: what happens, what it is worth at the holder's rate, and its
// risk-adjusted value. The three are never mixed.
type Reading struct {
	Item, Label string
	Dim         unit.Dim
	Reading     string
	Rate        float64 // continuous, per year; NaN where nothing is discounted or the rate is uncertain
	Probability float64 // that any money flows; NaN but for the first reading
	Sample      *stats.Sample
}

// Path is one kept path: its number, each series' value at each date, each metric's value, and what happened.
type Path struct {
	Number uint64
	Values [][]float64 // [series][date]
	Ends   []float64   // [metric]
	Events []Event     // by date, then in the order of a step
}

// Event is something that happened on a path at the end of a step.
type Event struct {
	Step                    int    // its date is Result.Dates[Step]
	Kind, Subject, Quantity string // a payment's quantity is what it is for
	Dim                     unit.Dim
	Holds                   bool    // of a look at a condition
	Value, Threshold        float64 // NaN for none
	Cash                    float64 // money that moved, of a payment; NaN for anything else
	From, To                string  // of a payment
	Text                    string
}

// Metric finds a metric by name; nil when there is none.
func (r *Result) Metric(name string) *Metric {
	for i := range r.Metrics {
		if r.Metrics[i].Name == name {
			return &r.Metrics[i]
		}
	}
	return nil
}

// SeriesOf finds a series by name; nil when there is none.
func (r *Result) SeriesOf(name string) *Series {
	for i := range r.Series {
		if r.Series[i].Name == name {
			return &r.Series[i]
		}
	}
	return nil
}

// Holding says whose stake a metric is about, from the first part of its name: amazon, or amazon_openai of an investor
// that holds several; then the company is named too.
func (r *Result) Holding(who string) (investor, company string, ok bool) {
	for i := range r.Series {
		if base, is := strings.CutSuffix(r.Series[i].Name, ".stake"); is && strings.ReplaceAll(base, ".", "_") == who {
			investor, company, _ = strings.Cut(base, ".")
			return investor, company, true
		}
	}
	return "", "", false
}
