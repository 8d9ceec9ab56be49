package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A round is an equity financing by others than the deal's investor. Its three kinds differ in when money is raised
// and how much; what they share stands here.
//
// Arithmetic of a step: money I at pre-money W = value · (1 - discount) issues I/W new shares for each there is; who
// has a pro-rata right and uses it buys its stake's share of them. It posts equity from the round's investors, and
// from those with a right, to the company.
//
// By hand: $30bn at $350bn pre-money: 30/380 = 7.9% is new. A 15% holder without a right is left with 13.8%; with it,
// it pays $4.5bn, and keeps 15%.
type round struct {
	value, discount, closedDiscount, fail program.Slot
	market                                program.Slot // 1 when open; None when always
	wants                                 program.Slot // the set of paths on which money is wanted
	sold                                  program.Slot
	raised, price, shares, failed         program.Slot
	chance                                func(path, counter uint64) float64
	rights                                []right
	company                               string
}

// right is an investor's pro-rata right: the share of it that it uses, and its part of the round.
type right struct {
	uses, stake, money, shares program.Slot
	investor                   string
}

// roundFields are the fields of every kind of round, before and after its own.
func roundFields(own ...schema.Field) []schema.Field {
	fields := []schema.Field{{Name: "company", Form: schema.Ref, Refers: "party", Required: true, Help: "who raises money"}}
	fields = append(fields, own...)
	return append(fields,
		schema.Field{Name: "from", Form: schema.Ref, Refers: "party", Default: "investors", Help: "who pays, but for what others buy by right"},
		schema.Field{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-1), Max: schema.Limit(0.95), Help: "price discount off the pre-money value"},
		schema.Field{Name: "market", Form: schema.Condition, Help: "when the capital market is open, such as capital_market > 0.5 of a driver of yours; always unless given"},
		schema.Field{Name: "pro_rata", Form: schema.Each, Help: "by investor: who may buy as large a part of the round as its stake; nobody unless given", Fields: []schema.Field{
			{Name: "uses", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of its right that it uses"},
		}},
		schema.Field{Name: "preference", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "preferred shares: how many times the money comes first in a sale; 100% is once. Common shares unless given"},
		schema.Field{Name: "participating", Form: schema.Choice, Choices: []string{"no", "yes"}, Default: "no", Help: "whether preferred shares then share in the rest as well"},
	)
}

// checkRound are the rules of every kind of round.
func checkRound(q program.Query) []program.Rule {
	rules := checkPreferred(q)
	for _, f := range []string{"closed.fail", "closed.discount"} {
		if q.Given(f) && !q.Has("market") {
			rules = append(rules, program.Rule{Field: f, Wrong: "the market is always open", Remedy: "add market: capital_market > 0.5, or leave closed out"})
			break
		}
	}
	return rules
}

// checkPreferred wants a preference where shares are said to take part beyond it.
func checkPreferred(q program.Query) []program.Rule {
	if q.Text("participating") == "yes" && !q.Has("preference") {
		return []program.Rule{{Field: "participating", Wrong: "common shares have no preference beyond which they could share", Remedy: "add preference: 100%, or leave participating out"}}
	}
	return nil
}

func roundOutputs() []schema.Output {
	return []schema.Output{
		{Suffix: "raised", Dim: unit.Money, Flow: true, Label: "money raised in", Help: "money raised"},
		{Suffix: "price", Dim: unit.Money, Hidden: true, Label: "pre-money price of", Help: "pre-money value of the last of these rounds; undefined before the first"},
		{Suffix: "shares", Dim: unit.Number, Flow: true, Hidden: true, Help: "new shares for each there is"},
		{Suffix: "failed", Dim: unit.Number, Flow: true, Hidden: true, Label: "failures of", Help: "1 where money was wanted in the step and not got"},
	}
}

// newRound makes what every round has. The caller adds a Look that sets r.wants to the paths on which money is wanted, of
// which want then has how much, above zero, and calls finish.
func newRound(m program.Maker) (r *round, want program.Slot) {
	m.In(program.Rounds)
	r = &round{company: m.Text("company"), market: program.None, closedDiscount: program.None, fail: program.None}
	r.value, r.discount, r.sold = m.Read(r.company+".value"), m.Number("discount"), m.Sold(r.company)
	if m.Has("market") {
		r.market = m.Condition("market")
	}
	if m.Has("closed.fail") {
		r.fail, r.closedDiscount = m.Number("closed.fail"), m.Number("closed.discount")
		if p, certain := m.Constant("closed.fail"); certain && p >= 1 { // no draw is as much
			r.fail = program.None
		}
	}
	r.raised, r.price, r.shares, r.failed = m.Output("raised"), m.Output("price"), m.Output("shares"), m.Output("failed")
	r.chance = m.Stream("closed")
	for _, who := range m.Keys("pro_rata") {
		x := right{investor: who, uses: m.Number("pro_rata." + who + ".uses"), stake: m.StakeBefore(who, r.company), money: m.Column(), shares: m.Column()}
		r.rights = append(r.rights, x)
	}
	m.Start(func(b *program.Block) {
		column.Fill(b.Col(r.price), math.NaN())
	})
	r.wants = m.Column()
	return r, m.Column()
}

