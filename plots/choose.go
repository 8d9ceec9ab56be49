package plots

import (
	"path"
	"slices"
)

// Choose takes the figures whose names match patterns, such as fan-*-cash, in the order of the patterns; all of them,
// as they are, where none matches.
func Choose(all []Figure, patterns []string) []Figure {
	var chosen []Figure
	for _, pattern := range patterns {
		for _, f := range all {
			fits, _ := path.Match(pattern, f.Name) // patterns are written by us
			if fits && !slices.ContainsFunc(chosen, func(x Figure) bool { return x.Name == f.Name }) {
				chosen = append(chosen, f)
			}
		}
	}
	if chosen == nil {
		return all
	}
	return chosen
}
