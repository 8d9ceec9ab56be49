package engine

import (
	"context"
	"math"
	"slices"
	"sort"
	"strings"
	"testing"
)

// keptOf are the paths that a run keeps, and all of them by where a series ends, from the lowest.
func keptOf(t *testing.T, text, by string, paths, keep int) (kept, ranked []uint64) {
	t.Helper()
	p := deal(t, text)
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 3, Keep: keep})
	if err != nil {
		t.Fatal(err)
	}
	all := watch(p, 0, paths)
	r := x.Result("test")
	for _, k := range r.Kept {
		kept = append(kept, k.Number)
		for s, series := range r.Series {
			for q, v := range k.Values[s] {
				if want := all.series[series.Name][q][k.Number]; math.Float64bits(v) != math.Float64bits(want) {
					t.Fatalf("path %d was kept with %s at %v in step %d, where it is %v", k.Number, series.Name, v, q, want)
				}
			}
		}
	}
	last := all.series[by][p.Scenario.Calendar.Steps]
	for i := range paths {
		ranked = append(ranked, uint64(i))
	}
	sort.SliceStable(ranked, func(i, j int) bool { // what is undefined is above all
		a, b := last[ranked[i]], last[ranked[j]]
		return a < b || a == a && b != b
	})
	return kept, ranked
}

// TestPathsAreKeptAtEvenRanks: of 80 paths four are kept: those with 10, 30, 50 and 70 below them. Of more than 8192 the
// first 8192 are ranked.
func TestPathsAreKeptAtEvenRanks(t *testing.T) {
	const walk = head + `
drivers:
  a: {process: gbm, start: 1, volatility: 30%}
`
	worth := head + `
companies:
  lab:
    revenue: {process: gbm, start: $10bn, volatility: 30%}
    value: {process: multiple, start: $200bn, multiple_level: 20, speed: 100%/y, volatility: 80%}
`
	roots := head + `
quantities:
  root: sqrt(walk - 1)
drivers:
  walk: {process: gbm, start: 1, volatility: 30%}
`
	for _, c := range []struct {
		name, text, by string
		paths, keep    int
		ranks          []int
	}{
		{"four", walk, "a", 80, 4, []int{10, 30, 50, 70}},
		{"one", walk, "a", 81, 1, []int{40}},
		{"all", walk, "a", 3, 8, []int{0, 1, 2}},
		{"none", walk, "a", 80, 0, nil},
		{"of a full rank", walk, "a", 8192, 4, []int{1024, 3072, 5120, 7168}},
		{"half of them undefined", roots, "root", 80, 4, []int{10, 30, 50, 70}},
		{"by market value", worth, "lab.value", 80, 4, []int{10, 30, 50, 70}},
		{"by revenue, without one", worth[:strings.Index(worth, "    value:")], "lab.arr", 80, 4, []int{10, 30, 50, 70}},
	} {
		kept, ranked := keptOf(t, c.text, c.by, c.paths, c.keep)
		var want []uint64
		for _, r := range c.ranks {
			want = append(want, ranked[r])
		}
		slices.Sort(want)
		if !slices.Equal(kept, want) {
			t.Errorf("%s: kept are %v, want %v", c.name, kept, want)
		}
	}
	first, _ := keptOf(t, walk, "a", 8192, 4)
	if more, _ := keptOf(t, walk, "a", 9000, 4); !slices.Equal(first, more) {
		t.Errorf("of 9000 kept are %v, of the first 8192 %v", more, first)
	}
}

// TestUndefinedEndsRankLast: a path whose end is undefined is above all others, one without limit too, whatever the sign of
// what is undefined.
func TestUndefinedEndsRankLast(t *testing.T) {
	k := &keeper{want: 2, ends: []float64{math.Copysign(math.NaN(), -1), 5, math.Inf(1), -1, 2, math.NaN()}} // ranks: 3, 4, 1, 2, 0, 5
	if got, want := k.chosen(), []uint64{0, 4}; !slices.Equal(got, want) {                                   // at ranks 4 and 1
		t.Errorf("kept are %v, want %v", got, want)
	}
}
