//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"simd/archsimd"
)

// The kernels of arithmetic on supplies, on AVX-512, as in arithmetic_avx512.go: go generate makes supply_avx2.go.

func ration8(buyers []Buyer, left, price, asked []*Column) {
	zero, one, none, never := f8{}, all8(1), all8(-1), all8(math.Inf(1))
	for i := first; i < end; i += next8 {
		open := zero.NotEqual(zero) // where somebody still draws
		for k := range buyers {
			store8(buyers[k].Got, i, zero)
			open = open.Or(load8(buyers[k].Ask, i).NotEqual(zero))
		}
		for now := zero; open.ToBits() != 0; {
			for _, a := range asked {
				store8(a, i, zero)
			}
			for k := range buyers {
				x := &buyers[k]
				ask := load8(x.Ask, i).Masked(open)
				if x.Cheapest {
					least := never
					for _, c := range x.From {
						p := load8(price[c], i).Merge(never, load8(left[c], i).Greater(zero))
						least = p.Merge(least, p.Less(least))
					}
					ask = ask.Masked(least.Less(never))
					for _, c := range x.From {
						this := load8(left[c], i).Greater(zero).And(load8(price[c], i).Equal(least))
						store8(asked[c], i, load8(asked[c], i).Add(ask.Masked(this)))
						ask = zero.Merge(ask, this)
					}
					continue
				}
				for _, c := range x.From {
					this := load8(left[c], i).Greater(zero)
					store8(asked[c], i, load8(asked[c], i).Add(ask.Masked(this)))
					ask = zero.Merge(ask, this)
				}
			}
			next, last, number := one.Sub(now), none, zero // until one is used up
			for k, l := range left {
				a, has := load8(asked[k], i), load8(l, i)
				if short := a.Mul(next).Greater(has); short.ToBits() != 0 {
					next, last = has.Div(a).Merge(next, short), number.Merge(last, short)
				}
				number = number.Add(one)
			}
			short := last.GreaterEqual(zero)
			for k := range buyers {
				x := &buyers[k]
				was := load8(x.Got, i)
				got := was.Add(next).Merge(one, short).Merge(was, open) // never without: all, to the last bit
				if len(x.From) > 0 {
					some := zero.NotEqual(zero)
					for _, c := range x.From {
						has := load8(left[c], i).Greater(zero)
						if x.Cheapest {
							has = has.And(load8(price[c], i).Less(never))
						}
						some = some.Or(has)
					}
					got = got.Merge(was, some)
				}
				store8(x.Got, i, got)
			}
			number = zero
			for k, l := range left {
				has := load8(l, i).Sub(load8(asked[k], i).Mul(next))
				has = zero.Merge(has, has.Less(zero))
				store8(l, i, zero.Merge(has, number.Equal(last).And(open)))
				number = number.Add(one)
			}
			now = now.Add(next)
			open = open.And(short).And(now.Less(one))
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
