package engine

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
)

// issue adds the shares of the step. All are counted against those there were when the step began. In most steps
// something is issued on few paths, and done on those.
func (r *roll) issue(b *program.Block) {
	b.Clear(r.fresh)
	for k := range r.holders {
		b.Clear(r.holders[k].invested)
	}
	moves := b.Set(r.moves)
	*moves = column.Set{}
	for k := range r.issues {
		if x := &r.issues[k]; !b.Empty(x.Money) || !b.Empty(x.Shares) {
			on := b.Among(x.Money).Or(b.Among(x.Shares))
			*moves = moves.Or(on)
			r.sells(b, x, on)
		}
	}
	if !moves.Any() {
		return
	}
	t, all := b.Col(r.total), b.Col(r.all)
	if moves.Count() > some {
		column.Shift(all, all, 1)
		column.Mul(t, t, all)
		*all = column.Column{}
		return
	}
	for _, i := range moves.List(&b.Room) {
		t[i] *= all[i] + 1
		all[i] = 0
	}
}

// sells notes what is issued on some paths.
func (r *roll) sells(b *program.Block, x *issue, on column.Set) {
	var h *holder
	if x.holder >= 0 {
		h = &r.holders[x.holder]
	}
	counts := r.value != program.None && x.Returned == program.None // a loan is owed back: the shares are worth no more for it
	if on.Count() > some {
		if !b.Empty(x.Money) {
			if counts {
				b.Add(r.fresh, x.Money)
			}
			if x.ranks {
				b.Add(x.paid, x.Money)
			}
			if h != nil {
				b.Add(h.invested, x.Money)
			}
		}
		if !b.Empty(x.Shares) {
			t, s, all := b.Col(r.total), b.Col(x.Shares), b.Col(r.all)
			column.Add(all, all, s)
			if x.ranks {
				column.MulAdd(b.Col(x.share), b.Col(x.share), s, t)
			}
			if h != nil {
				own, bought := b.Open(h.shares), b.Open(h.fresh)
				column.MulAdd(own, own, s, t)
				column.MulAdd(bought, bought, s, t)
			}
		}
		return
	}
	paths, money, s, t, all := on.List(&b.Room), b.Col(x.Money), b.Col(x.Shares), b.Col(r.total), b.Col(r.all)
	if counts && !b.Empty(x.Money) {
		fresh := b.Few(r.fresh, on)
		for _, i := range paths {
			fresh[i] += money[i]
		}
	}
	if x.ranks {
		paid, share := b.Col(x.paid), b.Col(x.share)
		for _, i := range paths {
			paid[i] += money[i]
			share[i] += float64(s[i] * t[i])
		}
	}
	if h == nil {
		for _, i := range paths {
			all[i] += s[i]
		}
		return
	}
	own, bought, invested := b.Open(h.shares), b.Open(h.fresh), b.Few(h.invested, on)
	for _, i := range paths {
		more := float64(s[i] * t[i])
		own[i], bought[i] = own[i]+more, bought[i]+more
		invested[i] += money[i]
		all[i] += s[i]
	}
}
