package column

import (
	"math"
	"math/bits"
	"unsafe"
)

// Set is a set of the paths of a block: what happens on few of them is looked for on all of them at once, by kernels, and
// done on those alone. A path that is not in it costs nothing, where a jump that differs among paths costs much.
type Set [Size / 64]uint64

// Everywhere is all paths.
var Everywhere = Set{1<<64 - 1, 1<<64 - 1, 1<<64 - 1, 1<<64 - 1}

// SetIn is a set that lies in the first bytes of a column, which then holds no numbers. A column of zeros holds no path.
func SetIn(c *Column) *Set { return (*Set)(unsafe.Pointer(c)) }

// Any says whether there is a path in the set.
func (s *Set) Any() bool { return s[0]|s[1]|s[2]|s[3] != 0 }

// All says whether every path of the block is in the set.
func (s *Set) All() bool { return s[0]&s[1]&s[2]&s[3] == 1<<64-1 }

// Count is how many paths are in the set.
func (s *Set) Count() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}

// Has says whether a path is in the set.
func (s *Set) Has(i int) bool { return s[i/64&3]>>(i&63)&1 != 0 }

// Drop takes a path out of the set.
func (s *Set) Drop(i int) { s[i/64&3] &^= 1 << (i & 63) }

// Next is the first path of the set that is not before i; Size where there is none:
//
//	for i := s.Next(0); i < column.Size; i = s.Next(i + 1) {
func (s *Set) Next(i int) int {
	w := i / 64
	if i >= Size {
		return Size
	}
	word := s[w&3] >> (i & 63) << (i & 63)
	for word == 0 {
		if w++; w == len(s) {
			return Size
		}
		word = s[w&3]
	}
	return 64*w + bits.TrailingZeros64(word)
}

// List is the paths of the set in a list, for those who go through them more than once; there is room for it in to.
func (s *Set) List(to *[Size]uint8) []uint8 {
	if lists {
		return to[:listVector(to, s)]
	}
	n := 0
	for w, word := range s {
		for ; word != 0; word &= word - 1 {
			to[n&(Size-1)] = uint8(64*w + bits.TrailingZeros64(word))
			n++
		}
	}
	return to[:n]
}

// Mark sets a column to 1 on the paths of the set, and to 0 on the others.
func (s *Set) Mark(d *Column) {
	if avx512 {
		mark8(d, s)
		return
	}
	for i := range d {
		d[i] = float64(s[i/64] >> (i % 64) & 1)
	}
}

// Eights is the numbers of the groups of eight paths of which some are in the set; there is room for them in to.
func (s *Set) Eights(to *[Size / 8]uint8) []uint8 {
	n := 0
	for w, word := range s {
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
func (s Set) And(x Set) Set {
	return Set{s[0] & x[0], s[1] & x[1], s[2] & x[2], s[3] & x[3]}
}

// Or is the paths that are in one of two sets.
func (s Set) Or(x Set) Set {
	return Set{s[0] | x[0], s[1] | x[1], s[2] | x[2], s[3] | x[3]}
}

// Without is the paths of a set that are not in another.
func (s Set) Without(x Set) Set {
	return Set{s[0] &^ x[0], s[1] &^ x[1], s[2] &^ x[2], s[3] &^ x[3]}
}

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
	for w := range s {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(math.Float64bits(v)<<1 != 0)<<63
		}
		s[w] = word
	}
	return s
}

// WhereIs is the paths on which a column is c.
func WhereIs(x *Column, c float64) (s Set) {
	if vector {
		whereIsVector(&s, x, c)
		return s
	}
	for w := range s {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v == c)<<63
		}
		s[w] = word
	}
	return s
}

// WhereLess is the paths on which x < y.
func WhereLess(x, y *Column) (s Set) {
	if vector {
		whereLessVector(&s, x, y)
		return s
	}
	for w := range s {
		word, than := uint64(0), y[64*w:64*w+64]
		for i, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v < than[i])<<63
		}
		s[w] = word
	}
	return s
}

// WhereAbove is the paths on which a column is above c.
func WhereAbove(x *Column, c float64) (s Set) {
	if vector {
		whereAboveVector(&s, x, c)
		return s
	}
	for w := range s {
		word := uint64(0)
		for _, v := range x[64*w : 64*w+64] {
			word = word>>1 | bit(v > c)<<63
		}
		s[w] = word
	}
	return s
}

// InARow counts in d how many times in a row a condition has held, 0 where it does not, and is the paths with no fewer than
// least.
func InARow(d, holds *Column, least float64) (s Set) {
	if vector {
		inARowVector(&s, d, holds, least)
		return s
	}
	for w := range s {
		run, by, word := (*[64]float64)(d[64*w:64*w+64]), (*[64]float64)(holds[64*w:64*w+64]), uint64(0)
		for i := 0; i < 64; i += 4 {
			a, b, c, e := float64((run[i]+1)*by[i]), float64((run[i+1]+1)*by[i+1]), float64((run[i+2]+1)*by[i+2]), float64((run[i+3]+1)*by[i+3])
			run[i], run[i+1], run[i+2], run[i+3] = a, b, c, e
			word = word>>4 | (bit(a >= least)|bit(b >= least)<<1|bit(c >= least)<<2|bit(e >= least)<<3)<<60
		}
		s[w] = word
	}
	return s
}
