package clause

import (
	"sort"
	"strings"

	"dealsim/sim/program"
)

// checkCommitment holds the fields of a commitment against each other, and against the commitments it overflows to.
func checkCommitment(q program.Query) []program.Rule {
	rules := exactlyOne(q, "floor", "floors", "write floor: $100bn, or floors: {1: $5bn, 2: $8bn}")
	wrong := func(is bool, field, what, remedy string) {
		if is {
			rules = append(rules, program.Rule{Field: field, Wrong: what, Remedy: remedy})
		}
	}
	needs := func(field, other, remedy string) {
		wrong(q.Has(field) && !q.Has(other), field, field+" says nothing without "+other, remedy)
	}
	annual, rule := q.Text("basis") == "annual", q.Text("shortfall.rule")
	served := q.Has("capacity") || len(q.Keys("capacities")) > 0
	wrong(annual && q.Text("shortfall.at") == "end", "shortfall.at", "annual floors are settled each year", "leave at out, or write basis: cumulative")
	wrong(q.Text("relief") == "pro-rata" && !served, "relief", "relief needs a capacity that can be late", "add capacity: ID")
	wrong(q.Has("capacity") && len(q.Keys("capacities")) > 0, "capacity", "capacity and capacities say the same thing twice", "keep one of them")
	wrong(q.Has("order") && len(q.Keys("capacities")) < 2, "order", "there are no several capacities to put in order", "add capacities: {ID: {rank: 1}, OTHER: {rank: 2}}, or leave order out")
	wrong(q.Has("elasticity") && !served, "elasticity", "the demand answers to the price of a capacity", "add capacity: ID")
	for _, f := range []string{"reserved", "overflow"} {
		wrong(q.Has(f) && !served && q.Text(f) != q.ID(), f, f+" needs a capacity that can be short", "add capacity: ID")
	}
	wrong(q.Text("counts") == "capacity-only" && !served, "counts", "there is no capacity that could count", "add capacity: ID")

	wrong(rule == "roll" && !annual, "shortfall.rule", "only annual floors have a next year to roll to", "write basis: annual, or rule: extend")
	wrong(rule == "extend" && (annual || q.Text("shortfall.at") == "year-end"), "shortfall.rule", "only a floor that is settled at the end of the term extends it", "write basis: cumulative, and leave at out")
	wrong(rule == "extend" && !q.Has("shortfall.years"), "shortfall.rule", "it does not say for how long the term is extended", "add years: 2y")
	wrong(rule != "extend" && q.Has("shortfall.years"), "shortfall.years", "years says nothing without rule: extend", "write shortfall: {rule: extend, years: 2y}")
	wrong(rule != "roll" && q.Has("shortfall.most"), "shortfall.most", "most says nothing without rule: roll", "write shortfall: {rule: roll, most: 25%}")
	wrong(rule == "waive" && q.Has("shortfall.waive_chance"), "shortfall.waive_chance", "every shortfall is waived", "write rule: pay, or leave waive_chance out")

	lost := q.Text("excess.rule") == "lost"
	for _, f := range []string{"excess.most", "excess.years", "excess.back"} {
		wrong(q.Has(f) && !annual, f, "only annual floors have an excess of a year", "write basis: annual, or leave it out")
		wrong(q.Has(f) && annual && lost && f != "excess.back", f, "what is lost is not carried", "write rule: carried, or leave it out")
	}
	wrong(q.Text("excess.back") == "yes" && rule == "waive", "excess.back", "nothing is paid that could be paid back", "write shortfall: pay, or leave back out")

	needs("terminate.fee", "terminate.when", "write terminate: {when: lab.arr < $5bn, fee: $1bn}")
	needs("terminate.share", "terminate.when", "write terminate: {when: lab.arr < $5bn, share: 20%}")
	needs("true_down.share", "true_down.when", "write true_down: {when: lab.arr < $5bn, share: 20%}")
	needs("true_down.when", "true_down.share", "write true_down: {when: lab.arr < $5bn, share: 20%}")
	needs("credits.counts", "credits.amount", "write credits: {amount: $1bn, counts: yes}")
	needs("marketplace.most", "marketplace.share", "write marketplace: {share: 5%, most: 25%}")
	wrong(q.Has("discount_by") && len(q.Keys("discounts")) == 0, "discount_by", "discount_by says nothing without discounts", "add discounts: {one: {from: $10bn, off: 5%}}")
	return append(rules, checkOverflow(q)...)
}

// checkOverflow follows the overflow from one commitment to the next: to the same buyer, and never in a circle. A
// circle is told once, by the first of its names.
func checkOverflow(q program.Query) []program.Rule {
	to := q.Text("overflow")
	if to == "" {
		return nil
	}
	if to == q.ID() {
		return []program.Rule{{Field: "overflow", Wrong: "it overflows to itself", Remedy: "name another commitment"}}
	}
	others := map[string]bool{}
	for _, id := range q.Siblings() {
		others[id] = true
	}
	if !others[to] { // told elsewhere
		return nil
	}
	if buyer := q.Of(to).Text("buyer"); buyer != q.Text("buyer") {
		return []program.Rule{{Field: "overflow", Wrong: to + " is a commitment of " + buyer + ", not of " + q.Text("buyer"), Remedy: "name a commitment of the same buyer"}}
	}
	trail := []string{q.ID()}
	for seen := map[string]bool{}; others[to] && !seen[to]; to = q.Of(to).Text("overflow") {
		seen[to] = true
		trail = append(trail, to)
	}
	if to != q.ID() {
		return nil
	}
	first := append([]string{}, trail...)
	sort.Strings(first)
	if first[0] != q.ID() {
		return nil
	}
	return []program.Rule{{Field: "overflow", Wrong: "the overflow goes round in a circle: " + strings.Join(append(trail, to), " → "), Remedy: "leave it out in one of them"}}
}
