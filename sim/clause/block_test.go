package clause

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// filled is a block whose columns hold numbers between two bounds.
func filled(r *rand.Rand, columns int, low, high float64) *program.Block {
	b := &program.Block{Columns: make([]column.Column, columns)}
	for k := range b.Columns {
		for i := range b.Columns[k] {
			b.Columns[k][i] = low + (high-low)*r.Float64()
		}
	}
	return b
}

// alike says whether two numbers are the same to the bit, or both undefined.
func alike(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b }

// TestARampOfABlockIsThatOfEachPath holds power and its integral for a whole block against one path at a time: inside of
// a line, across its knots, before the first day and, on an S-curve, with an undefined delay.
func TestARampOfABlockIsThatOfEachPath(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	some := 0
	for round := range 2000 {
		b := filled(r, 16, 0, 5)
		x := &ramp{top: [2]program.Slot{0, 1}, opens: math.Inf(-1), speed: 2, mid: 3, low: 4, high: 5}
		if round%3 > 0 {
			years := r.Float64()
			for k := range 1 + r.IntN(4) {
				x.knots, x.years = append(x.knots, program.Knot{Years: years, Value: program.Slot(k)}), append(x.years, years)
				years += 0.25 + 2*r.Float64()
			}
		} else if round%2 == 0 {
			b.Columns[2] = column.Column{7: 1}
		}
		if r.IntN(2) == 0 {
			x.opens = 4 * r.Float64()
		}
		late, from, to := b.Col(7), b.Col(8), b.Col(9)
		spread, t0, dt := 2*float64(r.IntN(3)), 10*r.Float64()-1, []float64{0.25, 1}[r.IntN(2)]
		for i := range late {
			late[i] *= spread / 5
		}
		if r.IntN(10) == 0 && x.knots == nil {
			late[9] = math.NaN()
		}
		low, high := column.Range(late)
		for i := range from {
			from[i], to[i] = t0-late[i], t0+dt-late[i]
		}
		begins, ends := *from, *to
		var power, area column.Column
		if x.knots == nil {
			x.at(b, &power, to, t0+dt-high, t0+dt-low)
			x.area(b, &area, from, to, t0-high, t0+dt-low)
		} else { // as much as there is
			column.Fill(b.Col(10), 1e9)
			column.Fill(b.Col(11), 1)
			x.areas(b, &area, &power, late, nil, &site{room: 10, limit: 10, use: 11}, t0, t0+dt, t0-high, t0+dt-low)
		}
		var memory lines
		k := x.lines(b, memory[:0])
		for i := range power {
			if want := x.at1(b, &k, i, ends[i]); !alike(power[i], want) {
				t.Fatalf("round %d: %v GW at %v, want %v", round, power[i], ends[i], want)
			}
			want := x.area1(b, &k, i, begins[i], ends[i])
			if !alike(area[i], want) {
				t.Fatalf("round %d: %v GW·y from %v to %v, want %v", round, area[i], begins[i], ends[i], want)
			}
			if want != 0 {
				some++
			}
		}
	}
	if some < 100_000 {
		t.Errorf("only %d integrals were not zero", some)
	}
}

// TestOneBuyerIsServedAsAPoolWouldServeIt holds the short way of a single commitment against the way of all.
func TestOneBuyerIsServedAsAPoolWouldServeIt(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	short := 0
	for range 300 {
		b := filled(r, 24, 0, 3)
		b.Step = 1
		x := member{want: 0, other: 1, bought: 2, unmet: 3, passed: 4, taken: 5, reserved: program.None,
			ask: 6, got: 7, serves: []int{0}}
		p := &pool{}
		for i := range b.Columns[0] {
			b.Columns[0][i] = 4 * (b.Columns[1][i] + b.Columns[0][i]) * float64(r.IntN(2))
			b.Columns[1][i] = min(b.Columns[0][i], b.Columns[1][i])
		}
		b.Columns[0][11] = math.NaN()
		for k := range 1 + r.IntN(3) {
			at := program.Slot(11 + 4*k)
			p.capacities = append(p.capacities, supply{at, at + 1, at + 2, at + 3})
			x.choices = append(x.choices, choice{k, program.None})
			for i := range b.Columns[at] {
				b.Columns[at][i] *= float64(r.IntN(2))
			}
		}
		p.members = []member{x}
		p.plan()
		p.serveOne(b, &p.members[0])
		bought, unmet := b.Columns[2], b.Columns[3]
		p.serve(b)
		for i := range bought {
			if !alike(bought[i], b.Columns[2][i]) || !alike(unmet[i], b.Columns[3][i]) {
				t.Fatalf("of %v it has bought %v and not got %v, want %v and %v", b.Columns[0][i], bought[i], unmet[i], b.Columns[2][i], b.Columns[3][i])
			}
			if unmet[i] > 0 && bought[i] > b.Columns[1][i] {
				short++
			}
		}
	}
	if short < 1000 {
		t.Errorf("only %d were served in part", short)
	}
}

