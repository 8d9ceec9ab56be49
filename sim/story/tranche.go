package story

import (
	"fmt"
	"math"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/unit"
)

// watch is what is known of a tranche's condition so far: a story tells when it turns, and by how much it was missed.
type watch struct {
	held bool
	last []result.Event          // the comparisons of the last look
	best map[string]result.Event // by quantity: the look that came nearest
}

// condition says of a step's looks at a condition what has changed; "" where nothing has.
func (t *teller) condition(id string, looks []result.Event, met bool) string {
	w := t.watches[id]
	if w == nil {
		w = &watch{best: map[string]result.Event{}}
		t.watches[id] = w
	}
	if len(looks) == 0 {
		return ""
	}
	whole := looks[0]
	if len(looks) > 1 { // the first is the whole condition
		looks = looks[1:]
	}
	for _, e := range looks {
		if b, ok := w.best[e.Quantity]; !ok || gap(e) < gap(b) {
			w.best[e.Quantity] = e
		}
	}
	was := w.held
	w.held, w.last = whole.Holds, looks
	switch {
	case met:
		return id + " is met: " + t.against(looks)
	case whole.Holds && !was:
		return id + " comes into reach: " + t.against(looks) + "; it " + after(whole)
	case !whole.Holds && was:
		return id + " falls back: " + t.against(looks)
	}
	return ""
}

// gap is how far a comparison is from holding, as a share of its threshold.
func gap(e result.Event) float64 {
	if e.Holds {
		return 0
	}
	return math.Abs(e.Value-e.Threshold) / math.Max(math.Abs(e.Threshold), 1e-300)
}

// after is what a look says after the comparison itself: holds: 1 of 2 in a row.
func after(e result.Event) string {
	text := e.Text
	if _, rest, ok := strings.Cut(text, ": "); ok && strings.Contains(rest, "hold") {
		text = rest
	}
	return strings.Replace(text, ": ", ", ", 1)
}

// against says how each comparison stands.
func (t *teller) against(looks []result.Event) string {
	var parts []string
	for _, e := range looks {
		if math.IsNaN(e.Value) || e.Quantity == "condition" {
			parts = append(parts, "its condition "+after(e))
			continue
		}
		if flag(e) {
			parts = append(parts, t.state01(e.Quantity, e.Value > 0))
			continue
		}
		parts = append(parts, fmt.Sprintf("%s is %s against %s", t.label(e.Quantity), value(e.Value, e.Dim), value(e.Threshold, e.Dim)))
	}
	return strings.Join(parts, " and ")
}

// flag says whether a comparison asks no more than yes or no: what is 0 or 1 against a half.
func flag(e result.Event) bool {
	return e.Dim == unit.Number && e.Threshold == 0.5 && (e.Value == 0 || e.Value == 1)
}

// exit is the exit of which a quantity says whether it has come, in this step or in the one before; "" for another.
func exit(quantity string) string {
	id, is := strings.CutSuffix(strings.TrimSuffix(strings.TrimPrefix(quantity, "prev("), ")"), ".happened")
	if !is || strings.ContainsAny(id, " (.") {
		return ""
	}
	return id
}

// state01 is what is on or off in words: listed holds, the listing has happened.
func (t *teller) state01(quantity string, on bool) string {
	if id := exit(quantity); id != "" {
		return id + map[bool]string{true: " has happened", false: " has not happened"}[on]
	}
	return t.label(quantity) + map[bool]string{true: " holds", false: " does not hold"}[on]
}

// wish is what a look at something that is on or off waits for.
func (t *teller) wish(e result.Event) string {
	no := ""
	if strings.HasPrefix(e.Text, "<") {
		no = "not "
	}
	if id := exit(e.Quantity); id != "" {
		return id + " " + no + "to happen"
	}
	return t.label(e.Quantity) + " " + no + "to hold"
}

// missed says by how much a condition was missed at the end of its window, and when it came nearest.
func (t *teller) missed(id string) string {
	w := t.watches[id]
	if w == nil {
		return ""
	}
	text := ""
	for _, e := range w.last {
		if e.Holds || e.Quantity == "condition" {
			continue
		}
		if flag(e) {
			text += "; " + t.against([]result.Event{e})
			continue
		}
		off := e.Value - e.Threshold
		side := "above"
		if off < 0 {
			side = "short of"
		}
		text += fmt.Sprintf("; %s is %s, %s %s %s", t.label(e.Quantity), value(e.Value, e.Dim), value(math.Abs(off), e.Dim), side, value(e.Threshold, e.Dim))
		if b := w.best[e.Quantity]; b.Step != e.Step && !b.Holds {
			text += fmt.Sprintf(" (nearest in %s: %s)", t.month(b.Step), value(b.Value, b.Dim))
		} else if b.Holds {
			text += fmt.Sprintf(" (it had held in %s)", t.month(b.Step))
		}
	}
	return text
}

// tranche is what a step brings to a tranche.
func (t *teller) tranche(id string, all []result.Event) []string {
	var looks []result.Event
	parts := map[string]result.Event{}
	for _, e := range all {
		if e.Kind == "trigger" {
			looks = append(looks, e)
		} else if _, again := parts[e.Kind]; !again {
			parts[e.Kind] = e
		}
	}
	_, met := parts["met"]
	text := t.condition(id, looks, met)
	add := func(more string) {
		if text == "" {
			text = id + ": " + more
		} else {
			text += "; " + more
		}
	}
	if e, ok := parts["met"]; ok && e.Text != "met" {
		text += "," + strings.TrimPrefix(e.Text, "met")
	}
	if e, ok := parts["decision"]; ok {
		answer, why, _ := strings.Cut(e.Text, ": ")
		if answer == "no" {
			add("declined: " + why)
		} else {
			add(why)
		}
	}
	if e, ok := parts["funded"]; ok {
		add(e.Text + t.priced(e))
	}
	if e, ok := parts["payment"]; ok && math.IsNaN(parts["funded"].Value) {
		add(fmt.Sprintf("%s from %s to %s", value(e.Cash, e.Dim), e.From, e.To))
	}
	if _, ok := parts["expired"]; ok {
		text = id + " expires" + t.missed(id)
	}
	if e, ok := parts["lost"]; ok {
		add("the warrant is lost: " + e.Text + t.priced(e))
	}
	if e, ok := parts["cancelled"]; ok {
		add("cancelled: " + e.Text)
	}
	if text == "" {
		return nil
	}
	return []string{text}
}

// priced is the price of shares, and the market's where it differs.
func (t *teller) priced(e result.Event) string {
	if math.IsNaN(e.Value) {
		return ""
	}
	text := " at " + value(e.Value, e.Dim) + " before the money"
	if off := e.Value/e.Threshold - 1; math.Abs(off) > 0.005 {
		text += ", where the market says " + value(e.Threshold, e.Dim)
	}
	return text
}
