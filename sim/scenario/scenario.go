// Package scenario reads scenario files: text becomes a Scenario, or a list of mistakes with their places.
//
// It is the only package that sees YAML and the expression parser. What a block may say is in the schema.Language
// it is given; it knows no process and no clause by name.
package scenario

import (
	"dealsim/sim/dist"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Scenario is what a file means, with every default filled in and every overlay applied.
type Scenario struct {
	Name           string // the file's name without its ending
	Extends        string // the file or shipped scenario it is laid over, as it can be read from here; "" for none
	Title, Summary string
	Calendar       unit.Calendar
	HorizonAt      Place // where the horizon is said: an overlay or --set may change it
	Sources        []Source
	Inputs         []Input
	Blocks         []*Block // by section, then id; blocks inside blocks follow their owner
	Quantities     []Named  // derived quantities, by id
	Metrics        []Named
	Correlations   []Correlation
	Copula         Copula
	Names          map[string]string // what people call an id
	Series         *Followed         // nil: every quantity is followed over time
	Expect         []Expectation
	Readings       *Readings       // nil: no risk-adjusted reading is asked for
	Lost           map[string]bool // names whose definition could not be read: whoever names them makes no second mistake
	Repeats        []Repeat        // what overlays say without changing anything
	Hash           string          // SHA-256 of the resolved file
	File           *File
	tree           *node // the resolved file
}

// lose notes a name whose definition could not be read.
func (s *Scenario) lose(id string) {
	if s.Lost == nil {
		s.Lost = map[string]bool{}
	}
	s.Lost[id] = true
}

// Source is what an input may cite.
type Source struct {
	ID, Title, Publisher, Date, URL string
	Place
}

// Repeat is an entry of an overlay, such as inputs.commitment, that says what its base says anyway; without a path it is
// the overlay as a whole.
type Repeat struct {
	Path string
	Place
}

// Input is a number worth arguing about.
type Input struct {
	ID                         string
	Value                      *Expr
	Raw                        string // as written
	Status, Role, Source, Note string
	Place
}

// Named is an expression with a name.
type Named struct {
	ID, Label string
	Expr      *Expr
	Place
}

// Correlation is between the random factors of two drivers.
type Correlation struct {
	A, B     string
	Value    float64
	Input    *Expr // the input that says its value instead, where one is named
	AtA, AtB Place
	Place
}

// Copula joins the drivers that correlations name: Gaussian, or Student t with so many degrees of freedom.
type Copula struct {
	T      bool
	Degree int
	Place
}

// Readings say how the same deal is read as a risk-adjusted value: at which rate, and what the market asks for the
// risk of each driver.
type Readings struct {
	RiskFree, Spread *Expr
	Premiums         []Premium
	Place
}

// Premium is the market price of risk of a process, for each unit of its volatility.
type Premium struct {
	ID    string
	Value *Expr
	Place
}

// Followed are the names of the quantities that are followed over time.
type Followed struct {
	Names []string
	At    []Place
}

// Expectation is what the author believes about a metric.
type Expectation struct {
	Metric, Statistic string
	Low, High         *Expr
	Place
}

// Block is one thing of the file: a driver, a company's revenue, a tranche.
type Block struct {
	Section string // drivers, companies, tranches, …
	ID      string // gpu_price, anthropic.revenue, target-1
	Owner   string // the company a block of it belongs to
	Role    string // revenue or value, of a company's own processes
	Kind    *schema.Kind
	Values  map[string]*Value   // by field; "price.rule" inside a group, "effects.x.times" inside an each
	Keys    map[string][]string // of an each, sorted
	Off     bool                // built, but it does nothing: what it publishes stays at nothing
	Broken  bool                // a mistake in it has been reported: what follows from it is not
	Place
}

// Value is one field of a block.
type Value struct {
	Field   *schema.Field
	Expr    *Expr       // Number, Signal, Condition
	Text    string      // Choice, Ref, Prose
	Period  unit.Period // Day
	Years   float64     // Span; Day: of its last day, after the day of the deal
	Count   int
	Points  []Point // Knots, ByYear, List
	Process *Block  // Law, and a Signal with a process of its own
	Default bool    // not in the file
	Place
}

// Point is a value at a date, or for a contract year.
type Point struct {
	Years float64
	Step  int // the first step that ends on or after the date
	Year  int
	Expr  *Expr
}

// Expr is an expression: a literal, a distribution, a name, a call or an operation.
type Expr struct {
	Op    string // "literal", "dist", "name", "call", or + - * / ^ neg < <= > >= == != and or not
	Args  []*Expr
	Name  string // of a name or a call
	Value float64
	Dim   unit.Dim // of a literal or a distribution
	Law   dist.Law // of a distribution
	Text  string   // as written
	Place

	from, to int // the part of the text it was read from
}

// Walk visits an expression and all below it.
func (e *Expr) Walk(visit func(*Expr)) {
	if e == nil {
		return
	}
	visit(e)
	for _, a := range e.Args {
		a.Walk(visit)
	}
}
