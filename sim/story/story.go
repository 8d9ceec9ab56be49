// Package story tells one path of a run in plain sentences: how it was chosen, where it ends among all paths, and what
// happened on it year by year. It reads the Result and nothing else.
package story

import (
	"fmt"
	"math"
	"sort"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// Story is one path of a result.
type Story struct {
	Result    *result.Result
	Path      result.Path
	Chosen    string // how it was chosen, after "the path"; "" for one asked for by number
	Standings []Standing
}

// Standing is where a path stands among those of a run in a metric.
type Standing struct {
	Metric  *result.Metric
	Value   float64
	Below   int // paths whose value is lower
	Same    int // paths with this very value
	Defined int // paths that have a value
	Paths   int
	YesNo   bool // the metric is 0 or 1 on every path
}

// finite says whether a value can be ranked.
func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// Stand finds where a value stands among those of all paths.
func Stand(m *result.Metric, value float64, all []float64) Standing {
	s := Standing{Metric: m, Value: value, Paths: len(all), YesNo: m.Dim == unit.Number && (value == 0 || value == 1)}
	for _, v := range all {
		switch {
		case !finite(v):
			continue
		case v < value:
			s.Below++
		case v == value:
			s.Same++
		}
		s.Defined++
		s.YesNo = s.YesNo && (v == 0 || v == 1)
	}
	return s
}

// Percentile is the share of the paths with a value that are lower, half of those with the same value counted; NaN
// where the path itself has none.
func (s Standing) Percentile() float64 {
	if !finite(s.Value) || s.Defined == 0 {
		return math.NaN()
	}
	return (float64(s.Below) + float64(s.Same)/2) / float64(s.Defined)
}

// Words say where the path stands: 31st percentile, as on 78% of paths, the lowest.
func (s Standing) Words() string {
	p := s.Percentile()
	of := ""
	if s.Defined < s.Paths {
		of = fmt.Sprintf(" of the %s that have one", grouped(s.Defined))
	}
	switch {
	case math.IsNaN(p):
		return "no value here"
	case s.Same == s.Defined:
		return "the same on every path"
	case float64(s.Same) > 0.02*float64(s.Defined):
		return fmt.Sprintf("as on %.0f%% of paths", 100*float64(s.Same)/float64(s.Defined)) + of
	case s.Below == 0:
		return "the lowest" + of
	case s.Below+s.Same == s.Defined:
		return "the highest" + of
	}
	return ordinal(int(math.Min(99, math.Max(1, math.Round(100*p))))) + " percentile" + of
}

// Pick is the number of the path at a rank of a metric, from 0 for the lowest to 1 for the highest: of n paths that
// have a value the one with rank·(n-1) below it, rounded; of equal values the path with the lower number first.
func Pick(all []float64, rank float64) (path uint64, defined int) {
	var order []int
	for i, v := range all {
		if finite(v) {
			order = append(order, i)
		}
	}
	if len(order) == 0 {
		return 0, 0
	}
	sort.SliceStable(order, func(i, j int) bool { return all[order[i]] < all[order[j]] })
	return uint64(order[int(math.Round(rank*float64(len(order)-1)))]), len(order)
}

func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		end = map[int]string{1: "st", 2: "nd", 3: "rd"}[n%10]
		if end == "" {
			end = "th"
		}
	}
	return fmt.Sprint(n) + end
}

func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// value is a number with its unit as a sentence has it.
func value(v float64, d unit.Dim) string {
	switch {
	case math.IsNaN(v):
		return "-"
	case d.Kind == unit.Truth && v == 0:
		return "no"
	case d.Kind == unit.Truth:
		return "yes"
	}
	return unit.Format(v, d, 3)
}

// label is a quantity in words where it is a series of the result.
func (s *Story) label(name string) string {
	if x := s.Result.SeriesOf(name); x != nil && x.Label != "" {
		return x.Label
	}
	for _, f := range []struct{ of, words string }{{"max(", "highest "}, {"min(", "lowest "}, {"prev(", "previous "}, {"total(", "total "}} {
		if inner, is := strings.CutPrefix(name, f.of); is && strings.HasSuffix(inner, ")") && !strings.ContainsAny(inner[:len(inner)-1], " (,)") {
			return f.words + s.label(inner[:len(inner)-1])
		}
	}
	if owner, what, ok := strings.Cut(name, "."); ok && !strings.ContainsAny(name, " (") {
		return strings.ReplaceAll(what+" of "+owner, "_", " ")
	}
	return name
}

// at is a series' value at a step; NaN where there is no such series.
func (s *Story) at(name string, step int) float64 {
	for k := range s.Result.Series {
		if s.Result.Series[k].Name == name && step >= 0 && k < len(s.Path.Values) {
			return s.Path.Values[k][step]
		}
	}
	return math.NaN()
}

// sum is what a flow adds up to after one step and up to another.
func (s *Story) sum(name string, after, to int) float64 {
	sum := 0.0
	for q := after + 1; q <= to; q++ {
		sum += s.at(name, q)
	}
	return sum
}
