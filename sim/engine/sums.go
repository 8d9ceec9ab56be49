package engine

import (
	"math"
	"sort"
	"strings"

	"dealsim/sim/scenario"
)

// What metrics add up over blocks, as expressions in brackets; "" where there is nothing to add.

// added is a sum of terms.
func added(terms []string) string {
	if len(terms) == 0 {
		return ""
	}
	sort.Strings(terms)
	return "(" + strings.Join(terms, " + ") + ")"
}

// tranches is the sum of what the tranches of a position have of something, of those with a condition or of all.
func (c *compiler) tranches(p position, what string, conditional bool) string {
	var terms []string
	for _, b := range c.section("tranches") {
		if (b.Values["when"] != nil || !conditional) && b.Values["investor"].Text == p.investor && b.Values["into"].Text == p.company {
			terms = append(terms, b.ID+"."+what)
		}
	}
	return added(terms)
}

// bill is the sum of a quantity over the commitments of a company that publish it: at one seller, or at all.
func (c *compiler) bill(what, buyer, seller string) string {
	var terms []string
	for _, b := range c.section("commitments") {
		if name := b.ID + "." + what; b.Values["buyer"].Text == buyer && (seller == "" || b.Values["seller"].Text == seller) && c.published(name) {
			terms = append(terms, name)
		}
	}
	return added(terms)
}

// squares is the sum of the squares of what a company spends at each of its sellers; "" for fewer than two.
func (c *compiler) squares(buyer string) string {
	sellers := map[string]bool{}
	for _, b := range c.section("commitments") {
		if b.Values["buyer"].Text == buyer {
			sellers[b.Values["seller"].Text] = true
		}
	}
	var terms []string
	for seller := range sellers {
		if spend := c.bill("spend", buyer, seller); spend != "" {
			terms = append(terms, "total("+spend+") ^ 2")
		}
	}
	if len(terms) < 2 {
		return ""
	}
	return added(terms)
}

// inTerm is from when to when a commitment is in force within the run, in years.
func (c *compiler) inTerm(b *scenario.Block) (from, to float64) {
	from = c.s.Calendar.Years(c.stepBefore(b.Values["start"]))
	return from, math.Min(from+b.Values["term"].Years, c.s.Calendar.Years(c.s.Calendar.Steps))
}
