//go:build goexperiment.simd && amd64

package column

import "simd/archsimd"

// The kernels of arithmetic on sales of shares, on AVX-512, as in arithmetic_avx512.go: go generate makes sales_avx2.go.

func addWhere8(d, x, y *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		to := load8(d, i)
		store8(d, i, to.Add(load8(x, i)).Merge(to, load8(y, i).Greater(zero)))
	}
	archsimd.ClearAVXUpperBits()
}

func addSale8(fresh, sold, paid, shares, money *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		x, y := load8(shares, i), load8(money, i)
		store8(fresh, i, load8(fresh, i).Add(x))
		store8(sold, i, load8(sold, i).Add(x.Masked(y.Greater(zero)).Masked(x.Greater(zero))))
		store8(paid, i, load8(paid, i).Add(y.Masked(x.Greater(zero)).Masked(y.Greater(zero))))
	}
	archsimd.ClearAVXUpperBits()
}

func reprice8(price, rise, paid, sold, shares, listed *Column) {
	zero := f8{}
	for i := first; i < end; i += next8 {
		s, was := load8(sold, i), load8(price, i)
		now := load8(paid, i).Div(s).Div(load8(shares, i))
		now = now.Merge(was, s.Greater(zero))
		now = now.Merge(was, load8(listed, i).Equal(zero))
		store8(price, i, now)
		store8(rise, i, now.Sub(was).Masked(now.Greater(was)).Masked(was.NotEqual(zero)))
	}
	archsimd.ClearAVXUpperBits()
}
