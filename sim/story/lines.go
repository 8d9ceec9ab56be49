package story

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// teller turns events into sentences, step by step.
type teller struct {
	*Story
	watches map[string]*watch
	often   map[string]int // how many payments there are of a kind between two parties
	begun   map[string]int // and the step of the first
}

func (s *Story) teller() *teller {
	t := &teller{Story: s, watches: map[string]*watch{}, often: map[string]int{}, begun: map[string]int{}}
	for _, e := range s.Path.Events {
		if e.Kind == "payment" {
			if t.often[between(e)]++; t.often[between(e)] == 1 {
				t.begun[between(e)] = e.Step
			}
		}
	}
	return t
}

func between(e result.Event) string { return e.From + "\x00" + e.To + "\x00" + e.Quantity }

// rare is how often a payment may come on a path and still be told each time; others are told as totals.
const rare = 3

// month is a step's date as a story has it.
func (t *teller) month(step int) string { return t.Result.Dates[step].Format("Jan 2006") }

// step is what is told of a step, in the order of its phases; all of it where every event is wanted.
func (t *teller) step(step int, all bool) []string {
	var subjects []string
	of := map[string][]result.Event{}
	for _, e := range t.Path.Events {
		if e.Step == step {
			if of[e.Subject] == nil {
				subjects = append(subjects, e.Subject)
			}
			of[e.Subject] = append(of[e.Subject], e)
		}
	}
	var lines []string
	for _, id := range subjects {
		if !all {
			lines = append(lines, t.subject(id, of[id])...)
			continue
		}
		for _, e := range of[id] {
			lines = append(lines, t.plain(e))
		}
	}
	return lines
}

// subject is what a step brings to one block.
func (t *teller) subject(id string, events []result.Event) []string {
	var lines []string
	var paid []result.Event
	told := false
	for _, e := range events {
		switch e.Kind {
		case "trigger", "met", "decision", "funded", "expired", "cancelled", "lost":
			return t.tranche(id, events)
		case "shock":
			return t.shock(id, events)
		case "payment":
			paid = append(paid, e)
			continue
		case "round":
			lines = append(lines, id+": "+t.spoken(e.Text)+t.priced(e))
		case "settlement":
			word := "met"
			if e.Value < e.Threshold {
				word = "missed by " + value(e.Threshold-e.Value, e.Dim)
			}
			lines = append(lines, fmt.Sprintf("%s is settled: %s counts against a floor of %s, %s%s", id, value(e.Value, e.Dim), value(e.Threshold, e.Dim), word, strings.TrimPrefix(e.Text, "settled")))
		case "shortfall":
			lines = append(lines, fmt.Sprintf("%s: %s %s: %s", id, value(e.Value, e.Dim), e.Quantity, e.Text))
		case "turn":
			lines = append(lines, strings.NewReplacer("_", " ", ".", " ").Replace(id)+" "+e.Text)
		case "year": // the year's own lines have it
			continue
		default:
			lines = append(lines, t.plain(e))
		}
		told = true
	}
	if told {
		return t.payers(lines, events, paid)
	}
	for _, e := range paid {
		switch begun := t.begun[between(e)]; {
		case t.often[between(e)] <= rare:
			lines = append(lines, t.plain(e))
		case begun == e.Step && t.Result.Years[begun] > 1: // what has gone on from the beginning is no news
			lines = append(lines, t.plain(e)+", for the first time")
		}
	}
	return lines
}

// spoken is a text without the underscores of ids, but for those that have a name.
func (t *teller) spoken(text string) string {
	words := strings.Split(text, " ")
	for k, w := range words {
		if t.Result.Called(w) == w {
			words[k] = t.label(w)
			if words[k] == w {
				words[k] = strings.ReplaceAll(w, "_", " ")
			}
		}
	}
	return strings.Join(words, " ")
}

// payers adds to a round who pays, where it is more than one.
func (t *teller) payers(lines []string, events, paid []result.Event) []string {
	if len(paid) < 2 || !slices.ContainsFunc(events, func(e result.Event) bool { return e.Kind == "round" }) {
		return lines
	}
	var who []string
	for _, e := range paid {
		who = append(who, value(e.Cash, unit.Money)+" from "+e.From)
	}
	lines[len(lines)-1] += "; " + strings.Join(who, ", ")
	return lines
}

// shock is what a shock did, strike by strike.
func (t *teller) shock(id string, events []result.Event) []string {
	times := map[string]int{}
	most := 0
	var parts []string
	for _, e := range events {
		if e.Kind != "shock" {
			continue
		}
		times[e.Quantity]++
		most = max(most, times[e.Quantity])
		text := strings.TrimPrefix(e.Text, e.Quantity+" ")
		switch {
		case strings.HasPrefix(text, "times "):
			text = signed(100*(e.Value-1)) + "%"
		case e.Value == 0:
			text = "unchanged"
		case e.Dim == unit.Years:
			text = signed(12*e.Value) + " months"
		}
		parts = append(parts, t.label(e.Quantity)+" "+text)
	}
	often := map[int]string{1: "strikes", 2: "strikes twice"}[most]
	if often == "" {
		often = fmt.Sprintf("strikes %d times", most)
	}
	return []string{id + " " + often + ": " + strings.Join(parts, ", ")}
}

// signed is a number with its sign, to three digits.
func signed(v float64) string {
	text := strings.TrimSuffix(unit.Format(math.Abs(v)/100, unit.Number, 3), "%")
	if v < 0 {
		return "-" + text
	}
	return "+" + text
}

// plain is an event as it is.
func (t *teller) plain(e result.Event) string {
	if e.Kind == "payment" {
		return fmt.Sprintf("%s: %s from %s to %s (%s)", e.Subject, value(e.Cash, unit.Money), e.From, e.To, e.Quantity)
	}
	text := e.Subject + ": " + e.Text
	if math.IsNaN(e.Value) || e.Kind == "shock" {
		return text
	}
	if e.Kind == "trigger" && e.Quantity == "condition" {
		return e.Subject + ": its condition " + e.Text
	}
	if e.Kind == "trigger" && flag(e) {
		return e.Subject + ": " + t.state01(e.Quantity, e.Value > 0) + "; it waits for " + t.wish(e)
	}
	if e.Kind == "trigger" {
		return fmt.Sprintf("%s: %s %s: %s against %s", e.Subject, t.label(e.Quantity), e.Text, value(e.Value, e.Dim), value(e.Threshold, e.Dim))
	}
	text += fmt.Sprintf("; %s: %s", e.Quantity, value(e.Value, e.Dim))
	if !math.IsNaN(e.Threshold) {
		text += " against " + value(e.Threshold, e.Dim)
	}
	return text
}
