package engine

import (
	"math"
	"strconv"

	"dealsim/sim/scenario"
	"dealsim/sim/stats"
)

// Statistic is one number of a sample by its name: mean, median, sd, p05, undefined (as a share of all paths).
func Statistic(s *stats.Sample, name string) float64 {
	switch name {
	case "mean":
		return s.Mean
	case "sd":
		return s.SD()
	case "median":
		return s.Quantile(0.5)
	case "undefined":
		return float64(s.Undefined+s.Infinite) / float64(s.N+s.Undefined+s.Infinite)
	}
	if len(name) > 1 && name[0] == 'p' {
		if v, err := strconv.ParseFloat(name[1:], 64); err == nil {
			return s.Quantile(v / 100)
		}
	}
	return math.NaN()
}

// fold is the value of a literal, signs included.
func fold(e *scenario.Expr) (float64, bool) {
	switch {
	case e == nil:
		return math.NaN(), false
	case e.Op == "literal":
		return e.Value, true
	case e.Op == "neg":
		v, ok := fold(e.Args[0])
		return -v, ok
	}
	return math.NaN(), false
}

// worth is the value of an expression of certain inputs, such as one input divided by another.
func (c *compiler) worth(e *scenario.Expr) (float64, bool) {
	if e = c.behind(e); e == nil || e.Op == "literal" || len(e.Args) == 0 || len(e.Args) > 2 {
		return fold(e)
	}
	x, ok := c.worth(e.Args[0])
	y, both := c.worth(e.Args[len(e.Args)-1])
	if !ok || !both {
		return math.NaN(), false
	}
	switch e.Op {
	case "neg":
		return -x, true
	case "+":
		return x + y, true
	case "-":
		return x - y, true
	case "*":
		return x * y, true
	case "/":
		return x / y, true
	}
	return math.NaN(), false
}
