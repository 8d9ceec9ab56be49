package story

import (
	"math"
	"strings"
	"testing"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

// TestPickTakesTheRank: of 11 paths with a value the one with 1, 5 and 9 below it is at 10%, 50% and 90%; undefined and
// infinite values are left out, of equal values the lower number comes first.
func TestPickTakesTheRank(t *testing.T) {
	all := []float64{7, nan, 3, 10, 0, inf, 5, 5, 2, 9, 1, 8, 6}
	for _, c := range []struct {
		rank float64
		path uint64
	}{{0, 4}, {0.1, 10}, {0.4, 6}, {0.5, 7}, {0.9, 9}, {1, 3}} {
		if path, defined := Pick(all, c.rank); path != c.path || defined != 11 {
			t.Errorf("at %v is path %d of %d, want %d", c.rank, path, defined, c.path)
		}
	}
	if _, defined := Pick([]float64{nan, inf}, 0.5); defined != 0 {
		t.Errorf("%d of none", defined)
	}
}

func TestStandings(t *testing.T) {
	spread := make([]float64, 200)
	for i := range spread {
		spread[i] = float64(i)
	}
	most := append(make([]float64, 150), spread[50:100]...)
	for _, c := range []struct {
		value float64
		all   []float64
		want  string
	}{
		{62, spread, "31st percentile"}, // (62 + 0.5)/200
		{22.5, spread, "12th percentile"},
		{45, spread, "23rd percentile"},
		{0, spread, "the lowest"},
		{199, spread, "the highest"},
		{500, spread, "the highest"}, // beyond the run
		{0, most, "as on 75% of paths"},
		{nan, spread, "no value here"},
		{1, []float64{1, 1, 1}, "the same on every path"},
		{2, []float64{1, 2, 3, nan}, "as on 33% of paths of the 3 that have one"},
	} {
		if got := Stand(&result.Metric{}, c.value, c.all).Words(); got != c.want {
			t.Errorf("%v is %q, want %q", c.value, got, c.want)
		}
	}
	if s := Stand(&result.Metric{}, 1, []float64{0, 1, nan}); !s.YesNo {
		t.Error("0 and 1 are no and yes")
	}
	if s := Stand(&result.Metric{Dim: unit.Money}, 1, []float64{0, 1}); s.YesNo {
		t.Error("$1bn is no yes")
	}
}

func TestSpark(t *testing.T) {
	for want, v := range map[string][]float64{
		"▁▃▆█": {1, 10, 100, 1000}, // by ratio
		"▁▁▂█": {0, 10, 100, 1000}, // not by ratio, where there is a zero
		"▄▄":   {5, 5},
		"▁ █":  {1, nan, 2},
	} {
		if got := spark(v); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
	if got := spark(make([]float64, 241)); len([]rune(got)) > 60 {
		t.Errorf("%d blocks", len([]rune(got)))
	}
}

func TestParagraphsStandUnderEachOther(t *testing.T) {
	var b strings.Builder
	paragraph(&b, "  Mar 2027   ", strings.Repeat("word ", 40))
	lines := strings.Split(strings.TrimSuffix(b.String(), "\n"), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[1], strings.Repeat(" ", 15)+"word") || len(lines[0]) > width {
		t.Errorf("%q", lines)
	}
}
