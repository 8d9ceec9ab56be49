package engine

import (
	"sort"
	"strings"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// equity is the ledger of shares and payments: who holds what of which company, and who has paid whom.
//
// A company starts with one share. Money that comes in a step buys new shares at prices set per share at the
// beginning of the step, all at once, so that the order of two tranches in a step does not matter. Holders whose
// shares nobody tracks are the rest: stakes always sum to one.
type equity struct {
	c         *compiler
	positions []position
	parties   []string
	exits     []exit
	balances  []balance
	pools     []pool
	invested  []invested
}

// invested is the sum of what a holder pays for its issues, and the columns that it is the sum of.
type invested struct {
	posting
	of []program.Slot
}

// exit is an event of a company with the node that makes it.
type exit struct {
	program.Exit
	node *node
}

// position is an investor's holding of a company.
type position struct {
	investor, company string
	base              string          // amazon, or amazon.anthropic when it holds several
	holds             *scenario.Value // what it held before; nil for nothing
	block             *scenario.Block
	lends             bool // by a note
}

// sells is what an investor says of how it sells the shares of a position; nil for a field that it leaves out.
func (p position) sells(field string) *scenario.Value {
	if p.block == nil {
		return nil
	}
	if v := p.block.Values["holds."+p.company+".sells."+field]; v != nil && !v.Default {
		return v
	}
	return nil
}

// selling says whether its shares are for sale after a listing.
func (p position) selling() bool { return p.sells("rate") != nil || p.sells("at_once") != nil }

// declare finds every pair of investor and company, and every party that pays or is paid, and names its quantities.
func (e *equity) declare() {
	c := e.c
	pairs := map[[2]string]*position{}
	parties := map[string]bool{}
	for _, b := range c.s.Blocks {
		text := func(f string) string {
			if v := b.Values[f]; v != nil {
				return v.Text
			}
			return ""
		}
		hold := func(i, co string) {
			if i != "" && co != "" {
				if pairs[[2]string{i, co}] == nil {
					pairs[[2]string{i, co}] = &position{investor: i, company: co}
				}
				parties[i], parties[co] = true, true
			}
		}
		switch b.Section {
		case "companies":
			if b.Values["cash.start"] != nil {
				parties[b.ID] = true
			}
		case "tranches", "notes":
			e.priced(b, text("into"))
			hold(text("investor"), text("into"))
			if p := pairs[[2]string{text("investor"), text("into")}]; p != nil && b.Section == "notes" {
				p.lends = true
			}
		case "rounds":
			for _, i := range b.Keys["pro_rata"] {
				hold(i, text("company"))
			}
			if v := b.Values["from"]; v != nil && !v.Default { // one who is named
				hold(v.Text, text("company"))
			}
			parties[text("company")] = true
		case "exits":
			e.status(text("company"))
		case "commitments":
			for _, f := range []string{"buyer", "seller"} {
				if p := text(f); p != "" {
					parties[p] = true
				}
			}
		case "investors":
			for _, co := range b.Keys["holds"] {
				p := pairs[[2]string{b.ID, co}]
				if p == nil {
					p = &position{investor: b.ID, company: co}
					pairs[[2]string{b.ID, co}] = p
				}
				p.holds, p.block = b.Values["holds."+co+".stake"], b
			}
		}
	}
	held := map[string]int{}
	for k := range pairs {
		held[k[0]]++
	}
	for k, p := range pairs {
		p.base = k[0]
		if held[k[0]] > 1 {
			p.base = k[0] + "." + k[1]
		}
		e.positions = append(e.positions, *p)
	}
	sort.Slice(e.positions, func(i, j int) bool { return e.positions[i].base < e.positions[j].base })
	for _, p := range e.positions {
		of := " of " + p.investor + " in " + p.company
		add := func(suffix, label string, dim unit.Dim, flow, hidden bool) {
			name := p.base + "." + suffix
			c.quantities[name] = &quantity{name: name, label: label + of, dim: dim, known: true, flow: flow, hidden: hidden, slot: c.column()}
		}
		add("invested", "money invested", unit.Money, true, false)
		add("proceeds", "proceeds of a sale", unit.Money, true, !e.ends(p.company))
		add("new_proceeds", "proceeds of a sale for the stake bought in the deal", unit.Money, true, true)
		if p.lends {
			add("loans_repaid", "loans repaid", unit.Money, true, true)
			add("loans_owed", "loans not yet repaid", unit.Money, false, true)
		}
		if p.selling() {
			add("sales", "proceeds of shares sold after a listing", unit.Money, true, false)
		}
		add("stake", "stake", unit.Number, false, false)
		add("new_stake", "stake bought in the deal", unit.Number, false, true)
		if c.quantities[p.company+".value"] != nil {
			add("stake_value", "value of the stake", unit.Money, false, false)
			add("new_stake_value", "value of the stake bought in the deal", unit.Money, false, true)
			add("deal_flow", "cash of the deal, the stake sold at the horizon,", unit.Money, true, true)
		}
		add("prior_cost", "cost of earlier holdings", unit.Money, false, true)
	}
	for _, p := range e.positions {
		if name := p.company + ".first_holders"; c.quantities[name] == nil {
			c.quantities[name] = &quantity{name: name, label: "share of " + p.company + " left to its earlier holders", dim: unit.Number, known: true, hidden: true, slot: c.column()}
		}
	}
	delete(parties, "")
	for _, b := range c.section("commitments") {
		if name := b.Values["buyer"].Text + ".compute_bought"; c.quantities[name] == nil {
			c.quantities[name] = &quantity{name: name, label: "compute bought under commitments by " + b.Values["buyer"].Text, dim: unit.Money, known: true, flow: true, hidden: true, slot: e.boughtIn(b)}
		}
	}
	for _, b := range c.section("companies") { // what it pays for that in the end
		if name := b.ID + ".compute_paid"; b.Values["cash.start"] != nil && c.quantities[b.ID+".compute_bought"] != nil {
			c.quantities[name] = &quantity{name: name, label: "paid under commitments by " + b.ID, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column()}
			name = b.ID + ".compute_for_shares"
			c.quantities[name] = &quantity{name: name, label: "compute paid for in shares by " + b.ID, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column()}
		}
	}
	for p := range parties {
		e.parties = append(e.parties, p)
	}
	sort.Strings(e.parties)
	for _, p := range e.parties {
		for _, s := range []string{"paid", "received"} {
			name := p + "." + s
			if c.quantities[name] == nil {
				c.quantities[name] = &quantity{name: name, label: "money " + s + " by " + p, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column()}
			}
		}
	}
}

// build makes the ledger's nodes, when all blocks have said what they issue and pay.
func (e *equity) build() {
	companies := map[string]bool{}
	for _, p := range e.positions {
		companies[p.company] = true
	}
	for _, x := range e.pools {
		companies[x.Company] = true
	}
	for _, x := range e.exits { // whose shares nobody has: all of a sale goes to the rest
		companies[x.Company] = true
	}
	e.newMoney()
	e.credits()
	for _, company := range schema.Sorted(companies) {
		e.whole(company)
		e.shares(company)
	}
	for _, b := range e.c.section("commitments") {
		e.bought(b.Values["buyer"].Text)
		e.charged(b.Values["buyer"].Text)
	}
	e.gone()
	for _, x := range e.balances {
		e.cash(x)
	}
	for _, party := range e.parties {
		for _, dir := range []string{"paid", "received"} {
			e.flow(party, dir)
		}
	}
}

// whole reports holders who together hold more of a company than there is.
func (e *equity) whole(company string) {
	sum := 0.0
	var last *scenario.Value
	for _, p := range e.positions {
		if p.company == company && p.holds != nil {
			if v, ok := e.c.certain(p.holds.Expr); ok {
				sum, last = sum+v, p.holds
			}
		}
	}
	if x := e.pool(company); x != nil && last != nil {
		size := x.size
		if v, ok := e.c.certain(size.Expr); ok && sum <= 1+1e-9 && sum+v > 1+1e-9 {
			e.c.m.Add(size.Place, "companies."+company+".option_pool.size", "lower it, or a stake", "the option pool and the holders of %s have %s of it together", company, unit.Format(sum+v, unit.Number, 4))
		}
	}
	if sum > 1+1e-9 {
		e.c.m.Add(last.Place, "investors", "lower one of them", "the holders of %s have %s of it together", company, unit.Format(sum, unit.Number, 4))
	}
}

// status declares what becomes of a company that has an exit.
func (e *equity) status(company string) {
	c := e.c
	for _, x := range []struct{ suffix, label string }{{"gone", "end"}, {"sold", "sale"}, {"listed", "listing"}} {
		name := company + "." + x.suffix
		if company != "" && c.quantities[name] == nil {
			c.quantities[name] = &quantity{name: name, label: x.label + " of " + company, dim: unit.Number, known: true, slot: c.column()}
		}
	}
	if name := company + ".new_money"; company != "" && c.quantities[name] == nil {
		c.quantities[name] = &quantity{name: name, label: "new money of " + company, dim: unit.Money, known: true, flow: true, hidden: true, slot: c.column()}
	}
}

// newMoney makes what a company that has an exit gets in a step from all who invest in it. A loan is owed: it adds nothing to
// what an acquirer pays for the shares.
func (e *equity) newMoney() {
	c := e.c
	for _, name := range c.ending(".new_money") {
		company := strings.TrimSuffix(name, ".new_money")
		if !e.ends(company) {
			continue
		}
		q := c.quantities[name]
		q.node = c.node(name, program.Tranches)
		q.node.only = true
		var from []posting
		for _, i := range c.issues {
			if i.Company == company && i.Returned == program.None {
				from = append(from, posting{Payment: program.Payment{Money: i.Money}, node: i.node})
			}
		}
		c.sum(q.node, q.slot, from)
	}
}

// ending are the names of the quantities that end in a suffix, sorted.
func (c *compiler) ending(suffix string) []string {
	var names []string
	for name := range c.quantities {
		if strings.HasSuffix(name, suffix) {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return names
}

// ends says whether a company has an exit.
func (e *equity) ends(company string) bool { return e.c.quantities[company+".gone"] != nil }

// gone makes the quantities that say whether a company has ended or is listed.
func (e *equity) gone() {
	c := e.c
	for _, suffix := range []string{"gone", "sold", "listed"} {
		for _, name := range c.ending("." + suffix) {
			company := strings.TrimSuffix(name, "."+suffix)
			if c.quantities[name].node != nil || !e.ends(company) {
				continue
			}
			n := c.node(name, program.Exits)
			q := c.quantities[name]
			q.node = n
			var events []program.Slot
			for _, x := range e.exits {
				if x.Company == company && map[string]bool{"gone": x.Stops, "sold": x.Terminal, "listed": !x.Terminal}[suffix] {
					events = append(events, x.Happens)
					n.after = append(n.after, x.node)
				}
			}
			dst := q.slot
			n.start = append(n.start, func(b *program.Block) { b.Clear(dst) })
			n.add(func(b *program.Block) {
				for _, e := range events {
					if happens := b.Among(e); happens.Any() {
						d := b.Open(dst)
						for _, i := range happens.List(&b.Room) {
							d[i] = 1
						}
					}
				}
			})
		}
	}
}

// bought is what a company buys under all its commitments in a step.
func (e *equity) bought(company string) {
	c := e.c
	q := c.quantities[company+".compute_bought"]
	if q.node != nil {
		return
	}
	var from []posting
	for _, p := range c.payments {
		if p.From == company && p.Kind == "spend" {
			from = append(from, p)
		}
	}
	q.node = c.node(q.name, program.Spend)
	q.node.only = true
	if len(from) == 1 && from[0].Money == q.slot {
		q.node.follows(from[0].node)
		return
	}
	c.sum(q.node, q.slot, from)
}

// boughtIn is the column for what the buyer of a commitment buys under all of its own: that of this one where it is the only one.
func (e *equity) boughtIn(b *scenario.Block) program.Slot {
	for _, other := range e.c.section("commitments") {
		if other != b && other.Values["buyer"].Text == b.Values["buyer"].Text {
			return e.c.column()
		}
	}
	name := b.ID + ".spend"
	if len(b.Keys["discounts"]) > 0 {
		name = b.ID + ".bought"
	}
	if q := e.c.quantities[name]; q != nil && q.slot != program.None {
		return q.slot
	}
	return e.c.column()
}

// loans are what an investor has got back of its loans, or is still owed, as a term to add in a metric; "" for one that
// lends nothing.
func (p position) loans(term string) string {
	if !p.lends {
		return ""
	}
	return " + " + strings.ReplaceAll(term, "{p}", p.base)
}

// pays says, as a need of a metric, whether an investor may pay anything in the deal: one that only holds what it got
// before has no return on new money.
func (c *compiler) pays(p position) string {
	for _, i := range c.issues {
		if i.Investor == p.investor && i.Company == p.company {
			return "(yes)"
		}
	}
	return ""
}
