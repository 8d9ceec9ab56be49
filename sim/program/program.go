// Package program is what will be done: columns, and operations on them in the order of a step; and the Maker, with
// which a process or a clause builds its part of it.
package program

import (
	"dealsim/sim/column"
	"dealsim/sim/unit"
)

// Slot is the number of a column of a block.
type Slot int32

// None is no column.
const None Slot = -1

// Factor is the first of four columns with the standard normals of four steps in a row: see Block.Z.
type Factor Slot

// Op works on the columns of one block, all paths at once.
type Op func(b *Block)

// Phase is a place in the order of a step.
type Phase int

// The order of a step. See package sim.
const (
	Drivers     Phase = 1 + iota // drivers move
	Shocks                       // shocks strike
	Companies                    // revenue and value
	Capacity                     // capacity and price
	Spend                        // demand and spend
	Cash                         // cash
	Commitments                  // commitments settle
	Tranches                     // tranches decide
	Rounds                       // rounds
	Exits                        // exits
	Look                         // metrics look
	Phases      = Look + 1
)

var phaseNames = [Phases]string{"", "drivers move", "shocks strike", "revenue and value", "capacity and price",
	"demand and spend", "cash", "commitments settle", "tranches decide", "rounds", "exits", "metrics look"}

func (p Phase) String() string { return phaseNames[p] }

// Block is the memory of a block of paths, and where in time it stands.
type Block struct {
	Columns []column.Column
	Path    [column.Size]uint64    // the numbers of the paths, not always in a row
	Step    int                    // 0 is the day of the deal
	Live    int                    // paths that count; the others are computed and left out
	Told    bool                   // what happens is told: nothing is left out that only tellers see
	Words   [2][column.Size]uint64 // room for those who draw normals
	Room    [column.Size]uint8     // room for a list of paths that is handed to a function which is not known: other lists lie on the stack
	Spare   column.Column          // room for what an operation needs in its midst, which stays in the first cache
	Draws   [2]column.Column       // room for those who draw from distributions
	known   []uint8                // what is known of a column, that it is empty: see Clear
	on      []column.Set           // of a column that is 0 on all paths but some: these
}

// Col is a column of the block.
func (b *Block) Col(s Slot) *column.Column { return &b.Columns[s] }

// Set is a set of paths that is kept, as a column is, in the first bytes of a private column: at the start of a path nobody
// is in it.
func (b *Block) Set(s Slot) *column.Set { return column.SetIn(&b.Columns[s]) }

// Z is the column of a factor in this step, which is not that of the day of the deal.
func (b *Block) Z(f Factor) *column.Column { return &b.Columns[int(f)+(b.Step-1)&3] }

// Grid is the time grid as a builder needs it.
type Grid struct {
	unit.Calendar
}

// Transform is how the state of a quantity stands to its value.
type Transform int

const (
	Level Transform = iota // state = value
	Log                    // state = log value
	Logit                  // state = log(value/(1-value))
	Scale                  // state = log value plus what others contribute: it can be multiplied, not added to
)

// State is how a shock can change a quantity: the column that carries it from step to step, and the visible one.
type State struct {
	Value, Carried Slot
	Transform      Transform
}

// Knot is a point of a curve: at a time in years after the day of the deal, a column of values.
type Knot struct {
	Years float64
	Step  int // the first step that ends on or after it
	Value Slot
}

// YearValue is a value for a contract year: 1, 2, …
type YearValue struct {
	Year  int
	Value Slot
}

// Payment is a posting: in every step, the column's money goes from one party to another.
type Payment struct {
	From, To, Kind string
	Money          Slot
}

// Issue is new shares of the company for the investor: how many for each share there is when the step begins (money
// over pre-money value). Both columns are of the step and zero when nothing is issued.
type Issue struct {
	Investor, Company string
	Money, Shares     Slot
	Preference        Slot   // how many times its money comes first in a sale; None for common shares
	Participating     bool   // and whether it then shares in the rest as well
	Returned          Slot   // money that comes back without shares being sold, of a loan, known once all that the block pays is; None for none: its money is then no equity
	Owed              string // of a loan: the quantity that says what it is worth at the end of the step
}

