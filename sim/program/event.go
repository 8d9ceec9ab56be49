package program

import "dealsim/sim/unit"

// Event is something that happened on a path, as a reader of its story wants to hear it.
type Event struct {
	Kind     string   // trigger, decision, payment, round, …
	Subject  string   // whose event it is: the block's id unless given
	Quantity string   // what Value and Threshold are of
	Dim      unit.Dim // their dimension
	Value    float64
	Against  float64 // the threshold; NaN where there is none
	Cash     float64 // money that moved: of payments alone, so that it adds up; NaN for none
	Holds    bool    // of a look at a condition
	Text     string
}

// Teller says what happened to its block in a step on one path. Tellers are asked when a path is told, never in a run:
// they may be slow, and read what the step has left in the columns. A declared row of columns would not do: what was
// open or carried before a settlement is no longer there after it, so a teller sees both ends of the step.
type Teller func(s *Scene)

// Scene is one path at the end of a step, and at the end of the step before.
type Scene struct {
	Step  int
	Path  uint64
	Index int // of the path in the block
	Paths int // that are told of
	Now   *Block
	Was   []float64 // column by column, of these paths alone; on the day of the deal all zero
	Say   func(Event)
}

// At is a column's value at the end of the step.
func (s *Scene) At(slot Slot) float64 { return s.Now.Columns[slot][s.Index] }

// Before is a column's value at the end of the step before; 0 on the day of the deal.
func (s *Scene) Before(slot Slot) float64 { return s.Was[int(slot)*s.Paths+s.Index] }

// Rose says whether a column has gone up in the step: a count, or what is 1 from an event on.
func (s *Scene) Rose(slot Slot) bool { return s.At(slot) > s.Before(slot) }

// Comparison is one comparison of a condition: what moves stands on the left.
type Comparison struct {
	Left, Sign, Right string // as the file has them: anthropic.arr, >=, target_1
	Dim               unit.Dim
	Value, Against    Slot
	Holds             Slot        // 0 or 1
	Of                *Comparison // of a quantity of the file that is itself one comparison, that one: reached of reached > 0.5; its Sign is "" where there is none
}
