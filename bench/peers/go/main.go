// Command go is deal40 as one writes it in Go: a path at a time with math/rand/v2 and package math, chunks of paths
// spread over goroutines, every value kept and every column sorted.
package main

import (
	"encoding/json"
	"flag"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

const (
	quarters = 40
	chunk    = 4096 // paths that share a stream, so that threads make no difference
)

var (
	names     = []string{"revenue", "valuation", "spend", "cum_spend"}
	fanQ      = []float64{0.05, 0.25, 0.5, 0.75, 0.95}
	endQ      = []float64{0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99}
	floors    = []float64{0, 0.6, 0.9, 1.2, 1.5, 1.8, 2, 2.2, 2.4, 2.5, 2.6}
	threshold = [3]float64{1.5, 8.5, 150}
	window    = [3][2]int{{4, 20}, {8, 20}, {8, 32}}
	amount    = [3]float64{1, 1.5, 2}
)

// run is the memory of a run: a column for each quantity and quarter, and what is known of a path at its end.
type run struct {
	fan                               [4][quarters][]float64
	valuation, total, missed, granted []float64
	met                               [3][]int8 // the quarter of a tranche, 0 for never
	growth, limit, want               [quarters + 1]float64
}

func newRun(n int) *run {
	r := &run{missed: make([]float64, n), granted: make([]float64, n)}
	for m := range r.fan {
		for t := range r.fan[m] {
			r.fan[m][t] = make([]float64, n)
		}
	}
	for k := range r.met {
		r.met[k] = make([]int8, n)
	}
	for t := range r.growth {
		r.growth[t] = 0.02 + 0.2*math.Exp(-0.09*float64(t))
		r.limit[t] = 0.3 * math.Pow(1.06, float64(t))
		r.want[t] = 0.35 + 0.45*math.Exp(-0.05*float64(t))
	}
	return r
}

// path simulates path i.
func (r *run) path(i int, rng *rand.Rand) {
	const rm, rp, mp = 0.45, -0.2, -0.1
	own := math.Sqrt(1 - rm*rm)
	cross := (mp - rm*rp) / own
	rest := math.Sqrt(1 - rp*rp - cross*cross)
	revenue, multiple, price := math.Log(0.25), math.Log(25), 0.0
	level := math.Log(8)
	total, year := 0.0, 0.0
	var streak [3]int
	for t := 1; t <= quarters; t++ {
		z1, z2, z3 := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		revenue += r.growth[t] + 0.12*z1
		multiple += 0.06*(level-multiple) + 0.15*(rm*z1+own*z2)
		price += -0.015 + 0.05*(rp*z1+cross*z2+rest*z3)
		rev := math.Exp(revenue)
		value := 4 * rev * math.Exp(multiple)
		spend := min(r.limit[t], r.want[t]*rev) * math.Exp(price)
		year += spend
		if t%4 == 0 {
			miss := max(0, floors[t/4]-year)
			spend += miss
			r.missed[i] += miss
			year = 0
		}
		total += spend
		for k, v := range [...]float64{rev, total, value} {
			if t < window[k][0] || t > window[k][1] {
				continue
			}
			if v < threshold[k] {
				streak[k] = 0
			} else if streak[k]++; streak[k] == 2 && r.met[k][i] == 0 {
				r.met[k][i] = int8(t)
				r.granted[i] += amount[k]
			}
		}
		for m, v := range [...]float64{rev, value, spend, total} {
			r.fan[m][t-1][i] = v
		}
	}
}

// each calls do for 0 to n-1 on some goroutines.
func each(n, threads int, do func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range threads {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}

// quantiles are those of a sorted column, between order statistics.
func quantiles(v, q []float64) []float64 {
	out := make([]float64, len(q))
	for i, q := range q {
		below, part := math.Modf(q * float64(len(v)-1))
		k := int(below)
		out[i] = v[k] + part*(v[min(k+1, len(v)-1)]-v[k])
	}
	return out
}

// spread is the mean and the standard deviation.
func spread(v []float64) map[string]any {
	sum, squares, n := 0.0, 0.0, float64(len(v))
	for _, x := range v {
		sum += x
	}
	mean := sum / n
	for _, x := range v {
		squares += (x - mean) * (x - mean)
	}
	return map[string]any{"mean": mean, "sd": math.Sqrt(squares / n)}
}

// outputs sorts the columns, so that what needs their paths comes first.
func (r *run) outputs(threads int) map[string]any {
	n := len(r.missed)
	p, when := make([]float64, 3), make([]float64, 3)
	all, none, short := 0.0, 0.0, 0.0
	for i := range n {
		hits := 0
		for k := range r.met {
			if q := r.met[k][i]; q > 0 {
				hits++
				p[k]++
				when[k] += float64(q)
			}
		}
		if hits == 3 {
			all++
		} else if hits == 0 {
			none++
		}
		if r.missed[i] > 0 {
			short++
		}
	}
	for k := range p {
		when[k] /= max(p[k], 1)
		p[k] /= float64(n)
	}
	ends := map[string][]float64{"valuation": r.fan[1][quarters-1], "total_spend": r.fan[3][quarters-1], "total_shortfall": r.missed, "invested": r.granted}
	terminal := map[string]map[string]any{}
	for name, v := range ends {
		terminal[name] = spread(v)
	}
	terminal["total_shortfall"]["p_positive"] = short / float64(n)
	slices.Sort(r.missed)
	rows := make([][quarters][]float64, len(names))
	each(len(names)*quarters, threads, func(j int) {
		v := r.fan[j/quarters][j%quarters]
		slices.Sort(v)
		rows[j/quarters][j%quarters] = quantiles(v, fanQ)
	})
	fan := map[string]any{}
	for m, name := range names {
		fan[name] = rows[m]
	}
	for _, name := range []string{"valuation", "total_spend", "total_shortfall"} {
		terminal[name]["q"] = quantiles(ends[name], endQ)
	}
	return map[string]any{
		"trigger":  map[string]any{"p": p, "p_all": all / float64(n), "p_none": none / float64(n), "mean_quarter": when},
		"terminal": terminal, "fan": fan,
	}
}

func main() {
	n := flag.Int("n", 100_000, "paths")
	threads := flag.Int("threads", 1, "goroutines")
	seed := flag.Uint64("seed", 1, "seed")
	flag.Parse()
	begin := time.Now()
	r := newRun(*n)
	each((*n+chunk-1)/chunk, *threads, func(c int) {
		rng := rand.New(rand.NewPCG(*seed, uint64(c)))
		for i := c * chunk; i < min(*n, (c+1)*chunk); i++ {
			r.path(i, rng)
		}
	})
	out := r.outputs(*threads)
	err := json.NewEncoder(os.Stdout).Encode(map[string]any{"program": "go-plain", "n": *n, "threads": *threads, "seconds": time.Since(begin).Seconds(), "outputs": out})
	if err != nil {
		os.Exit(3)
	}
}
