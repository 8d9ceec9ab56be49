package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// paths is a set as a list of its paths.
func paths(s column.Set) (out []int) {
	for i := s.Next(0); i < column.Size; i = s.Next(i + 1) {
		out = append(out, i)
	}
	return out
}

// TestSetsAreThePathsThatTheySay holds the kernels that find paths against one path at a time.
func TestSetsAreThePathsThatTheySay(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 9))
	few := func() (c column.Column) { // numbers that are often the same
		for i := range c {
			c[i] = float64(r.IntN(3))
		}
		return c
	}
	found := map[string]int{}
	for range 300 {
		x, y, holds, run := wild(r), wild(r), few(), few()
		for i := range holds {
			holds[i] = min(holds[i], 1)
		}
		if r.IntN(2) == 0 {
			x, y = few(), few()
		}
		c, least, before := x[r.IntN(column.Size)], float64(1+r.IntN(3)), run
		words, limits := new([column.Size]uint64), new(column.Limits)
		for i := range words {
			words[i], limits[i] = r.Uint64()>>r.IntN(64), r.Uint64()>>11>>r.IntN(53)
			if i%3 == 0 {
				limits[i] = words[i]>>11 + uint64(r.IntN(2))
			}
		}
		words[0], limits[0], words[1], limits[1] = math.MaxUint64, 1<<53, 0, 0
		sets := map[string]column.Set{"under": column.WhereUnder(words, limits),
			"where": column.Where(&x), "is": column.WhereIs(&x, c), "less": column.WhereLess(&x, &y), "above": column.WhereAbove(&x, c),
			"in a row": column.InARow(&run, &holds, least), "short": column.WhereShort(&x, &y, &holds),
		}
		product, marks, zeros := x, y, x
		sets["product"] = column.Product(&product, &product, &y)
		marked := sets["less"]
		column.Mark(&marks, &marked)
		column.Clear(&zeros)
		for i := range x {
			if want := pick(holds[i] != 0, before[i]+1, 0); run[i] != want {
				t.Fatalf("after %v in a row, %v: %v, want %v", before[i], holds[i], run[i], want)
			}
			if want := pick(x[i] < y[i], 1, 0); marks[i] != want || zeros[i] != 0 || !alike(product[i], x[i]*y[i]) {
				t.Fatalf("%v and %v: marked with %v, product %v, cleared %v", x[i], y[i], marks[i], product[i], zeros[i])
			}
			for name, want := range map[string]bool{
				"product": x[i]*y[i] > 0, "short": x[i] < pick(y[i]*holds[i] < 0, 0, y[i]*holds[i]), "where": x[i] != 0, "is": x[i] == c, "less": x[i] < y[i], "above": x[i] > c, "in a row": run[i] >= least,
				"under": words[i]>>11 < limits[i],
			} {
				s := sets[name]
				if has := s.Next(i) == i; has != want {
					t.Fatalf("%s of %v, %v and %v: %v, want %v", name, x[i], y[i], c, has, want)
				}
				if want {
					found[name]++
				}
			}
		}
	}
	for _, name := range []string{"where", "is", "less", "above", "in a row", "product", "short", "under"} {
		if n := found[name]; n < 1000 || n > 299*column.Size {
			t.Errorf("%s: %d of %d paths are in the sets", name, n, 300*column.Size)
		}
	}
}

func TestSetsAreUnitedAndCut(t *testing.T) {
	r := rand.New(rand.NewPCG(10, 11))
	for range 100 {
		var x, y column.Set
		var inX, inY [column.Size]bool
		for i := range inX {
			inX[i], inY[i] = r.IntN(8) == 0, r.IntN(4) == 0
			if inX[i] {
				x.Put(i)
			}
			y.PutIf(i, inY[i])
		}
		in := func(s column.Set, i int) bool { return s.Next(i) == i }
		both, either, without, n := x.And(y), x.Or(y), x.Without(y), 0
		for i := range column.Size {
			a, b := inX[i], inY[i]
			if in(both, i) != (a && b) || in(either, i) != (a || b) || in(without, i) != (a && !b) {
				t.Fatalf("path %d", i)
			}
			if a {
				n++
			}
		}
		for i := range column.Size {
			if x.Has(i) != in(x, i) {
				t.Fatalf("path %d is in the set: %v", i, x.Has(i))
			}
		}
		list := paths(x)
		if len(list) != n || x.Count() != n || x.Any() != (n > 0) || x.All() {
			t.Fatalf("%d paths of %d, %v, %v", len(list), n, x.Any(), x.All())
		}
		var room [column.Size]uint8
		if got := len(x.List(&room)); got != n {
			t.Fatalf("a list of %d, want %d", got, n)
		}
		for k, i := range x.List(&room) {
			if int(i) != list[k] {
				t.Fatalf("path %d is the %d of a list, want %d", i, k+1, list[k])
			}
		}
		for _, i := range list {
			if !in(x, i) {
				t.Fatalf("path %d is not in the set", i)
			}
		}
	}
	last := column.Set{}
	last.Put(column.Size - 1)
	for _, s := range []column.Set{{}, column.Everywhere, last} {
		var room [column.Size]uint8
		for k, i := range s.List(&room) {
			if want := paths(s)[k]; int(i) != want || len(s.List(&room)) != s.Count() {
				t.Fatalf("path %d is the %d of a list, want %d", i, k+1, want)
			}
		}
	}
	none, all := column.Set{}, column.Everywhere
	if none.Any() || none.All() || len(paths(none)) != 0 || !all.All() || len(paths(all)) != column.Size {
		t.Error("a set of none or of all paths is something else")
	}
}
