package main

import (
	"strings"
	"testing"
	"unicode"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

// untraced says what a reader could not trace of a scenario: sourced and reported inputs that cite nothing that can be
// found, assumed ones without a reason, sources that no input cites and no note calls by name.
func untraced(s *scenario.Scenario) (wrong []string) {
	cited := map[string]bool{}
	source := map[string]scenario.Source{}
	for _, x := range s.Sources {
		source[x.ID] = x
		if x.Title == "" || x.URL == "" && (x.Publisher == "" || x.Date == "") && !(strings.Contains(x.Title, "third hand") && x.Date != "") {
			wrong = append(wrong, x.ID+": neither a url nor a publisher and a date")
		}
	}
	for _, in := range s.Inputs {
		cited[in.Source] = true
		for _, word := range wordsOf(in.Note) {
			cited[strings.ToLower(word)] = cited[strings.ToLower(word)] || unicode.IsUpper([]rune(word)[0])
		}
		switch in.Status {
		case "sourced", "reported":
			if _, ok := source[in.Source]; !ok {
				wrong = append(wrong, in.ID+": "+in.Status+", and cites nothing")
			}
		case "assumed":
			if !reason(in) {
				wrong = append(wrong, in.ID+": assumed, and "+in.Note+" is no reason")
			}
		default:
			wrong = append(wrong, in.ID+": has no status")
		}
	}
	for _, x := range s.Sources {
		if !cited[x.ID] {
			wrong = append(wrong, x.ID+": nobody cites it")
		}
	}
	return wrong
}

func wordsOf(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// reason says whether a note has three words or more that are not those of the input's own name.
func reason(in scenario.Input) bool {
	name := strings.FieldsFunc(strings.ToLower(in.ID), func(r rune) bool { return !unicode.IsLetter(r) })
	n := 0
	for _, word := range wordsOf(strings.ToLower(in.Note)) {
		own := false
		for _, part := range name {
			own = own || word == part
		}
		if !own {
			n++
		}
	}
	return n >= 3
}

// TestEveryInputIsTraced reads all shipped files with their overlays applied.
func TestEveryInputIsTraced(t *testing.T) {
	inputs := 0
	for _, name := range scenarios.Names() {
		s, _, err := scenario.Read(name, engine.Language(), scenario.Options{Library: scenarios.Find})
		if err != nil || s == nil {
			t.Fatalf("%s: %v", name, err)
		}
		inputs += len(s.Inputs)
		for _, line := range untraced(s) {
			t.Errorf("%s: %s", name, line)
		}
	}
	if inputs < 500 {
		t.Errorf("%d inputs", inputs)
	}
}

// TestUntracedInputsAreSeen: one file with one of each.
func TestUntracedInputsAreSeen(t *testing.T) {
	here(t, map[string]string{"bad.yaml": `scenario: Nothing to hold on to
as_of: 2026-04-20
horizon: 1y
sources:
  rumour: {title: Something that was said}
  paper: {title: A paper, publisher: A publisher, date: 2026-04}
inputs:
  share: {value: 40%, status: assumed, note: share of all}
  price: {value: $10bn, status: reported, source: rumour, note: as reported}
  speed: {value: 50%/y, status: assumed, note: half of an excess is gone in 1.4 years}
drivers:
  x: {process: mean-reverting, start: price, level: price * share, speed: speed, volatility: 20%}
`})
	s, _, err := scenario.Read("bad.yaml", engine.Language(), scenario.Options{})
	if err != nil || s == nil {
		t.Fatal(err)
	}
	got := strings.Join(untraced(s), "\n")
	want := "rumour: neither a url nor a publisher and a date\nshare: assumed, and share of all is no reason\npaper: nobody cites it"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
