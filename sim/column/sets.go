package column

import (
	"math"
	"math/bits"
	"unsafe"
)

// Set is a set of the paths of a block: what happens on few of them is looked for on all of them at once, by kernels, and
// done on those alone. A path that is not in it costs nothing, where a jump that differs among paths costs much.
//
// It is four words and no array, so that it goes through registers: words is for those who go from one to the next.
type Set struct{ a, b, c, d uint64 }

type words = [Size / 64]uint64

func (s *Set) words() *words { return (*words)(unsafe.Pointer(s)) }

// Everywhere is all paths.
var Everywhere = Set{1<<64 - 1, 1<<64 - 1, 1<<64 - 1, 1<<64 - 1}

// SetIn is a set that lies in the first bytes of a column, which then holds no numbers. A column of zeros holds no path.
func SetIn(c *Column) *Set { return (*Set)(unsafe.Pointer(c)) }

// Any says whether there is a path in the set.
func (s Set) Any() bool { return s.a|s.b|s.c|s.d != 0 }

// All says whether every path of the block is in the set.
func (s Set) All() bool { return s.a&s.b&s.c&s.d == 1<<64-1 }

// Count is how many paths are in the set.
func (s Set) Count() int {
	return bits.OnesCount64(s.a) + bits.OnesCount64(s.b) + bits.OnesCount64(s.c) + bits.OnesCount64(s.d)
}

// Has says whether a path is in the set.
func (s *Set) Has(i int) bool { return s.words()[i/64&3]>>(i&63)&1 != 0 }

// Put puts a path into the set.
func (s *Set) Put(i int) { s.words()[i/64&3] |= 1 << (i & 63) }

// PutIf puts a path into the set where that is said, without a jump.
func (s *Set) PutIf(i int, is bool) { s.words()[i/64&3] |= bit(is) << (i & 63) }

// Drop takes a path out of the set.
func (s *Set) Drop(i int) { s.words()[i/64&3] &^= 1 << (i & 63) }

// Next is the first path of the set that is not before i; Size where there is none:
//
//	for i := s.Next(0); i < column.Size; i = s.Next(i + 1) {
func (s *Set) Next(i int) int {
	w := i / 64
	if i >= Size {
		return Size
	}
	all := s.words()
	word := all[w&3] >> (i & 63) << (i & 63)
	for word == 0 {
		if w++; w == len(all) {
			return Size
		}
		word = all[w&3]
	}
	return 64*w + bits.TrailingZeros64(word)
}

// List is the paths of the set in a list, for those who go through them more than once; there is room for it in to.
func (s Set) List(to *[Size]uint8) []uint8 {
	if vectorOfBytes {
		return to[:listVector(to, s)]
	}
	n := 0
	for word := s.a; word != 0; word &= word - 1 {
		to[n&(Size-1)] = uint8(bits.TrailingZeros64(word))
		n++
	}
	for word := s.b; word != 0; word &= word - 1 {
		to[n&(Size-1)] = uint8(64 + bits.TrailingZeros64(word))
		n++
	}
	for word := s.c; word != 0; word &= word - 1 {
		to[n&(Size-1)] = uint8(2*64 + bits.TrailingZeros64(word))
		n++
	}
	for word := s.d; word != 0; word &= word - 1 {
		to[n&(Size-1)] = uint8(3*64 + bits.TrailingZeros64(word))
		n++
	}
	return to[:n]
}

// Eights is the numbers of the groups of eight paths of which some are in the set; there is room for them in to.
func (s *Set) Eights(to *[Size / 8]uint8) []uint8 {
	n := 0
	for w, word := range s.words() {
		for k := range 8 {
			to[n&(len(to)-1)] = uint8(8*w + k)
			if word>>(8*k)&0xff != 0 {
				n++
			}
		}
	}
	return to[:n]
}

// And is the paths that are in both sets.
func (s Set) And(x Set) Set { return Set{s.a & x.a, s.b & x.b, s.c & x.c, s.d & x.d} }

// Or is the paths that are in one of two sets.
func (s Set) Or(x Set) Set { return Set{s.a | x.a, s.b | x.b, s.c | x.c, s.d | x.d} }

