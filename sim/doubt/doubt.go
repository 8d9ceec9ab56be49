// Package doubt looks for what a scenario says that its author may not have meant. A mistake stops a run; a doubt is a
// footnote: the file is right as far as the language goes, and yet no reader would take its numbers at their face.
//
// One rule a file: its reason, its remedy, and what it looks for in the scenario and in the result of a run.
package doubt

import (
	"fmt"
	"sort"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/scenario"
)

// Rule is one thing to doubt.
type Rule struct {
	Name    string
	Reason  string // why a reader should care
	Remedy  string // what to do about it, in general
	Looks   string // what it looks for, with its thresholds
	Example string // of a file: what is doubted; … stands for what is left out
	Said    string // and what is then said of it
	Look    func(c *Case)
}

// Doubt is one thing found, with its place in the file, its path and what to do about it.
type Doubt struct {
	scenario.Mistake
	Rule string
}

// Case is what rules look at: the scenario, and what a run of it has seen.
type Case struct {
	Scenario *scenario.Scenario
	Result   *result.Result

	rule  *Rule
	found []Doubt
	names map[string]bool // what expressions read; nil until asked for
}

// add notes a doubt; without a remedy it has that of its rule.
func (c *Case) add(at scenario.Place, path, remedy, format string, args ...any) {
	if remedy == "" {
		remedy = c.rule.Remedy
	}
	c.found = append(c.found, Doubt{scenario.Mistake{Place: at, Path: path, What: fmt.Sprintf(format, args...), Remedy: remedy}, c.rule.Name})
}

var rules = map[string]*Rule{}

func register(r *Rule) {
	if rules[r.Name] != nil {
		panic(fmt.Sprintf("doubt: two rules are called %q", r.Name))
	}
	rules[r.Name] = r
}

// All is every rule, by name.
func All() map[string]*Rule { return rules }

// Look asks every rule. Doubts stand in file order.
func Look(s *scenario.Scenario, r *result.Result) []Doubt {
	c := &Case{Scenario: s, Result: r}
	var names []string
	for name := range rules {
		names = append(names, name)
	}
	sort.Strings(names)
	for _, name := range names {
		c.rule = rules[name]
		c.rule.Look(c)
	}
	sort.SliceStable(c.found, func(i, j int) bool { return c.found[i].Before(c.found[j].Place) })
	return c.found
}

// Lines are doubts as footnotes: where in the scenario, and what. They are the same wherever the file lies.
func Lines(list []Doubt) []string {
	out := []string{}
	for _, d := range list {
		line := d.What
		if d.Path != "" {
			line = d.Path + ": " + line
		}
		out = append(out, line)
	}
	return out
}

// String is a doubt as check prints it.
func (d Doubt) String() string {
	line := "doubt: " + d.Headline() + " [" + d.Rule + "]"
	for _, r := range strings.Split(d.Remedy, "\n") {
		line += "\n     = " + r
	}
	return line
}
