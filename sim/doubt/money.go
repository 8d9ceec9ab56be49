package doubt

import (
	"math"

	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "pre-or-post",
		Reason:  "Pre-money plus the money is post-money: $350bn and $30bn make $380bn. One value cannot be both within a year.",
		Remedy:  "write both as pre-money, or add the money to the one that is post-money",
		Looks:   "Two fixed prices of a company within a year, one pre-money and one post-money, that are the same value; or, on one day, that do not differ by the money.",
		Example: "now: {investor: vendor, … price: {fixed: $380bn, basis: post-money}}\nfebruary: {kind: dated, company: lab, amount: $30bn, … fixed: $380bn}",
		Said:    "tranches.now: priced at $380bn post-money, and rounds.february at $380bn pre-money: with its $30bn that is $410bn post-money",
		Look: func(c *Case) {
			list := c.prices()
			for i, a := range list {
				for _, b := range list[i+1:] {
					if a.company != b.company || math.Abs(a.years-b.years) > 1 || a.post == b.post {
						continue
					}
					pre, post := a, b
					if a.post {
						pre, post = b, a
					}
					odd := func(where string, money float64) {
						c.add(post.Place, post.path, "", "priced at %s post-money, and %s at %s pre-money%s %s that is %s post-money", amount(post.value),
							pre.path, amount(pre.value), where, amount(money), amount(pre.value+money))
					}
					switch sum := c.moneyOn(list, pre); {
					case math.Abs(pre.value-post.value) <= 0.001*pre.value:
						odd(": with its", pre.amount)
					case math.Abs(a.years-b.years) < 1e-9 && math.Abs(pre.value+sum-post.value) > 0.01*post.value:
						odd(" on the same day: with all of its", sum)
					}
				}
			}
		},
	})
}

func amount(v float64) string { return unit.Format(v, unit.Money, 4) }

// price is a value agreed for a company's shares on a day.
type price struct {
	scenario.Place
	path, company        string
	years, value, amount float64
	post                 bool
}

// moneyOn is what is paid into a company on the day of a price.
func (c *Case) moneyOn(list []price, day price) (sum float64) {
	for _, x := range list {
		if x.company == day.company && math.Abs(x.years-day.years) < 1e-9 {
			sum += x.amount
		}
	}
	return sum
}

// prices are those of dated tranches and rounds with a fixed price.
func (c *Case) prices() (out []price) {
	for _, b := range c.blocks("tranches") {
		value, ok := c.field(b, "price.fixed")
		amount, ok2 := c.field(b, "amount")
		if on := b.Values["on"]; on != nil && ok && ok2 {
			out = append(out, price{at(b, "price.fixed"), path(b), text(b, "into"), on.Years, value, amount, text(b, "price.basis") == "post-money"})
		}
	}
	for _, b := range c.blocks("rounds") {
		value, ok := c.field(b, "fixed")
		amount, ok2 := c.field(b, "amount")
		if on := b.Values["on"]; on != nil && ok && ok2 {
			out = append(out, price{at(b, "fixed"), path(b), text(b, "company"), on.Years, value, amount, false})
		}
	}
	return out
}
