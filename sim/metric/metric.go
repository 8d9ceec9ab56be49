// Package metric holds what is asked of a path, one metric a file: each is an expression over quantities that the
// engine instantiates for every subject it fits (a company, an investor's position, a commitment, a pair of vendor
// and position), in the language a scenario file uses for its own metrics.
package metric

import "dealsim/sim/schema"

// Subject is what a metric is about.
type Subject string

const (
	Company    Subject = "company"    // {id}: the company
	Position   Subject = "position"   // {p}: the quantities of an investor's holding of a company; {investor}: the investor
	Commitment Subject = "commitment" // {id}: the commitment
	Vendor     Subject = "vendor"     // {p} and {id}: an investor who is also the seller under a commitment
	Pair       Subject = "pair"       // {p}: an investor's holding of a company that buys from it; {bought}: what it pays for that, as an expression
	Buyer      Subject = "buyer"      // {id}: a company; {due}: its floors to date, as an expression
	Tranche    Subject = "tranche"    // {id}: the tranche
)

// Metric is one number a path.
type Metric struct {
	schema.Kind
	Of     Subject
	Rank   int    // the order in tables
	Expr   string // with names in braces to fill in; {y} is a year, see Each; {repaid} and {owed} add the loans of an investor that lends
	Each   Each
	Label  string
	Needs  []string // quantities that must be there; "{pays}": the investor may pay something in the deal
	Hidden bool
	Joint  Joint
}

// Joint says whether a metric's draws are kept path by path, to be seen together with those of others.
type Joint int

const (
	Apart    Joint = iota
	Together       // it is a headline
	Orders         // and paths are put in order by it: joint.csv has its deciles
)

// Each says for which years a metric is made.
type Each int

const (
	Once       Each = iota
	FiveAndEnd      // {y}: 5 years, where the run is longer, and the horizon
	Yearly          // {y}: each year of the run; {x}: the year before
)

var metrics = map[string]*Metric{}

func register(m *Metric) {
	m.Section, m.About = "metric", about(m)
	if metrics[m.Name] != nil {
		panic("metric: two metrics are called " + m.Name)
	}
	metrics[m.Name] = m
}

// about says of whom a metric is asked, and under which name.
func about(m *Metric) string {
	who, id := "", ""
	switch m.Of {
	case Company:
		who, id = "each company", "COMPANY"
	case Buyer:
		who, id = "each company that buys under commitments", "COMPANY"
	case Position:
		who, id = "each investor in a company", "INVESTOR"
	case Vendor:
		who, id = "each investor that sells to its company under a commitment", "INVESTOR"
	case Pair:
		who, id = "each investor that sells to its company, all commitments between the two taken together", "INVESTOR"
	case Commitment:
		who, id = "each commitment", "COMMITMENT"
	case Tranche:
		who, id = "each tranche", "TRANCHE"
	}
	name := id + "_" + m.Name
	switch m.Each {
	case Once:
		who += ", over the whole run, as " + name
	case FiveAndEnd:
		who += ", after five years and at the horizon, as " + name + "_5y and " + name + "_10y"
	case Yearly:
		who += ", for each year of the run, as " + name + "1, " + name + "2, …"
	}
	if id == "INVESTOR" {
		who += "; of an investor in several companies INVESTOR_COMPANY_…"
	}
	return who + "."
}

// All is every metric by name.
func All() map[string]*Metric { return metrics }