// finish prices the round and issues its shares.
func (r *round) finish(m program.Maker, want program.Slot) {
	rest, restShares := r.raised, r.shares // all of it, where nobody has a right
	if len(r.rights) > 0 {
		rest, restShares = m.Column(), m.Column()
	}
	m.Look(func(b *program.Block) {
		for _, s := range [...]program.Slot{r.raised, r.shares, r.failed, rest, restShares} {
			b.Clear(s)
		}
		for k := range r.rights {
			b.Clear(r.rights[k].money)
			b.Clear(r.rights[k].shares)
		}
		wants := b.Set(r.wants)
		if !wants.Any() {
			return
		}
		if wants := wants.Without(b.Where(r.sold)); wants.Any() {
			r.hold(b, wants, want, rest, restShares)
		}
	})
	m.Tell(r.tell(m))
	issue := func(who string, money, shares program.Slot) {
		x := program.Issue{Investor: who, Company: r.company, Money: money, Shares: shares, Preference: program.None, Returned: program.None}
		if m.Has("preference") {
			x.Preference, x.Participating = m.Number("preference"), m.Text("participating") == "yes"
		}
		m.Issue(x)
		m.Pay(program.Payment{From: who, To: r.company, Kind: "equity", Money: money})
	}
	issue(m.Text("from"), rest, restShares)
	for _, x := range r.rights {
		issue(x.investor, x.money, x.shares)
	}
}

// hold holds the round on the paths that want it.
func (r *round) hold(b *program.Block, wants column.Set, want, rest, restShares program.Slot) {
	var closed, failed column.Set
	if r.market != program.None {
		closed = wants.Without(column.Where(b.Col(r.market)))
	}
	switch {
	case !closed.Any():
	case r.fail == program.None:
		failed = closed
	default:
		fail := b.Col(r.fail)
		for _, i := range closed.List(&b.Room) {
			if r.chance(b.Path[i], uint64(b.Step)) < fail[i] {
				failed.Put(int(i))
			}
		}
	}
	wants = wants.Without(failed)
	paths, v, d, price := wants.List(&b.Room), b.Col(r.value), b.Col(r.discount), b.Col(r.price)
	n := 0
	for _, i := range paths {
		off := d[i]
		if closed.Has(int(i)) {
			off = b.Columns[r.closedDiscount][i]
		}
		pre := v[i] * (1 - off)
		if !(pre > 0) {
			failed.Put(int(i))
			wants.Drop(int(i))
			continue
		}
		price[i], paths[n] = pre, i
		n++
	}
	if failed.Any() {
		column.Mark(b.Few(r.failed, failed), &failed)
	}
	if paths = paths[:n]; n == 0 {
		return
	}
	w, raised, shares := b.Col(want), b.Few(r.raised, wants), b.Few(r.shares, wants)
	for _, i := range paths {
		raised[i], shares[i] = w[i], w[i]/price[i]
	}
	if len(r.rights) > 0 {
		r.divide(b, wants, paths, want, rest, restShares)
	}
}

// divide leaves to those with a right what they buy by it.
func (r *round) divide(b *program.Block, raises column.Set, paths []uint8, want, rest, restShares program.Slot) {
	w, shares := b.Col(want), b.Col(r.shares)
	left, leftShares := b.Few(rest, raises), b.Few(restShares, raises)
	for k := range r.rights {
		b.Few(r.rights[k].money, raises)
		b.Few(r.rights[k].shares, raises)
	}
	for _, i := range paths {
		part := 1.0
		for k := range r.rights {
			x := &r.rights[k]
			own := min(part, float64(b.Columns[x.uses][i]*b.Columns[x.stake][i]))
			part -= own
			b.Columns[x.money][i], b.Columns[x.shares][i] = w[i]*own, shares[i]*own
		}
		left[i], leftShares[i] = w[i]*part, shares[i]*part
	}
}

// closed are the fields of rounds that may still be had when the market is closed.
var closed = schema.Field{Name: "closed", Form: schema.Group, Help: "what happens when market does not hold; nothing is raised then unless given", Fields: []schema.Field{
	{Name: "fail", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "chance that nothing is raised"},
	{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "30%", Max: schema.Limit(0.95), Help: "price discount of what is raised all the same, in place of discount"},
}}
