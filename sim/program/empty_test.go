package program_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// TestWhatIsEmptyIsZero adds, subtracts and copies columns of which some are known to be empty, and holds what comes of it
// against columns of which nothing is known.
func TestWhatIsEmptyIsZero(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const n = 8
	known, unknown := &program.Block{Columns: make([]column.Column, n)}, &program.Block{Columns: make([]column.Column, n)}
	empty, full, few := 0, 0, 0
	slots := func(but program.Slot) (out []program.Slot) {
		for range r.IntN(4) {
			if s := program.Slot(r.IntN(n)); s != but {
				out = append(out, s)
			}
		}
		return out
	}
	for round := range 5000 {
		d := program.Slot(r.IntN(n))
		switch r.IntN(7) {
		case 0, 1:
			known.Clear(d)
			unknown.Columns[d] = column.Column{}
		case 2:
			v := []float64{1, -1, 0.1, math.Copysign(0, -1)}[r.IntN(4)]
			known.Open(d)[round%column.Size] = v
			unknown.Columns[d][round%column.Size] = v
		case 6:
			var on column.Set
			for range r.IntN(4) {
				on.Put(r.IntN(column.Size))
			}
			c := known.Few(d, on)
			for i := on.Next(0); i < column.Size; i = on.Next(i + 1) {
				c[i], unknown.Columns[d][i] = 2, 2
			}
		case 3:
			plus, less := slots(d), slots(d)
			known.Sum(d, plus, less)
			var sum column.Column
			for _, s := range plus {
				column.Add(&sum, &sum, unknown.Col(s))
			}
			for _, s := range less {
				column.Sub(&sum, &sum, unknown.Col(s))
			}
			unknown.Columns[d] = sum
		case 4:
			if s := program.Slot(r.IntN(n)); s != d {
				known.Copy(d, s)
				unknown.Columns[d] = unknown.Columns[s]
			}
		case 5:
			if s := program.Slot(r.IntN(n)); s != d {
				known.Add(d, s)
				column.Add(unknown.Col(d), unknown.Col(d), unknown.Col(s))
			}
		}
		for s := range program.Slot(n) {
			if all, on := column.Where(known.Col(s)), known.Among(s); all.Without(on).Any() {
				t.Fatalf("round %d: column %d is not 0 outside of a set", round, s)
			} else if on.Any() && on.Count() < 10 {
				few++
			}
			if column.Any(known.Col(s)) && known.Empty(s) {
				t.Fatalf("round %d: column %d is not empty", round, s)
			}
			if known.Empty(s) {
				empty++
			} else {
				full++
			}
			for i, v := range known.Col(s) {
				if v != unknown.Columns[s][i] {
					t.Fatalf("round %d: column %d has %v, want %v", round, s, v, unknown.Columns[s][i])
				}
			}
		}
	}
	if empty < 5000 || full < 5000 || few < 500 {
		t.Errorf("%d columns were empty, %d were not, and %d were 0 on all paths but few", empty, full, few)
	}
	if known.Empty(program.None) || new(program.Block).Empty(3) {
		t.Error("a column that is not there is known to be empty")
	}
}

// TestWhatIsNotedIsSeenToChange: a column that is noted is as noted until it is opened, cleared or written on few paths, and nothing
// else that is known of it is lost.
func TestWhatIsNotedIsSeenToChange(t *testing.T) {
	b := &program.Block{Columns: make([]column.Column, 3)}
	for name, change := range map[string]func(s program.Slot){
		"opened": func(s program.Slot) { b.Open(s) }, "cleared": func(s program.Slot) { b.Clear(s) },
		"written on few paths": func(s program.Slot) { b.Few(s, column.Everywhere)[0] = 1 },
	} {
		if b.Open(1); b.AsNoted(1) {
			t.Error("a column that was not noted is as noted")
		}
		b.Note(1)
		b.Open(2)
		b.Clear(0)
		if !b.AsNoted(1) || b.Empty(1) {
			t.Error("a column that was noted is not as noted, or empty")
		}
		if change(1); b.AsNoted(1) {
			t.Errorf("%s, and still as noted", name)
		}
	}
	b.Clear(0)
	if b.Note(0); !b.Empty(0) || b.AsNoted(0) {
		t.Error("what is noted while it is empty is empty no more")
	}
}
