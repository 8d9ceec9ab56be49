package main

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/spf13/cobra"

	"dealsim/sim/doubt"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

// shelf is one sort of thing that can be explained.
type shelf struct {
	name   string
	plural string // the section of the file that such blocks stand under; "" for none
	about  string
	kinds  map[string]*schema.Kind
}

// is says whether a word asks for the shelf.
func (s *shelf) is(word string) bool { return word == s.name || word == s.plural && word != "" }

func shelves() []shelf {
	l := engine.Language()
	clauses := map[string]*schema.Kind{}
	for _, k := range l.Sections {
		schema.Put(clauses, k)
	}
	return []shelf{
		{"process", "", "how a quantity moves, under drivers: or in a field that may move", l.Processes},
		{"clause", "", "what the contract says, each under a section of the file", clauses},
		{"round", "rounds", "how a company raises money beside the deal", l.Kinds["rounds"]},
		{"exit", "exits", "how the holders of a company come to their money, or lose it", l.Kinds["exits"]},
		{"distribution", "", "what an uncertain number may be, in place of a value", l.Distributions},
		{"function", "", "what an expression may call", l.Functions},
		{"metric", "", "what is asked of every path without being written", l.Metrics},
		{"doubt", "", "what check asks about that is no mistake", doubts()},
	}
}

// doubts are the rules of package doubt as kinds: the reason is their summary, what is looked for their formula.
func doubts() map[string]*schema.Kind {
	out := map[string]*schema.Kind{}
	for name, r := range doubt.All() {
		out[name] = &schema.Kind{Section: "doubt", Name: name, Summary: r.Reason, Why: r.Remedy, Model: r.Looks, Example: r.Example, ByHand: r.Said}
	}
	return out
}

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain [KIND [NAME]]",
		Short: "what a process, clause, round, exit, distribution, function, metric or doubt is: fields, units, formula, source",
		Example: `  dealsim explain
  dealsim explain process
  dealsim explain schwartz-moon`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 2 {
				return usage{"explain wants at most a kind and a name: dealsim explain process gbm"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return a.explain(args) },
	}
}

func (a *app) explain(args []string) error {
	all := shelves()
	if len(args) == 0 {
		for _, s := range all {
			fmt.Fprintf(a.out, "%s: %s\n", s.name, s.about)
			paragraph(a.out, "  ", strings.Join(schema.Sorted(s.kinds), ", "))
			fmt.Fprintln(a.out)
		}
		fmt.Fprintln(a.out, "one line each: dealsim explain clause\nall of one:    dealsim explain tranche")
		return nil
	}
	for _, s := range all {
		if !s.is(args[0]) {
			continue
		}
		if len(args) == 1 {
			var rows [][2]string
			for _, n := range schema.Sorted(s.kinds) {
				rows = append(rows, [2]string{n, s.kinds[n].Summary})
			}
			hang(a.out, rows)
			return nil
		}
		if k := s.kinds[args[1]]; k != nil {
			printKind(a.out, s.name, k)
			return nil
		}
		return usage{unknown(args[1], schema.Sorted(s.kinds), "no "+s.name)}
	}
	if len(args) == 2 {
		var names []string
		for _, s := range all {
			names = append(names, s.name)
		}
		return usage{unknown(args[0], names, "no kind")}
	}
	var names []string
	found := 0
	for _, s := range all {
		names = append(append(names, s.name), schema.Sorted(s.kinds)...)
		for _, n := range schema.Sorted(s.kinds) {
			k := s.kinds[n]
			if n != args[0] && (s.name != "clause" || k.Section != args[0]) || n != args[0] && s.kinds[args[0]] != nil {
				continue
			}
			if found++; found > 1 {
				fmt.Fprintln(a.out)
			}
			printKind(a.out, s.name, k)
		}
	}
	if found == 0 {
		return usage{unknown(args[0], names, "nothing")}
	}
	return nil
}

func unknown(name string, valid []string, what string) string {
	sort.Strings(valid)
	text := fmt.Sprintf("%s is called %q", what, name)
	if near := scenario.Nearest(name, valid); near != "" && name != "" {
		return text + fmt.Sprintf(", did you mean %q?", near)
	}
	return text + ": there is " + strings.Join(slices.Compact(valid), ", ")
}
