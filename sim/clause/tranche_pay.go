package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// This file pays a tranche on the paths on which it is due, and buys the shares.

// grant pays money without shares.
func (t *tranche) grant(b *program.Block, on column.Set, pays []uint8) {
	paid, gain, time, now := b.Few(t.paid, on), b.Open(t.gain), b.Col(t.fundedTime), t.grid.Years(b.Step)
	state, done, kept := b.Col(t.state), b.Open(t.outcome[funded]), b.Set(t.kept)
	for _, i := range pays {
		money := t.face(b, int(i))
		paid[i], gain[i], time[i], state[i], done[i] = money, -money, now, funded, 1
	}
	*kept = kept.Without(on)
}

// buy pays the money and buys the shares, where nothing but the price is to be looked at.
func (t *tranche) buy(b *program.Block, on column.Set, pays []uint8) {
	pre, n := &b.Spare, 0
	t.prices(b, pays, pre)
	for k, i := range pays {
		if !(pre[k] > 0) { // a company without worth has no shares to sell
			t.ends(b, int(i), cancelled)
			on.Drop(int(i))
			continue
		}
		pays[n], pre[n] = i, pre[k]
		n++
	}
	if pays = pays[:n]; n == 0 {
		return
	}
	state, done, kept := b.Col(t.state), b.Open(t.outcome[funded]), b.Set(t.kept)
	*kept = kept.Without(on)
	time, price, now := b.Col(t.fundedTime), b.Col(t.price), t.grid.Years(b.Step)
	for k, i := range pays {
		state[i], done[i], time[i], price[i] = funded, 1, now, pre[k]
	}
	amount, paid, shares, share := b.Col(t.amount), b.Few(t.paid, on), b.Few(t.shares, on), b.Col(t.bought)
	if t.part != program.None {
		amount = paid
		for _, i := range pays {
			paid[i] = t.face(b, int(i))
		}
	}
	for k, i := range pays {
		money := amount[i]
		paid[i], shares[i], share[i] = money, money/pre[k], money/(pre[k]+money)
	}
	gain := b.Open(t.gain)
	if t.value == program.None {
		for _, i := range pays {
			gain[i] = math.NaN() // nobody says what the shares were worth
		}
		return
	}
	value := b.Col(t.value)
	for k, i := range pays { // bought·(V+I) - I, written so that nothing is left over when the price is the market's
		gain[i] = share[i] * (value[i] - pre[k])
	}
}

// fund pays the money and buys the shares.
func (t *tranche) fund(b *program.Block, i int) {
	money, pre := t.face(b, i), t.preMoney(b, i)
	if !(pre > 0) { // a company without worth has no shares to sell
		t.ends(b, i, cancelled)
		return
	}
	if t.warrant && !(b.Columns[t.value][i] > pre) {
		t.ends(b, i, declined)
		return
	}
	if t.stake != program.None { // no more than brings the stake to its cap: (stake + s + I/W)/(1 + s + I/W) = cap
		most, has, all := b.Columns[t.most][i], b.Columns[t.stake][i], 1.0
		for _, s := range t.beside {
			has += b.Columns[s][i]
			all += b.Columns[s][i]
		}
		room := max(0, (float64(most*all)-has)/(1-most))
		money = min(money, float64(room*pre))
	}
	if t.cashless {
		t.net(b, i, money, pre)
		return
	}
	b.Open(t.paid)[i] = money
	b.Columns[t.fundedTime][i] = t.grid.Years(b.Step)
	t.ends(b, i, funded)
	b.Columns[t.price][i] = pre
	b.Open(t.shares)[i] = money / pre
	bought := money / (pre + money)
	b.Columns[t.bought][i] = bought
	if t.value != program.None {
		// bought·(V+I) - I, written so that nothing is left over when the price is the market's
		b.Open(t.gain)[i] = bought * (b.Columns[t.value][i] - pre)
	} else {
		b.Open(t.gain)[i] = math.NaN() // nobody says what the shares were worth
	}
}
