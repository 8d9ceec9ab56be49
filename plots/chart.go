package plots

import (
	"fmt"
	"slices"
	"strings"

	"dealsim/sim/result"
)

// Chart is a way to draw a result.
type Chart struct {
	Name, Title string
	About       string // one sentence: what it answers
	Rank        int    // charts stand in the order of their ranks
	// Draw gives the figures that suit a result: none when it has not what the chart needs.
	Draw func(*result.Result) []Figure
}

var registry []Chart

// register adds a chart; a chart's file calls it once.
func register(c Chart) {
	registry = append(registry, c)
	slices.SortFunc(registry, func(a, b Chart) int {
		if a.Rank != b.Rank {
			return a.Rank - b.Rank
		}
		return strings.Compare(a.Name, b.Name)
	})
}

// All gives the figures that suit a result, in order, each with its own name.
func All(r *result.Result) []Figure {
	var all []Figure
	taken := map[string]bool{}
	for _, c := range registry {
		for _, f := range c.Draw(r) {
			f.Name = stem(f.Name)
			for base, n := f.Name, 2; taken[f.Name]; n++ {
				f.Name = fmt.Sprintf("%s-%d", base, n)
			}
			taken[f.Name] = true
			f.Source = source(r)
			all = append(all, f)
		}
	}
	return all
}

// stem makes a name fit for a file: letters, digits, hyphens and underscores, no more than 100.
func stem(name string) string {
	s := strings.Map(func(c rune) rune {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '-':
			return c
		}
		return '-'
	}, name)
	return s[:min(len(s), 100)]
}

// source is the line at the bottom that says where the numbers come from.
func source(r *result.Result) string {
	parts := []string{"dealsim"}
	if r.Engine != "" {
		parts[0] += " " + strings.TrimPrefix(r.Engine, "dealsim ")
	}
	if r.Name != "" {
		parts = append(parts, "scenario "+shorten(r.Name, 48))
	}
	parts = append(parts, fmt.Sprintf("seed 0x%x", r.Seed), paths(r.Paths))
	if r.Hash != "" {
		hash := r.Hash
		if len(hash) > 4 {
			hash = hash[:4] + "…"
		}
		parts = append(parts, "sha256 "+hash)
	}
	return strings.Join(parts, " · ")
}

// Source is the line at the bottom of a figure of several runs.
func Source(of ...*result.Result) string {
	line := source(of[0])
	if len(of) > 1 {
		line = strings.Replace(line, "scenario "+shorten(of[0].Name, 48), "scenarios "+shorten(of[0].Name, 30)+" and "+shorten(of[1].Name, 30), 1)
		line, _, _ = strings.Cut(line, " · sha256")
	}
	return line
}

// paths says a number of paths.
func paths(n int) string {
	if n == 1 {
		return "1 path"
	}
	return thousands(n) + " paths"
}

// brief is a name as titles have it, so that a long one leaves room for what is said of it.
func brief(name string) string { return shorten(name, 24) }

// shorten cuts a text to n runes.
func shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
