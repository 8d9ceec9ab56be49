package story

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"dealsim/sim/unit"
)

// span is a year of the story, in steps: those after one and up to another.
type span struct{ after, to, number int }

// years are the years after the day of the deal, as the commitments and the ledger count them. The last may be short.
func (s *Story) years() []span {
	var out []span
	last := 0
	for q := 1; q < len(s.Result.Dates); q++ {
		whole := math.Abs(s.Result.Years[q]-math.Round(s.Result.Years[q])) < 1e-9
		if whole || q == len(s.Result.Dates)-1 {
			out = append(out, span{last, q, len(out) + 1})
			last = q
		}
	}
	return out
}

// owners are those that have a series with a suffix, by name.
func (s *Story) owners(suffixes ...string) []string {
	var out []string
	for _, x := range s.Result.Series {
		for _, suffix := range suffixes {
			if name, ok := strings.CutSuffix(x.Name, suffix); ok && (len(out) == 0 || out[len(out)-1] != name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// change is how much a level has moved since a step: " (+15%)".
func (s *Story) change(name string, from, to int) string {
	a, b := s.at(name, from), s.at(name, to)
	if from == to || !(a > 0) || !finite(b) {
		return ""
	}
	by := math.Round(100 * (b/a - 1))
	if by == 0 {
		return " (as before)"
	}
	return fmt.Sprintf(" (%s%%)", signed(by))
}

// state is how things stand at a step: companies, capacities, commitments and stakes; of a file with none of them the
// first of its quantities.
func (s *Story) state(from, to int) []string {
	var lines []string
	say := func(name string, parts []string) {
		if len(parts) > 0 {
			lines = append(lines, name+": "+strings.Join(parts, ", "))
		}
	}
	for _, name := range s.owners(".arr", ".value") {
		if s.at(name+".gone", to) == 1 {
			say(name, []string{"its business has ended"})
			continue
		}
		var parts []string
		if x := name + ".arr"; finite(s.at(x, to)) {
			parts = append(parts, "revenue at "+s.level(x, to)+" a year"+s.change(x, from, to))
		}
		if x := name + ".value"; finite(s.at(x, to)) {
			more := strings.Trim(s.change(x, from, to), " ()")
			if times := s.at(x, to) / s.at(name+".arr", to); finite(times) && times > 0 {
				if more != "" {
					more += ", "
				}
				more += fmt.Sprintf("%.1f times revenue", times)
			}
			if more != "" {
				more = " (" + more + ")"
			}
			parts = append(parts, "worth "+s.level(x, to)+more)
		}
		if x := name + ".cash"; finite(s.at(x, to)) {
			parts = append(parts, "cash "+s.level(x, to))
		}
		say(name, parts)
	}
	s.capacity(to, say)
	for _, c := range s.Result.Commitments {
		if to == 0 {
			break
		}
		var parts []string
		if spent := s.sum(c.Spend, from, to); finite(spent) {
			parts = append(parts, money(spent)+" spent in the year")
			if unmet := s.sum(c.ID+".unmet", from, to); unmet > 0.01*spent {
				parts = append(parts, money(unmet)+" more wanted and not on offer")
			}
		}
		if x, due := s.at(c.SpendToDate, to), s.at(c.FloorToDate, to); finite(x) && finite(due) && due > s.at(c.FloorToDate, from) { // while the term lasts
			parts = append(parts, fmt.Sprintf("to date %s counts against a floor of %s%s", money(x), money(due), standing(x-due)))
		}
		say(c.ID, parts)
	}
	for _, name := range s.owners(".stake_value") {
		parts := []string{"stake worth " + s.level(name+".stake_value", to)}
		if x := name + ".stake"; finite(s.at(x, to)) {
			parts = []string{"a stake of " + s.level(x, to), "worth " + s.level(name+".stake_value", to)}
		}
		investor, company, several := strings.Cut(name, ".")
		if several {
			name = s.Result.Called(investor) + " in " + s.Result.Called(company)
		}
		say(name, parts)
	}
	if len(lines) > 0 {
		return lines
	}
	for _, x := range s.Result.Series {
		if !x.Flow && len(lines) < 6 {
			say(s.label(x.Name), []string{s.level(x.Name, to) + s.change(x.Name, from, to)})
		}
	}
	return lines
}

// standing says how far ahead of the floor the spend is.
func standing(off float64) string {
	switch {
	case math.Abs(off) < 1e-9:
		return ""
	case off < 0:
		return ": " + money(-off) + " behind"
	}
	return ": " + money(off) + " ahead"
}

// capacity is the power on line: of several capacities together, and of each that has any.
func (s *Story) capacity(to int, say func(string, []string)) {
	names := s.owners(".online")
	var each, prices []string
	sum := 0.0
	for _, name := range names {
		sum += s.at(name+".online", to)
		if s.at(name+".online", to) > 0 {
			each = append(each, name+" "+s.level(name+".online", to))
		}
		if price := s.level(name+".price", to); price != "-" && !slices.Contains(prices, price) {
			prices = append(prices, price)
		}
	}
	switch {
	case len(names) == 0:
		return
	case len(names) == 1 || len(each) == 0:
		each = []string{s.level(names[0]+".online", to) + " on line"}
	default:
		names[0] = value(sum, unit.Power) + " on line"
	}
	if len(prices) == 1 {
		each = append(each, "price "+prices[0])
	}
	say(names[0], each)
}

// level is a series at a step with its unit.
func (s *Story) level(name string, step int) string {
	x := s.Result.SeriesOf(name)
	if x == nil {
		return "-"
	}
	return value(s.at(name, step), x.Dim)
}