// Exit is an event after which a company is not what it was: Happens is 1 in the step of the event. A terminal one
// ends its shares: holders get Proceeds, money of the step. One that stops ends its business as well: it earns and
// spends no more. One that is not terminal lists it: preferences turn into common shares.
type Exit struct {
	Company           string
	Terminal, Stops   bool
	Happens, Proceeds Slot
	Lockup            int  // of a listing: for so many steps after it no holder sells
	Price             Slot // of a listing: the pre-money value at which it sells; None for one without a price
}

// Pool is shares set aside for employees, as a share of the company, and the rate at which they are granted.
type Pool struct {
	Company      string
	Size, Grants Slot
}

// Credits are what a tranche pays in credits at a commitment; Counts says whether spend paid with them retires the floor.
type Credits struct {
	Tranche string
	Counts  bool
}

// Rule is a rule of a kind's own that a block breaks: what is wrong with which field, and what to write instead.
type Rule struct{ Field, Wrong, Remedy string }

// Query is what a kind's own rules may ask of a block.
type Query interface {
	ID() string
	Has(field string) bool
	Given(field string) bool // the file gives the field: it is no default
	Text(field string) string
	Constant(field string) (float64, bool)
	Count(field string) int
	StepOn(field string) int        // of a Day: the first step that ends on or after its last day
	StepUntil(field string) int     // of a Day: the last step that ends on or before its last day
	After(field, other string) bool // of two Days: the first begins when the other is over
	Keys(field string) []string
	Siblings() []string // the other blocks of its section, sorted
	Of(id string) Query // one of them
}

// Below is the paths of a set whose uniforms are below chances, as limits have these. The words that the uniforms of the set are
// made of are then the first of the block's.
type Below func(b *Block, counter uint64, of column.Set, limits *column.Limits) column.Set

// Words are the words that uniforms are made of, by path and counter: of the paths of a set, until the next words are drawn.
type Words func(b *Block, counter uint64, of column.Set) *[column.Size]uint64

// Fresh draws from a distribution by path and counter: for one path, and for the first n of some, of which the first has the
// first of d, and so on; in room it works.
type Fresh struct {
	One  func(path, counter uint64) float64
	Some func(d *column.Column, paths *[column.Size]uint64, counter uint64, n int, room *[2]column.Column)
}

