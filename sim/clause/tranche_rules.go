package clause

import "dealsim/sim/program"

// checkTranche are the rules of a tranche.
func checkTranche(q program.Query) []program.Rule {
	rules := exactlyOne(q, "on", "when", "write on: 2026-04-20, or when: anthropic.arr >= $60bn")
	bad := func(field, wrong, remedy string) {
		rules = append(rules, program.Rule{Field: field, Wrong: wrong, Remedy: remedy})
	}
	if q.Has("on") {
		for _, f := range []string{"sustained", "from", "until"} {
			if q.Has(f) {
				bad(f, f+" goes with a condition, this tranche has a day", "leave it out, or write when: instead of on:")
			}
		}
	}
	if q.Has("from") && q.Has("until") && q.After("from", "until") {
		bad("until", "the window ends before it opens, so that nothing is ever paid", "write a later day than that of from:")
	}
	if q.Text("price.rule") == "fixed" && !q.Has("price.fixed") {
		bad("price.rule", "the fixed price is missing", "write price: {fixed: $350bn, basis: pre-money}")
	}
	if rule := q.Text("price.rule"); (rule == "market" || rule == "ipo") && q.Has("price.fixed") {
		bad("price.fixed", "the price is both "+rule+" and fixed", "keep one of them")
	} else if (rule == "last-round" || rule == "ipo") && q.Text("price.basis") == "post-money" {
		bad("price.basis", "the price is that of a share, which new money leaves alone", "leave it out")
	}
	if p, ok := q.Constant("price.fixed"); ok && p <= 0 {
		bad("price.fixed", "a price must be above $0", "write price: {fixed: $350bn}")
	} else if a, ok2 := q.Constant("amount"); ok && ok2 && q.Text("price.basis") == "post-money" && a >= p*(1-discount(q)) {
		bad("price.fixed", "a post-money value must be above the amount", "write basis: pre-money, or a higher value")
	}
	rules = append(append(rules, checkPreferred(q)...), checkCredits(q)...)
	rules = append(rules, checkWarrant(q)...)
	if q.Text("instrument") == "grant" && q.Has("preference") {
		bad("preference", "a grant buys no shares", "leave it out, or write instrument: equity")
	}
	if d, ok := q.Constant("discretion"); ok && d < 1 && q.Text("right") == "obligation" {
		bad("discretion", "an obligation leaves no discretion", "leave discretion out, or write right: mutual")
	}
	return rules
}

// discount is the price discount where it is certain, else none.
func discount(q program.Query) float64 {
	d, _ := q.Constant("price.discount")
	return d
}
