package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

// creditsField says of a tranche paid in credits where they are good.
var creditsField = schema.Field{Name: "credits", Form: schema.Group, Short: "at", Help: "needed with instrument: credits, and only there", Fields: []schema.Field{
	{Name: "at", Form: schema.Ref, Refers: "commitments", Help: "needed: the commitment whose bill they pay, by its name: from the step after they are granted, within its term; what is left at its end lapses"},
	{Name: "counts", Form: schema.Choice, Choices: []string{"no", "yes"}, Help: "whether spend paid with them retires the floor; it does not unless given"},
}}

// checkCredits wants the commitment of credits, and no commitment of money.
func checkCredits(q program.Query) []program.Rule {
	pays, at := q.Text("instrument") == "credits", q.Has("credits.at")
	switch {
	case pays && !at:
		return []program.Rule{{Field: "instrument", Wrong: "it does not say whose bill the credits pay", Remedy: "add credits: ID of the commitment"}}
	case !pays && at:
		return []program.Rule{{Field: "credits.at", Wrong: "the tranche is not paid in credits", Remedy: "write instrument: credits, or leave credits out"}}
	case !pays && q.Given("credits.counts"):
		return []program.Rule{{Field: "credits.counts", Wrong: "the tranche is not paid in credits", Remedy: "write instrument: credits, or leave credits out"}}
	}
	return nil
}

// ForShares is the kind of a payment back to the buyer that it has paid for in shares.
const ForShares = "credits for shares"

// sharesCredits are credits that shares were given for, on the columns of a commitment.
type sharesCredits struct {
	used, lapsed program.Slot // None where there are none
	uncounted    program.Slot // what of them retires no floor
}

// buildSharesCredits pays the bill with credits that tranches have brought, after those granted with the commitment.
// No cash moves when they are granted: shares are issued for their face value, which counts as money deployed. Seller
// gives back to buyer what of the bill they pay, as it is used. They are no gift, so that they take nothing off the
// seller's margin; what lapses adds to it, since it was paid for and costs nothing.
//
// By hand, credits for $5bn at $95bn pre-money buy 5%. Bills of $2bn, $2bn, $2bn in the three quarters of the term: the
// buyer pays 0, 0 and $1bn in money. With bills of $1bn it pays nothing, and $2bn lapse. At a margin of 30% the seller's
// net cash is 0.3 · 6 - 5 = -$3.2bn in the first case, as it gets 1 and spends 4.2; in the second 0.9 + 2 - 5 = -$2.1bn,
// as it gets nothing and spends 2.1.
func buildSharesCredits(m program.Maker, t term, spend, granted program.Slot) sharesCredits {
	type pot struct {
		came, left program.Slot
		counts     bool
	}
	var pots []pot
	x := sharesCredits{program.None, program.None, program.None}
	for _, c := range m.Credited() {
		pots = append(pots, pot{m.Before(c.Tranche + ".paid"), m.Column(), c.Counts})
	}
	if len(pots) == 0 {
		return x
	}
	x.used, x.lapsed, x.uncounted = m.Output("equity_credits_used"), m.Output("equity_credits_lapsed"), m.Column()
	m.Look(func(b *program.Block) {
		u, l, n, v := b.Col(x.used), b.Col(x.lapsed), b.Col(x.uncounted), b.Col(spend)
		*u, *l, *n = column.Column{}, column.Column{}, column.Column{}
		for i := range u {
			due, open := v[i], t.within(b) && t.runs(b, i)
			if granted != program.None {
				due -= b.Columns[granted][i]
			}
			for _, p := range pots {
				left := &b.Columns[p.left][i]
				*left += b.Columns[p.came][i]
				if open {
					pays := min(*left, due)
					*left -= pays
					due -= pays
					u[i] += pays
					if !p.counts {
						n[i] += pays
					}
				}
				if b.Step >= t.end || b.Columns[t.closed][i] != 0 || b.Step > t.last && !open {
					l[i] += *left
					*left = 0
				}
			}
		}
	})
	m.Pay(program.Payment{From: m.Text("seller"), To: m.Text("buyer"), Kind: ForShares, Money: x.used})
	return x
}
