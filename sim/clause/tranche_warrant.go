package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
)

// cashlessField says how a warrant is paid for.
var cashlessField = schema.Field{Name: "cashless", Form: schema.Choice, Choices: []string{"no", "yes"}, Help: "of a warrant: whether its holder pays no money, and takes so many fewer shares as are worth the strike at the market value of the day; it pays unless given"}

// checkWarrant wants a strike, and nothing that a warrant has not.
func checkWarrant(q program.Query) []program.Rule {
	var rules []program.Rule
	bad := func(field, wrong, remedy string) {
		rules = append(rules, program.Rule{Field: field, Wrong: wrong, Remedy: remedy})
	}
	if q.Text("instrument") != "warrant" {
		if q.Given("cashless") {
			bad("cashless", "only a warrant is used without money", "write instrument: warrant, or leave cashless out")
		}
		return rules
	}
	switch rule := q.Text("price.rule"); {
	case rule != "" && rule != "fixed":
		bad("price.rule", "a warrant has a strike that is fixed", "write price: {fixed: $350bn}")
	case !q.Has("price.fixed"):
		bad("instrument", "the strike of the warrant is missing", "add price: {fixed: $350bn}")
	case q.Text("price.basis") == "post-money":
		bad("price.basis", "a strike is the price of a share, which new money leaves alone", "leave it out")
	}
	if q.Given("right") && q.Text("right") != "investor" {
		bad("right", "a warrant is the right of its investor", "leave it out")
	}
	if q.Given("lag") {
		bad("lag", "a warrant is paid on the day it is used", "leave it out, or write a later day")
	}
	return rules
}

// net uses a warrant without money: the holder gives up as many of its shares as are worth the strike. Below the cap of its
// stake it may get no more than the room there is, of which money is the price.
//
// By hand: 0.1 shares for each there is at a strike of $100bn, the market value $150bn: 0.1 · (1 - 100/150) = 0.0333.
func (t *tranche) net(b *program.Block, i int, money, pre float64) {
	market := b.Columns[t.value][i]
	shares := min(t.face(b, i)/pre*(1-pre/market), money/pre)
	b.Columns[t.fundedTime][i], b.Columns[t.price][i] = t.grid.Years(b.Step), pre
	t.ends(b, i, funded)
	bought := shares / (1 + shares)
	b.Open(t.shares)[i], b.Columns[t.bought][i], b.Open(t.gain)[i] = shares, bought, float64(bought*market)
}
