package table

import (
	"math"
	"math/bits"
	"slices"
	"strconv"
)

// appendNumber adds the shortest text that is read back as the same finite number, and of those the nearest: without an
// exponent from a millionth up to 10¹⁵, never -0.
//
// Most of a result is numbers of that range. Their digits are found with one product of 64 bits, as the powers of five they
// need fit into a word: in half the time of strconv, which has no bounds, and whose text it is.
//
// Model: v = c·2^q, 2⁵² < c < 2⁵³. The numbers read back as v are those between (c±½)·2^q, with the bounds where c is even.
// With 10^k ≤ 2^q < 10^(k+1) at most one multiple of 10^(k+1) lies among them, and at least one of 10^k: the first, if
// there is one, else the one of the second that is nearest to v, is the answer. 4v·10^-k is taken with a last bit that says
// whether anything was cut off, so that every comparison is exact.
//
// Source: Giulietti 2020, The Schubfach way to render doubles.
//
// Checked: TestNumbersAreThoseOfStrconv, TestNumbersAreShort.
func appendNumber(to []byte, v float64) []byte {
	a := math.Abs(v)
	switch {
	case v == 0:
		return append(to, '0')
	case a < 1e-6 || a >= 1e15:
		return strconv.AppendFloat(to, v, 'e', -1, 64)
	case v == math.Trunc(v):
		return strconv.AppendInt(to, int64(v), 10)
	}
	b := math.Float64bits(a)
	c := b & (1<<52 - 1)
	if c == 0 { // a power of two is nearer to the number below it than to the one above
		return strconv.AppendFloat(to, v, 'f', -1, 64)
	}
	c |= 1 << 52
	q := int(b>>52) - 1075
	k := q * 315653 >> 20 // ⌊q·log10(2)⌋, -22 to -1
	p, shift := fives[-k], uint(k-q)
	high, low := bits.Mul64(c<<2, p)
	above, carry := bits.Add64(low, p<<1, 0)
	below, borrow := bits.Sub64(low, p<<1, 0)
	out := c & 1 // the bounds are not read back as v
	at, least, most := cut(high, low, shift), cut(high-borrow, below, shift)+out, cut(high+carry, above, shift)-out

	d := at >> 2
	short := d / 10 * 10
	if down, up := least <= short<<2, (short+10)<<2 <= most; down != up {
		if d = short; up {
			d += 10
		}
		d, k = withoutZeros(d, k)
	} else { // the one below or the one above, whichever is nearer, of two equally near the even one: the bounds are equally far
		d += (d<<2 + 2 - (at + d&1)) >> 63
	}
	return appendDecimal(to, v < 0, d, -k)
}

// cut is a number of 128 bits without its last few; the last that is left is 1 where anything was cut off.
func cut(high, low uint64, n uint) uint64 {
	x := high<<(64-n) | low>>n
	if low<<(64-n) != 0 {
		x |= 1
	}
	return x
}

// fives and tens are powers of five and ten.
var fives, tens = func() (p [23]uint64, q [18]uint64) {
	p[0], q[0] = 1, 1
	for i := range p[1:] {
		p[i+1] = 5 * p[i]
	}
	for i := range q[1:] {
		q[i+1] = 10 * q[i]
	}
	return p, q
}()

// withoutZeros is d·10^k, with a d that does not end in 0.
func withoutZeros(d uint64, k int) (uint64, int) {
	for d%1e4 == 0 {
		d, k = d/1e4, k+4
	}
	for d%10 == 0 {
		d, k = d/10, k+1
	}
	return d, k
}

// appendDecimal adds a number with the digits of d, so many of them after the point: 1 to 22.
func appendDecimal(to []byte, negative bool, d uint64, after int) []byte {
	whole, rest := uint64(0), d
	if after < len(tens) {
		whole, rest = d/tens[after], d%tens[after]
	}
	before := 1
	for before < len(tens) && whole >= tens[before] {
		before++
	}
	if negative {
		to = append(to, '-')
	}
	at := len(to)
	to = slices.Grow(to, before+1+after)[:at+before+1+after]
	putDigits(to[at:at+before], whole)
	to[at+before] = '.'
	putDigits(to[at+before+1:], rest)
	return to
}

// putDigits fills to with the digits of d, and zeros before them.
func putDigits(to []byte, d uint64) {
	at := len(to)
	for ; at >= 8 && d > 0; d /= 1e8 {
		at -= 8
		low := uint32(d % 1e8)
		put4(to[at:], low/1e4)
		put4(to[at+4:], low%1e4)
	}
	last := uint32(d)
	for ; at >= 2; last /= 100 {
		at -= 2
		put2(to[at:], last%100)
	}
	if at == 1 {
		to[0] = byte('0' + last)
	}
}

func put4(to []byte, d uint32) {
	put2(to, d/100)
	put2(to[2:], d%100)
}

func put2(to []byte, d uint32) { *(*[2]byte)(to) = pairs[d] }

// pairs are the numbers below 100, of two digits each.
var pairs = func() (p [100][2]byte) {
	for i := range p {
		p[i] = [2]byte{byte('0' + i/10), byte('0' + i%10)}
	}
	return p
}()
