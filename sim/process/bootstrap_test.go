package process

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

var history = []float64{0.05, 0.12, 0.2, 0.03, -0.06, -0.2, -0.15, 0.02} // it comes in waves

func bootstrapOf(t *testing.T, block string, changes []float64) *world {
	var text []string
	for _, c := range changes {
		text = append(text, fmt.Sprintf("%.17g", c))
	}
	return build(t, "bootstrap", given{grid: quarters(12), say: map[string]string{"start": "$10bn/GW/y", "block": block},
		lists: map[string][]string{"changes": text}})
}

// runs is, for each start, the product of so many changes of the history from there.
func runs(n int) (out []float64) {
	for i := range history {
		product := 1.0
		for j := range n {
			product *= 1 + history[(i+j)%len(history)]
		}
		out = append(out, product)
	}
	return
}

// moments is the mean and variance of numbers that are all there is.
func moments(x []float64) (m, v float64) {
	for _, y := range x {
		m += y / float64(len(x))
	}
	for _, y := range x {
		v += (y - m) * (y - m) / float64(len(x))
	}
	return
}

func TestBootstrap(t *testing.T) {
	x := bootstrapOf(t, "1", history).at("", 12, 800)
	m, _ := moments(history)
	logMean, logVariance := moments(logs(runs(1)))
	holds(t, "mean", mean(x), 10*math.Pow(1+m, 12), 10*math.Exp(12*logMean))
	holds(t, "mean of the log", mean(logs(x)), math.Log(10)+12*logMean, math.Log(10)+12*m)
	holds(t, "variance of the log", variance(logs(x)), 12*logVariance, 12*logVariance*8/7)
}

func TestBootstrapInBlocks(t *testing.T) {
	x := bootstrapOf(t, "5", history).at("", 12, 800) // two whole blocks, and two steps of a third
	five, _ := moments(runs(5))
	two, _ := moments(runs(2))
	m, _ := moments(history)
	holds(t, "mean", mean(x), 10*five*five*two, 10*math.Pow(1+m, 12))
	_, fiveVariance := moments(logs(runs(5)))
	_, twoVariance := moments(logs(runs(2)))
	_, oneVariance := moments(logs(runs(1)))
	holds(t, "variance of the log", variance(logs(x)), 2*fiveVariance+twoVariance, 12*oneVariance)
}

func TestBootstrapKeepsTheOrder(t *testing.T) {
	w := bootstrapOf(t, "4", history)
	at := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
	x := w.all("", 20, at...)
	began := map[int]int{}
	for path := range x[0] {
		for q := 0; q < 12; q += 4 {
			find := func(c float64) int {
				return slices.IndexFunc(history, func(h float64) bool { return math.Abs(h-c) < 1e-9 })
			}
			first := find(x[q+1][path]/x[q][path] - 1)
			began[first]++
			for j := range 4 {
				if got := find(x[q+j+1][path]/x[q+j][path] - 1); got != (first+j)%len(history) {
					t.Fatalf("path %d: change %d follows in a block that began at %d", path, got, first)
				}
			}
		}
	}
	for i := range history {
		if n := began[i]; math.Abs(float64(n)-1920) > 5*math.Sqrt(1920) {
			t.Errorf("%d of 15360 blocks began at %d", n, i)
		}
	}
}

func TestBootstrapUsesEveryChange(t *testing.T) {
	for _, v := range bootstrapOf(t, "1", []float64{0.1}).one("")[12:] {
		near(t, "with one change", v, 10*math.Pow(1.1, 12))
	}
	for _, v := range bootstrapOf(t, "1", []float64{-1.5}).one("")[1:] {
		near(t, "beyond ruin", v, 0)
	}
	for q, v := range bootstrapOf(t, "30", []float64{0.5, -0.5}).one("") { // a block longer than history and horizon
		low := 10 * math.Pow(0.75, float64(q/2))
		if q%2 == 1 && math.Abs(v/low-1.5) > 1e-9 && math.Abs(v/low-0.5) > 1e-9 || q%2 == 0 && math.Abs(v/low-1) > 1e-9 {
			t.Errorf("after %d steps %g", q, v)
		}
	}
}