// TestWhatIsLeftOfAllIsWhatIsLeftOfEach holds the promise of a whole block against one path at a time.
func TestWhatIsLeftOfAllIsWhatIsLeftOfEach(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	some := 0
	for step := range 12 {
		b := filled(r, 12, -1, 3)
		b.Step = step
		s := &settlement{term: term{first: 1, last: 11, end: 11}, perYear: 4, floors: []program.Slot{0, 1, 2}, floorTo: 3, settled: 4, owed: 5, open: 6,
			lowered: program.None, keeps: 9, carry: carry{years: []program.Slot{7, 8}}}
		if step%2 == 0 {
			s.lowered = 10
		}
		s.closed = 11
		for i := range b.Columns[11] {
			b.Columns[11][i] = float64(r.IntN(2))
		}
		var got, spare column.Column
		s.leftOfAll(b, &got, &spare)
		for i := range got {
			want := s.left(b, i, max(0, step-s.first))
			if b.Columns[11][i] != 0 {
				want = 0
			}
			if !alike(got[i], want) {
				t.Fatalf("step %d: %v is left, want %v", step, got[i], want)
			}
			if want > 0 {
				some++
			}
		}
		if step == 11 && some < 500 {
			t.Errorf("only in %d cases is something left", some)
		}
	}
}

// TestSettlingAllIsSettlingEach holds a settlement of a whole block against one path at a time.
func TestSettlingAllIsSettlingEach(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 20))
	short := 0
	for round := range 200 {
		b := filled(r, 13, 0, 3)
		b.Step = 4
		s := &settlement{term: term{last: 8, end: 8, closed: 0, missing: program.None}, count: count{market: program.None}, pays: round%4 > 0,
			floorTo: 1, settled: 2, open: 3, owed: 4, miss: 5, missed: 6, shortfall: 7, trueUp: 8, fraction: 9, chance: program.None,
			lowered: program.None, carry: carry{keeps: round%2 == 0, most: program.None, refund: program.None, years: []program.Slot{10}}}
		for i := range b.Columns[0] {
			b.Columns[0][i], b.Columns[6][i] = float64(r.IntN(2)), float64(r.IntN(2))
			b.Columns[1][i] *= 3
			if r.IntN(4) == 0 { // as much as is due
				b.Columns[3][i], b.Columns[10][i] = b.Columns[1][i]-b.Columns[2][i], 0
			}
		}
		b.Columns[3][round] = math.NaN()
		b.Columns[4], b.Columns[7], b.Columns[8] = column.Column{}, column.Column{}, column.Column{}
		each := &program.Block{Columns: append([]column.Column{}, b.Columns...), Step: b.Step}
		if !s.plain() || !s.simple() {
			t.Fatal("it is not simple")
		}
		s.settleAll(b)
		for i := range column.Size {
			if each.Columns[0][i] == 0 {
				s.settle(each, i)
			}
			for k := range b.Columns {
				if got, want := b.Columns[k][i], each.Columns[k][i]; k != 5 && !alike(got, want) {
					t.Fatalf("round %d, path %d: column %d is %v, want %v", round, i, k, got, want)
				}
			}
			if b.Columns[7][i] > 0 {
				short++
			}
		}
	}
	if short < 5000 {
		t.Errorf("only %d are short", short)
	}
}
