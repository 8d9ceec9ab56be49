package engine

import (
	"fmt"
	"math"
	"testing"
)

// TestForeseenIsWhatComes: what is the same on every path is worked out once, and given to others as a number. Every
// operator is written four times, its sides a constant, something that moves with time alone, or something of the same value
// that a path has by chance (of no spread); all have the same bits in every step. The negative control has a spread.
func TestForeseenIsWhatComes(t *testing.T) {
	operators := []string{"%s + %s", "%s - %s", "%s * %s", "%s / %s", "%s ^ %s", "max(%s, %s)", "min(%s, %s)", "-(%s) * %s", "clamp(%s, 0.3, %s)",
		"prob(%s < %s)", "prob(%s <= %s)", "prob(%s > %s)", "prob(%s >= %s)", "prob(%s == %s)", "prob(%s != %s)", "if(%s > %s, low, high)",
		"if(t > 1y, %s, %s)", "if(low > 1, %s, %s)", "exp(%s / 9) - log(%s)", "sqrt(abs(%s)) + %s", "prob(not (%s < %s) and t > 1y)", "prob(%s < 2 or %s > 7)", "total(%s * %s)", "trailing(%s + %s, 3)", "at(%s * %s, 2y)"}
	// of each side: what it is by chance, and what it is as foreseen
	sides := map[string]string{"by_chance": "plan", "two_by_chance": "2", "years_by_chance": "(t / 1y)"}
	text := head + `
drivers:
  plan: {process: knots, knots: {0y: 2, 3y: 5, 2.5y: 0.5}}
  drawn: {process: gbm, start: 1, drift: 0%/y, volatility: 0%}
  low: {process: gbm, start: 1, drift: 5%/y, volatility: 30%}
  high: {process: gbm, start: 2, drift: 5%/y, volatility: 30%}
quantities:
  by_chance: plan * drawn
  two_by_chance: 2 * drawn
  years_by_chance: t / 1y * drawn
`
	n := 0
	pairs := [][2]string{}
	for _, op := range operators {
		for chance, foreseen := range sides {
			for other, number := range sides {
				n++
				text += fmt.Sprintf("  a%d: %s\n  b%d: %s\n  c%d: %s\n  d%d: %s\n", n, fmt.Sprintf(op, chance, other), n, fmt.Sprintf(op, foreseen, number),
					n, fmt.Sprintf(op, chance, number), n, fmt.Sprintf(op, foreseen, other))
				pairs = append(pairs, [2]string{fmt.Sprint("a", n), fmt.Sprint("b", n)}, [2]string{fmt.Sprint("a", n), fmt.Sprint("c", n)}, [2]string{fmt.Sprint("a", n), fmt.Sprint("d", n)})
			}
		}
	}
	s := watch(deal(t, text+"  wide: low * 1\n  plain: drawn * 1\n"), 0, 300)
	differ := func(a, b string) (at string) {
		for q, v := range s.series[a] {
			for i := range v {
				if w := s.series[b][q][i]; math.Float64bits(v[i]) != math.Float64bits(w) && !(v[i] != v[i] && w != w) {
					return fmt.Sprintf("step %d, path %d: %v and %v", q, i, v[i], w)
				}
			}
		}
		return ""
	}
	for _, p := range pairs {
		if s.series[p[0]] == nil || s.series[p[1]] == nil {
			t.Fatal("no series", p)
		}
		if at := differ(p[0], p[1]); at != "" {
			t.Errorf("%s and %s differ: %s", p[0], p[1], at)
		}
	}
	if differ("wide", "plain") == "" {
		t.Error("what has a spread is as foreseen")
	}
}

// TestAShockIsNotForeseen: a plan that a shock may change is no longer the same on every path, nor is what follows from it.
func TestAShockIsNotForeseen(t *testing.T) {
	text := head + `
drivers:
  plan: {process: knots, knots: {0y: 2, 4y: 6}}
quantities:
  twice: 2 * plan
`
	calm := watch(deal(t, text), 0, 256)
	struck := watch(deal(t, text+"shocks:\n  late: {rate: 50%/y, effects: {plan: {times: 50%}}}\n"), 0, 256)
	last := len(calm.series["twice"]) - 1
	changed := 0
	for i, v := range struck.series["twice"][last] {
		if w := calm.series["twice"][last][i]; v != w {
			changed++
		}
		if v != 2*struck.series["plan"][last][i] {
			t.Fatalf("path %d: twice the plan is %v", i, v)
		}
	}
	if changed == 0 || changed == 256 {
		t.Errorf("the shock struck %d of 256 paths, want some", changed)
	}
}
