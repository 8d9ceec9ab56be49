package engine

import (
	"slices"
	"sort"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// holder is the columns of one investor in a company.
type holder struct {
	position
	shares, fresh, stake, newStake, value, newValue program.Slot
	invested, proceeds, newProceeds, flow           program.Slot
	repaid, owed                                    program.Slot // of its loans
	seller                                          *seller      // nil for one that keeps its shares
	issues                                          []int        // numbers of register.issues
	asks                                            [5]*quantity // who reads what: see ofStake
}

// The quantities of holder.asks; nil for one that is not there.
const (
	ofStake = iota
	ofNewStake
	ofValue
	ofNewValue
	ofFlow
)

// wanted says whether somebody reads one of its quantities in a step.
func (h *holder) wanted(of, step int) bool { return h.asks[of] != nil && h.asks[of].wanted(step) }

// roll is the shareholders' register of one company: its columns, and how they change in a step.
type roll struct {
	total, all, fresh program.Slot // shares of the company; those issued in the step, while it is counted, and the money that came, loans left out
	moves             program.Slot // the set of paths on which something changes in the step
	there, scratch    program.Slot // 1 until the company has ended
	first, one        program.Slot // what of all shares were there on the day of the deal, None where nobody asks; and 1
	asks              *quantity    // of first
	value             program.Slot
	issues            []issue
	holders           []holder
	terminal, listing []program.Exit
	pool              *pool        // nil for none
	sold              program.Slot // proceeds of the step
	over              program.Slot // 1 once the company has ended
	listed            program.Slot
	free              program.Slot // the step at the end of which the lock-up is over
	last              int          // the step of the horizon
}

// issue is what one block issues, with what it has issued so far as a class of its own.
type issue struct {
	program.Issue
	node        *node
	from        *scenario.Block // which makes it
	paid, share program.Slot    // money and shares so far
	owed        program.Slot    // of a loan
	holder      int             // number of roll.holders, or -1
	ranks       bool            // somebody may ask what it has paid
}

// shares keeps the register of one company: one node, after all that issues or ends.
func (e *equity) shares(company string) {
	c := e.c
	r := &roll{moves: c.column(), there: c.column(), scratch: c.column(), total: c.column(), all: c.column(), fresh: c.column(), value: program.None, over: c.column(), sold: c.column(), listed: c.column(), free: c.column(), last: c.s.Calendar.Steps}
	n := c.node("shares of "+company, program.Tranches)
	after := func(m *node) {
		n.after = append(n.after, m)
		n.phase = max(n.phase, m.phase)
	}
	for _, i := range c.issues {
		if i.Company == company {
			i.paid, i.share, i.holder = c.column(), c.column(), -1
			if q := c.quantities[i.Owed]; q != nil {
				i.owed = q.slot
				after(q.node)
			}
			c.p.zero = append(c.p.zero, i.paid, i.share) // where it comes first in a sale
			r.issues = append(r.issues, i)
			after(i.node)
			for _, p := range c.payments { // what comes back is known when all that the block pays is
				if i.Returned != program.None && p.from == i.from {
					after(p.node)
				}
			}
		}
	}
	sort.SliceStable(r.issues, func(i, j int) bool {
		return r.issues[i].Preference != program.None && r.issues[j].Preference == program.None
	})
	if n := len(r.issues); n > maxClasses && r.issues[maxClasses].Preference != program.None {
		c.m.Add(scenario.Place{File: c.s.File, Line: 1, Col: 1, Width: 1}, "companies."+company, "leave preference out where it does not matter", "%s has more than %d classes of preferred shares", company, maxClasses)
	}
	for _, x := range e.exits {
		if x.Company != company {
			continue
		}
		after(x.node)
		if x.Terminal {
			r.terminal = append(r.terminal, x.Exit)
		} else {
			r.listing = append(r.listing, x.Exit)
		}
	}
	if q := c.quantities[company+".value"]; q != nil && q.slot != program.None {
		r.value = q.slot
		n.reads = append(n.reads, read{q, q.at, "companies." + company})
	}
	for _, p := range e.positions {
		if p.company == company {
			r.holders = append(r.holders, e.holder(n, r, p))
		}
	}
	for k := range r.issues {
		r.issues[k].ranks = r.issues[k].Preference != program.None && len(r.terminal) > 0
	}
	r.one = c.constant(1)
	n.start = append(n.start, func(b *program.Block) { *b.Col(r.total) = *b.Col(r.one) })
	c.p.zero = append(c.p.zero, r.total, r.all)
	n.start = append(n.start, func(b *program.Block) {
		for _, s := range []program.Slot{r.fresh, r.over, r.listed, r.sold} {
			b.Clear(s)
		}
	})
	if r.pool = e.pool(company); r.pool != nil {
		after(r.pool.node)
		r.pool.build(c, n, r)
	}
	n.add(r.issue)
	if len(r.terminal)+len(r.listing) > 0 {
		n.add(r.exit)
	}
	if slices.ContainsFunc(r.holders, func(h holder) bool { return h.seller != nil }) {
		n.add(r.sell)
	}
	r.first = program.None
	if r.asks = c.quantities[company+".first_holders"]; r.asks != nil {
		r.asks.node, r.first = n, r.asks.slot
	}
	n.add(r.look)
	if r.pool != nil {
		n.add(r.pool.look)
	}
	e.sales(company, n, r)
}

// holder makes the columns of a position.
func (e *equity) holder(n *node, r *roll, p position) holder {
	c := e.c
	take := func(suffix string) program.Slot {
		q := c.quantities[p.base+"."+suffix]
		if q == nil {
			return program.None
		}
		q.node = n
		return q.slot
	}
	h := holder{position: p, shares: c.column(), fresh: c.column(), stake: take("stake"), newStake: take("new_stake"),
		value: take("stake_value"), newValue: take("new_stake_value"), invested: take("invested"),
		proceeds: take("proceeds"), newProceeds: take("new_proceeds"), flow: take("deal_flow"),
		repaid: take("loans_repaid"), owed: take("loans_owed")}
	before, cost := c.constant(0), take("prior_cost")
	var lots []program.Slot
	if p.holds != nil && p.holds.Expr != nil {
		path := "investors." + p.investor + ".holds." + p.company
		before = c.fixed(p.holds.Expr, path+".stake")
		for _, lot := range p.block.Keys["holds."+p.company+".lots"] {
			if v := p.block.Values["holds."+p.company+".lots."+lot+".cost"]; v != nil && v.Expr != nil {
				lots = append(lots, c.fixed(v.Expr, path+".lots."+lot+".cost"))
			}
		}
	}
	n.start = append(n.start, func(b *program.Block) {
		b.Copy(h.shares, before)
		for _, s := range []program.Slot{h.fresh, h.invested, h.proceeds, h.newProceeds} {
			b.Clear(s)
		}
		d := b.Col(cost)
		*d = column.Column{}
		for _, l := range lots {
			v := b.Col(l)
			for i := range d {
				d[i] += v[i]
			}
		}
	})
	for k, suffix := range []string{ofStake: "stake", ofNewStake: "new_stake", ofValue: "stake_value", ofNewValue: "new_stake_value", ofFlow: "deal_flow"} {
		h.asks[k] = c.quantities[p.base+"."+suffix]
	}
	h.seller = e.seller(n, h)
	sum := invested{posting: posting{Payment: program.Payment{Money: h.invested}, node: n}}
	for k, i := range r.issues {
		if i.Investor == p.investor {
			r.issues[k].holder = len(r.holders)
			h.issues = append(h.issues, k)
			sum.of = append(sum.of, i.Money)
		}
	}
	e.invested = append(e.invested, sum)
	return h
}

// exit lets a listing turn preferences into common shares, and the end of the company share out its proceeds.
func (r *roll) exit(b *program.Block) {
	b.Clear(r.sold)
	for k := range r.holders {
		b.Clear(r.holders[k].proceeds)
		b.Clear(r.holders[k].newProceeds)
	}
	for _, x := range r.listing { // of two in one step, a listing came first: nothing comes after an end
		if happens := b.Among(x.Happens); happens.Any() {
			if len(r.listing) > 1 {
				happens = happens.Without(b.Where(r.listed))
			}
			listed, free := b.Open(r.listed), b.Col(r.free)
			for _, i := range happens.List(&b.Room) {
				listed[i], free[i] = 1, float64(b.Step+x.Lockup)
			}
		}
	}
	for _, x := range r.terminal {
		if happens := b.Among(x.Happens); happens.Any() {
			if happens = happens.Without(b.Where(r.over)); !happens.Any() {
				continue
			}
			moves := b.Set(r.moves)
			*moves = moves.Or(happens)
			money, over, sold := b.Col(x.Proceeds), b.Open(r.over), b.Few(r.sold, happens)
			for i := happens.Next(0); i < column.Size; i = happens.Next(i + 1) {
				r.share(b, i, money[i])
				over[i], sold[i] = 1, money[i]
			}
		}
	}
}

// maxClasses is how many classes of preferred shares a company can have; those come first in roll.issues.
const maxClasses = 64

// share shares the proceeds of a sale on one path.
func (r *roll) share(b *program.Block, i int, proceeds float64) {
	var classes [maxClasses]class
	var gets [maxClasses]float64
	var of [maxClasses]int // the class of each issue, or -1
	n, common := 0, b.Columns[r.total][i]
	for k, x := range r.issues {
		if k >= len(of) { // common shares: see maxClasses
			break
		}
		of[k] = -1
		if x.Preference == program.None || b.Columns[r.listed][i] != 0 || b.Columns[x.share][i] == 0 {
			continue
		}
		of[k] = n
		classes[n] = class{owed: float64(b.Columns[x.Preference][i] * b.Columns[x.paid][i]), shares: b.Columns[x.share][i], participating: x.Participating}
		common -= classes[n].shares
		n++
	}
	if r.pool != nil { // what is not granted is cancelled
		common -= b.Columns[r.pool.unused][i]
	}
	per := waterfall(proceeds, common, classes[:n], gets[:n])
	for _, h := range r.holders {
		plain := b.Columns[h.shares][i] // shares without a preference
		fresh := b.Columns[h.fresh][i]
		sum, bought := 0.0, 0.0
		for _, k := range h.issues {
			if k < len(of) && of[k] >= 0 {
				s := b.Columns[r.issues[k].share][i]
				plain, fresh = plain-s, fresh-s
				sum += gets[of[k]]
				bought += gets[of[k]]
			}
		}
		b.Open(h.proceeds)[i] = sum + float64(plain*per)
		b.Open(h.newProceeds)[i] = bought + float64(fresh*per)
	}
}

// sales posts the proceeds of an end to those whose shares are tracked, and the rest to other holders.
func (e *equity) sales(company string, n *node, r *roll) {
	c := e.c
	for _, h := range r.holders {
		if h.seller != nil {
			c.payments = append(c.payments, posting{Payment: program.Payment{From: "the public", To: h.investor, Kind: "shares sold", Money: h.seller.sales}, node: n})
		}
	}
	if len(r.terminal) == 0 {
		return
	}
	rest := c.column()
	n.add(func(b *program.Block) {
		if b.Empty(r.sold) {
			b.Clear(rest)
			return
		}
		d := b.Open(rest)
		*d = *b.Col(r.sold)
		for k := range r.holders {
			column.Sub(d, d, b.Col(r.holders[k].end()))
		}
	})
	for _, h := range r.holders {
		c.payments = append(c.payments, posting{Payment: program.Payment{From: "acquirer", To: h.investor, Kind: "proceeds", Money: h.end()}, node: n})
	}
	c.payments = append(c.payments, posting{Payment: program.Payment{From: "acquirer", To: "other holders", Kind: "proceeds", Money: rest}, node: n})
}
