package clause

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// priceField is at what price a tranche buys.
var priceField = schema.Field{Name: "price", Form: schema.Group, Short: "rule", Help: "the price of the shares; plain market is {rule: market}; the market's unless given", Fields: []schema.Field{
	{Name: "rule", Form: schema.Choice, Choices: []string{"market", "fixed", "last-round", "ipo"}, Help: "market: the market value on the day of the money; fixed: the value given below; last-round: the price of a share when new ones were last sold for money, in an earlier step; ipo: the price of a share at which the company was listed in an earlier step, without which there is no money. Market unless given, or unless fixed is"},
	{Name: "fixed", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "needed with rule: fixed, which it implies: value of the whole company at which shares are bought, above $0. With last-round: the value, with its money, of the last round before the deal, which holds until there is another; the market value unless given. Of a warrant: the strike, as a value of all shares of the day of the deal"},
	{Name: "basis", Form: schema.Choice, Choices: []string{"pre-money", "post-money"}, Default: "pre-money", Help: "whether that value is before or after the new money"},
	{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(0.95), Help: "price discount off that value"},
}}

// priced makes the columns of the price.
func (t *tranche) priced(m program.Maker) {
	company := m.Text("into")
	t.rule, t.post = m.Text("price.rule"), m.Text("price.basis") == "post-money"
	switch {
	case m.Has("price.fixed"):
		if t.fixed = m.Number("price.fixed"); t.rule == "" {
			t.rule = "fixed"
		}
	case t.rule == "":
		t.rule = "market"
	}
	switch {
	case t.rule == "last-round":
		t.former = m.Before(company + ".share_price")
	case t.rule == "ipo":
		t.former = m.Before(company + ".listing_price")
	case !t.warrant:
		return
	}
	t.number = m.SharesBefore(company)
}

// prices sets the first numbers of a column to the values of the company before the money, of some paths.
func (t *tranche) prices(b *program.Block, paths []uint8, pre *column.Column) {
	if t.rule == "market" {
		v, off := b.Col(t.value), b.Col(t.discount)
		for k, i := range paths {
			pre[k] = v[i] * (1 - off[i])
		}
		return
	}
	for k, i := range paths {
		pre[k] = t.preMoney(b, int(i))
	}
}

// preMoney is the value of the company before the money at which it is paid; 0 where there is no price.
//
// By hand: a round of $10bn at $90bn pre-money leaves 10/9 shares for each of the first day, at 90 each. Another $20bn at
// the price of that round is paid at 90 · 10/9 = $100bn pre-money: a sixth of the company.
func (t *tranche) preMoney(b *program.Block, i int) float64 {
	keep := 1 - b.Columns[t.discount][i]
	switch t.rule {
	case "market":
		return b.Columns[t.value][i] * keep
	case "last-round", "ipo":
		if last := b.Columns[t.former][i]; last > 0 {
			return float64(last*b.Columns[t.number][i]) * keep
		}
		switch {
		case t.rule == "ipo":
			return 0
		case t.fixed == program.None:
			return b.Columns[t.value][i] * keep
		}
		return float64(b.Columns[t.fixed][i]*b.Columns[t.number][i]) * keep
	}
	w := float64(b.Columns[t.fixed][i] * keep)
	if t.warrant {
		w *= b.Columns[t.number][i]
	}
	if t.post {
		w -= t.face(b, i)
	}
	return w
}
