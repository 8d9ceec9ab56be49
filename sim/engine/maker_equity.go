package engine

import (
	"sort"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// What a block asks of the other blocks that name its company, or itself.

// naming are the blocks of a section of which a field names something, by id.
func (c *compiler) naming(section, field, what string) []*scenario.Block {
	var out []*scenario.Block
	for _, b := range c.section(section) {
		if v := b.Values[field]; v != nil && v.Text == what {
			out = append(out, b)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

func (mk *maker) Failures(company string) []string {
	var out []string
	for _, b := range mk.c.naming("exits", "company", company) {
		if b.Values["sale"] != nil {
			out = append(out, b.ID)
		}
	}
	return out
}

func (mk *maker) Claims(company string) []string {
	var out []string
	for _, b := range append(mk.c.naming("commitments", "buyer", company), mk.c.naming("notes", "into", company)...) {
		if v := b.Values["recovery"]; v != nil {
			if share, certain := mk.c.certain(v.Expr); !certain || share > 0 {
				out = append(out, b.ID)
			}
		}
	}
	return out
}

func (mk *maker) Answers(company string) []string {
	var out []string
	for _, b := range mk.c.naming("commitments", "buyer", company) {
		if b.Values["elasticity"] != nil {
			out = append(out, b.ID)
		}
	}
	return out
}

func (mk *maker) Due(company string) []string {
	var out []string
	for _, b := range mk.c.naming("commitments", "buyer", company) {
		if b.Values["seller"] == nil || b.Values["seller"].Text == company { // what it owes itself it does not lack
			continue
		}
		if out = append(out, b.ID+".true_up"); b.Values["terminate.when"] != nil {
			out = append(out, b.ID+".termination")
		}
	}
	for _, b := range mk.c.naming("notes", "into", company) {
		if b.Values["investor"] != nil && b.Values["investor"].Text != company {
			out = append(out, b.ID+".repaid")
		}
	}
	return out
}

func (mk *maker) Notes(investor, company string) []string {
	var out []string
	for _, b := range mk.c.naming("notes", "into", company) {
		if v := b.Values["investor"]; investor == "" || v != nil && v.Text == investor {
			out = append(out, b.ID)
		}
	}
	return out
}

func (mk *maker) Credited() []program.Credits {
	var out []program.Credits
	for _, b := range mk.c.naming("tranches", "credits.at", mk.b.ID) {
		counts := b.Values["credits.counts"]
		out = append(out, program.Credits{Tranche: b.ID, Counts: counts != nil && counts.Text == "yes"})
	}
	return out
}

func (mk *maker) Pool(p program.Pool) {
	mk.c.equity.pools = append(mk.c.equity.pools, pool{Pool: p, node: mk.here(), size: mk.value("option_pool.size")})
}

// priced declares what a share costs, where a tranche buys at the price of the last round or of a listing; and reports one
// that can never have a price.
func (e *equity) priced(b *scenario.Block, company string) {
	c, rule := e.c, b.Values["price.rule"]
	if rule == nil || rule.Text != "last-round" && rule.Text != "ipo" || company == "" {
		return
	}
	if rule.Text == "ipo" && !e.lists(company) {
		c.m.Add(rule.Place, "tranches."+b.ID+".price.rule", "add exits: {ipo: {kind: ipo, company: "+company+", hazard: 20%/y}}", "%s has no price of a listing, since nothing lists it", company)
	}
	for _, x := range [][2]string{{"share_price", "price of a share last sold"}, {"listing_price", "price of a share at the listing"}} {
		if name := company + "." + x[0]; c.quantities[name] == nil {
			c.quantities[name] = &quantity{name: name, label: x[1] + " of " + company, dim: unit.Money, known: true, hidden: true, slot: c.column()}
		}
	}
}

// credits reports credits that are not the seller's to give, or not the buyer's to use.
func (e *equity) credits() {
	c := e.c
	for _, b := range c.section("tranches") {
		at := b.Values["credits.at"]
		if at == nil {
			continue
		}
		for _, x := range c.section("commitments") {
			if x.ID != at.Text {
				continue
			}
			for _, side := range [][2]string{{"into", "buyer"}, {"investor", "seller"}} {
				party, role := b.Values[side[0]], x.Values[side[1]].Text
				if party.Text != role {
					c.m.Add(party.Place, "tranches."+b.ID+"."+side[0], "write "+side[0]+": "+role+", or credits at another commitment",
						"the credits are those of %s, of which %s is the %s, found %s", x.ID, role, side[1], party.Text)
				}
			}
		}
	}
}
