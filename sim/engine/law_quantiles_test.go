package engine

import (
	"context"
	"flag"
	"math"
	"slices"
	"testing"

	"dealsim/sim/stats"
)

var (
	quantilePaths  = flag.Int("quantile.paths", 8192, "paths on which quantiles of series are held against sorting")
	quantileMemory = flag.Int("quantile.memory", 400, "megabytes for their values")
)

// TestQuantilesOfSeriesAgainstSorting runs the base deal, keeps every value of every series at every date, sorts them and
// holds the quantiles that series.csv prints against those of the sorted values: within the bound of the tallies, two to
// the power of minus their bits. The worst is logged. With -quantile.paths 1000000 it is the measurement in bench/README.md.
func TestQuantilesOfSeriesAgainstSorting(t *testing.T) {
	p := baseDeal(t, 1)
	paths := *quantilePaths
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	steps := p.Scenario.Calendar.Steps + 1
	bound := math.Ldexp(1, -seriesBits(len(p.series)*steps))
	ps := []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	group := max(1, *quantileMemory*1_000_000/(paths*steps*8)) // series whose values fit
	worst, where, beyond, halved, looked := 0.0, "", 0, 0, 0
	for from := 0; from < len(p.series); from += group {
		some := p.series[from:min(from+group, len(p.series))]
		values := make([][]float64, len(some)*steps)
		for i := range values {
			values[i] = make([]float64, 0, paths)
		}
		w := newWorker(p)
		w.ends = ends(p)
		w.look = func(step, _ int) {
			for k := range some {
				values[k*steps+step] = append(values[k*steps+step], w.b.Columns[some[k].slot][:w.b.Live]...)
			}
		}
		for first := 0; first < paths; first += chunkSize {
			w.chunk(first, min(chunkSize, paths-first))
		}
		for k := range some {
			for q := range steps {
				v := slices.DeleteFunc(values[k*steps+q], func(v float64) bool { return v-v != 0 })
				slices.Sort(v)
				s := x.samples[(from+k)*steps+q]
				if uint64(len(v)) != s.N {
					t.Fatalf("%s at step %d: %d values, the tally has %d", some[k].name, q, len(v), s.N)
				}
				for i, got := range s.Quantiles(ps...) {
					if len(v) == 0 {
						continue
					}
					whole, part := math.Modf(ps[i] * float64(len(v)-1))
					a, b := v[int(whole)], v[min(int(whole)+1, len(v)-1)]
					want, size := a+(b-a)*part, (1-part)*math.Abs(a)+part*math.Abs(b)
					looked++
					off := math.Abs(got - want)
					if off <= 0x1p-60 {
						continue
					}
					if off/size > worst {
						worst, where = off/size, some[k].name
					}
					if off > bound*size*(1+1e-9) {
						beyond++
						t.Errorf("%s at step %d: quantile %v is %v, of the sorted values %v", some[k].name, q, ps[i], got, want)
					}
					if off > bound*size/64 {
						halved++
					}
				}
			}
		}
	}
	t.Logf("%d quantiles on %d paths: off by at most %.2g (%s), the bound is %.2g; %d are off by more than a 64th of it", looked, paths, worst, where, bound, halved)
	if halved == 0 {
		t.Error("negative control: no quantile is off by a 64th of the bound either")
	}
}

// TestWhatIsNotFiniteIsCounted: values of a metric and of a series that are undefined or infinite on some paths are counted as
// such, by the moments and by what quantiles are made from, which see the same finite ones.
func TestWhatIsNotFiniteIsCounted(t *testing.T) {
	p := deal(t, head+`
drivers:
  g: {process: gbm, start: 1, drift: 0%/y, volatility: 60%}
quantities:
  huge: exp(800 * g)
  part: if(g > 1, 1, 0) / if(g > 1, 1, 0)
  mixed: part * huge
metrics:
  end_huge: huge
  end_part: part
  end_mixed: mixed
`)
	const paths = 1500
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	r, s := x.Result(""), watch(p, 0, paths)
	for _, name := range []string{"huge", "part", "mixed"} {
		var undefined, infinite uint64
		values := s.series[name][len(s.series[name])-1]
		for _, v := range values {
			if v != v {
				undefined++
			} else if math.IsInf(v, 0) {
				infinite++
			}
		}
		series := r.SeriesOf(name).At
		for what, sample := range map[string]*stats.Sample{"metric": r.Metric("end_" + name).Sample, "series": series[len(series)-1]} {
			if sample.Undefined != undefined || sample.Infinite != infinite || sample.N != paths-undefined-infinite {
				t.Errorf("%s %s: %d undefined, %d infinite, %d others, want %d and %d", what, name, sample.Undefined, sample.Infinite, sample.N, undefined, infinite)
			}
			if sample.Hist != nil && (sample.Hist.Infinite() != infinite || sample.Hist.Count() != sample.N) {
				t.Errorf("metric %s: %d infinite and %d others are counted, want %d and %d", name, sample.Hist.Infinite(), sample.Hist.Count(), infinite, sample.N)
			}
		}
		if name == "mixed" && (undefined == 0 || infinite == 0) {
			t.Errorf("%d undefined and %d infinite say nothing", undefined, infinite)
		}
	}
}
