//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic on supplies, on AVX-512, as in arithmetic_avx512.go: go generate makes supply_avx2.go.

// ration8 works on copies that stand side by side: columns are 2 KB long, and the processor may take addresses that are 4 KB
// apart for the same, so that a load waits for a store to another column.
func ration8(buyers []Buyer, left, price []*Column) {
	var ask, got, rest, asked [many]f8
	zero, one, none, never := f8{}, all8(1), all8(-1), all8(math.Inf(1))
	for i := first; i < end; i += next8 {
		open := zero.NotEqual(zero) // where somebody still draws
		for k := range buyers {
			ask[k], got[k] = load8(buyers[k].Ask, i), zero
			open = open.Or(load8(buyers[k].Ask, i).NotEqual(zero))
		}
		if open.ToBits() == 0 {
			for k := range buyers {
				store8(buyers[k].Got, i, zero)
			}
			continue
		}
		for k, l := range left {
			rest[k] = load8(l, i)
		}
		for now := zero; open.ToBits() != 0; {
			for k := range left {
				asked[k] = zero
			}
			for k := range buyers {
				x := &buyers[k]
				more := ask[k].Masked(open)
				if x.Cheapest {
					least := never
					for _, c := range x.From {
						p := load8(price[c], i).Merge(never, rest[c].Greater(zero))
						least = p.Merge(least, p.Less(least))
					}
					more = more.Masked(least.Less(never))
					for _, c := range x.From {
						this := rest[c].Greater(zero).And(load8(price[c], i).Equal(least))
						asked[c] = asked[c].Add(more.Masked(this))
						more = zero.Merge(more, this)
					}
					continue
				}
				for _, c := range x.From {
					this := rest[c].Greater(zero)
					asked[c] = asked[c].Add(more.Masked(this))
					more = zero.Merge(more, this)
				}
			}
			next, last, number := one.Sub(now), none, zero // until one is used up
			for k := range left {
				a, has := asked[k], rest[k]
				if short := a.Mul(next).Greater(has); short.ToBits() != 0 {
					next, last = has.Div(a).Merge(next, short), number.Merge(last, short)
				}
				number = number.Add(one)
			}
			short := last.GreaterEqual(zero)
			for k := range buyers {
				x := &buyers[k]
				was := got[k]
				to := was.Add(next).Merge(one, short).Merge(was, open) // never without: all, to the last bit
				if len(x.From) > 0 {
					some := zero.NotEqual(zero)
					for _, c := range x.From {
						has := rest[c].Greater(zero)
						if x.Cheapest {
							has = has.And(load8(price[c], i).Less(never))
						}
						some = some.Or(has)
					}
					to = to.Merge(was, some)
				}
				got[k] = to
			}
			number = zero
			for k := range left {
				has := rest[k].Sub(asked[k].Mul(next))
				has = zero.Merge(has, has.Less(zero))
				rest[k] = zero.Merge(has, number.Equal(last).And(open))
				number = number.Add(one)
			}
			now = now.Add(next)
			open = open.And(short).And(now.Less(one))
		}
		for k := range buyers {
			store8(buyers[k].Got, i, got[k])
		}
		for k, l := range left {
			store8(l, i, rest[k])
		}
	}
	archsimd.ClearAVXUpperBits()
}

func hand8(rest, bought, share *Column) {
	for i := first; i < end; i += next8 {
		want := load8(rest, i)
		got := want.Mul(load8(share, i))
		store8(rest, i, want.Sub(got))
		store8(bought, i, load8(bought, i).Add(got))
	}
	archsimd.ClearAVXUpperBits()
}

func handOver8(rest, bought, passed, taken, share *Column) {
	for i := first; i < end; i += next8 {
		want := load8(rest, i)
		got := want.Mul(load8(share, i))
		store8(rest, i, want.Sub(got))
		store8(bought, i, load8(bought, i).Add(got))
		store8(passed, i, load8(passed, i).Add(got))
		store8(taken, i, load8(taken, i).Add(got))
	}
	archsimd.ClearAVXUpperBits()
}