// Maker is what a kind builds itself with: it hands out the columns of the block's fields and takes the operations.
// Every name passed must be one of the kind's field table; another is a bug and panics.
//
// A field inside a Group is "group.field"; entries of an Each are listed by Keys and named "each.key.field".
type Maker interface {
	ID() string    // the block's id: gpu_price, anthropic.revenue, target-1
	Owner() string // the company the block belongs to, or ""
	Grid() Grid

	Inline(field string) bool              // the field holds a process of its own, which publishes by itself
	Has(field string) bool                 // the file gives the field, or it has a default
	Given(field string) bool               // the file itself gives it
	Keys(field string) []string            // of an Each, sorted
	Text(field string) string              // of a Choice, Ref or Prose
	Number(field string) Slot              // constant along a path
	Constant(field string) (float64, bool) // the value of a Number that is certain
	Signal(field string) Slot              // this step's value
	Condition(field string) Slot           // this step's 0 or 1
	Years(field string) float64            // of a Span; of a Day: years from the day of the deal to its end
	StepOn(field string) int               // of a Day: the first step that ends on or after its last day
	StepFrom(field string) int             // of a Day that opens a window: the first step that ends on or after its first day
	StepBefore(field string) int           // of a Day that something begins on: the last step that ends on or before its first day, 0 at the least
	StepUntil(field string) int            // of a Day that closes a window: the last step that ends on or before its last day
	After(field, other string) bool        // of two Days: the first begins when the other is over
	StepsIn(field string) int              // of a Span: how many steps
	Count(field string) int                // of a Count
	Knots(field string) []Knot             // in time order
	ByYear(field string) []YearValue
	List(field string) []Slot // of a List, in the order of the file

	Column() Slot                                                    // private memory, zero at the start of each path
	Derived(n int, from []Slot, op func(b *Block, to []Slot)) []Slot // n columns that follow from Numbers: made once a path, or once for all where those are the same on every path
	Opened(s Slot)                                                   // a Column or an Output is written through Block.Open alone, so that it is known to be empty where nothing is
	Output(suffix string) Slot                                       // the column of a declared output
	Asked(suffix string) *bool                                       // whether anybody else reads a declared output; known when the program runs
	Read(quantity string) Slot                                       // another block's quantity at this step
	Siblings() []string                                              // the other blocks of its section, sorted
	Of(id string) Query                                              // what one of them says
	Give(id, suffix string) Slot                                     // the column of a declared output of one of them, which leaves it to this block to make
	DimOf(quantity string) unit.Dim                                  // the dimension of another block's quantity
	Known(quantity string) bool                                      // whether there is such a quantity
	Normal(factor string) Factor                                     // this step's standard normal of a named factor, correlated as the file says; "" is the block's own
	Stream(name string) func(path, counter uint64) float64           // uniforms for what is drawn now and then, by path and counter
	Below(name string) Below                                         // the paths of a set on which they are below a chance
	Words(name string) Words                                         // the words of the same uniforms, for who asks on which paths they are below a chance
	Draw(name string) Slot                                           // one uniform a path
	Effect(field string) (fresh *Fresh, column Slot)                 // a Number: a distribution written in place is drawn afresh at every strike, anything else is a column

	Same(s Slot) bool                     // whether a Number, or what is Derived, is the same on every path
	During(from, to int)                  // the operations so far of this phase are done in these steps alone; what they have made then stays
	In(p Phase)                           // operations that follow belong to this phase
	Optional()                            // operations that follow in this phase make outputs and nothing else: where nobody asks for these they are left out
	Start(op Op)                          // once a path, before step 0, when Numbers have their values
	Look(op Op)                           // in step 0 and in every step: what is derived
	Step(op Op)                           // in steps 1 to n: what moves
	State(s State)                        // a shock may change this quantity
	Target(quantity string) (State, bool) // how a shock changes another block's quantity
	Tell(t Teller)                        // what a reader of one path hears of the block; told in the order of the phases
	Compares(field string) []Comparison   // of a Condition that was asked for: the comparisons it is made of, left to right
	Pay(p Payment)
	Issue(i Issue)
	Exit(x Exit)
	Before(quantity string) Slot               // another block's quantity at the end of the step before; 0 on the day of the deal
	Gone(company string) Slot                  // 1 from the step after the company's business has ended
	Sold(company string) Slot                  // 1 from the step after the company's shares have ended
	StakeBefore(investor, company string) Slot // its stake at the end of the step before; on the day of the deal what it held
	SharesBefore(company string) Slot          // its shares at the end of the step before, for each of the day of the deal
	Keeps(company string) bool                 // whether the file gives the company cash
	Rounds(company string) []string            // the ids of the company's rounds
	Failures(company string) []string          // the ids of the exits that make the company insolvent
	Claims(company string) []string            // the ids of what recovers something of an insolvent company: commitments and notes
	Answers(company string) []string           // the ids of its commitments of which the demand answers to a price
	Due(company string) []string               // the quantities that say what falls due of a company in a step, for nothing that it buys in it: true-ups, fees, notes repaid
	Notes(investor, company string) []string   // the ids of the notes of the company that an investor holds; of all where it is ""
	Credited() []Credits                       // of a commitment: the tranches that pay in credits at it
	Pool(p Pool)
	Promise(output string)              // an output that another part of the engine makes: the cash of a company
	Balance(company string, start Slot) // the company keeps cash: the balance of what it receives and pays
}