// Without is the paths of a set that are not in another.
func (s Set) Without(x Set) Set { return Set{s.a &^ x.a, s.b &^ x.b, s.c &^ x.c, s.d &^ x.d} }

// bit is 1 for true and 0 for false, without a jump.
func bit(b bool) uint64 {
	var n uint64
	if b {
		n = 1
	}
	return n
}

// Where is the paths on which a column is not 0: of a condition, those on which it holds.
func Where(x *Column) (s Set) {
	if vector {
		whereVector(&s, x)
		return s
	}
	for w := range s.words() {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(math.Float64bits(v)<<1 != 0)<<63
		}
		s.words()[w] = word
	}
	return s
}

// WhereIs is the paths on which a column is c.
func WhereIs(x *Column, c float64) (s Set) {
	if vector {
		whereIsVector(&s, x, c)
		return s
	}
	for w := range s.words() {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v == c)<<63
		}
		s.words()[w] = word
	}
	return s
}

// WhereLess is the paths on which x < y.
func WhereLess(x, y *Column) (s Set) {
	if vector {
		whereLessVector(&s, x, y)
		return s
	}
	for w := range s.words() {
		word, than := uint64(0), y[64*w:64*w+64]
		for i, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v < than[i])<<63
		}
		s.words()[w] = word
	}
	return s
}

// WhereAbove is the paths on which a column is above c.
func WhereAbove(x *Column, c float64) (s Set) {
	if vector {
		whereAboveVector(&s, x, c)
		return s
	}
	for w := range s.words() {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v > c)<<63
		}
		s.words()[w] = word
	}
	return s
}

// WhereShort is the paths on which x is short of y*z.
func WhereShort(x, y, z *Column) (s Set) {
	if vector {
		whereShortVector(&s, x, y, z)
		return s
	}
	for w := range s.words() {
		word := uint64(0)
		for i := 64 * w; i < 64*w+64; i++ {
			word = word>>1 | bit(Short(x[i], y[i], z[i]))<<63
		}
		s.words()[w] = word
	}
	return s
}

// Short says whether x is below y*z, or below 0 where that is less.
func Short(x, y, z float64) bool {
	least := float64(y * z)
	if least < 0 {
		least = 0
	}
	return x < least
}

// InARow counts in d how many times in a row a condition has held, 0 where it does not, and is the paths with no fewer than
// least.
func InARow(d, holds *Column, least float64) (s Set) {
	if vector {
		inARowVector(&s, d, holds, least)
		return s
	}
	for w := range s.words() {
		run, by, word := (*[64]float64)(d[64*w:64*w+64]), (*[64]float64)(holds[64*w:64*w+64]), uint64(0)
		for i := 0; i < 64; i += 4 {
			a, b, c, e := float64((run[i]+1)*by[i]), float64((run[i+1]+1)*by[i+1]), float64((run[i+2]+1)*by[i+2]), float64((run[i+3]+1)*by[i+3])
			run[i], run[i+1], run[i+2], run[i+3] = a, b, c, e
			word = word>>4 | (bit(a >= least)|bit(b >= least)<<1|bit(c >= least)<<2|bit(e >= least)<<3)<<60
		}
		s.words()[w] = word
	}
	return s
}

// Clear sets a column to 0 everywhere.
func Clear(d *Column) {
	if vector {
		clearVector(d)
		return
	}
	*d = Column{}
}

// Mark sets a column to 1 on the paths of a set, and to 0 elsewhere.
func Mark(d *Column, s *Set) {
	if vector {
		markVector(d, s)
		return
	}
	for w, word := range s.words() {
		to := (*[64]float64)(d[64*w : 64*w+64])
		for i := range to {
			to[i] = float64(word >> i & 1)
		}
	}
}

// Product sets d to x*y, and is the paths on which that is above 0.
func Product(d, x, y *Column) (s Set) {
	if vector {
		productVector(&s, d, x, y)
		return s
	}
	for w := range s.words() {
		to, by, word := (*[64]float64)(d[64*w:64*w+64]), (*[64]float64)(y[64*w:64*w+64]), uint64(0)
		for i, v := range x[64*w : 64*w+64] {
			v *= by[i]
			to[i] = v
			word = word>>1 | bit(v > 0)<<63
		}
		s.words()[w] = word
	}
	return s
}
