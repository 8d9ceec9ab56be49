package column

import "unsafe"

// Uniform1 returns the uniform of a random word.
//
// Model: u = (m + 1/2)/2^53, m the top 53 bits of the word, rounded to a float.
//
// Limits: strictly between 0 and 1: from 2^-54 to 1 - 2^-53. Above 1/2 the half of a cell does not fit a float and is
// rounded to even, in the last cell down: it would be 1.
func Uniform1(word uint64) float64 {
	u := float64((float64(int64(word>>11)) + 0.5) * 0x1p-53)
	if u == 1 {
		return 1 - 0x1p-53
	}
	return u
}

// Limits are chances as words are held against them, so that nobody has to make uniforms who only asks where they are below a
// chance: that of a word is just where its top 53 bits are below the limit.
//
// Checked: TestLimitsAreChances.
type Limits [Size]uint64

// LimitsIn are limits that lie in a private column, which then holds no numbers.
func LimitsIn(c *Column) *Limits { return (*Limits)(unsafe.Pointer(c)) }

// Set sets each limit to that of a chance. The chances may lie in the same column.
func (l *Limits) Set(chances *Column) {
	chance, last := 0.0, uint64(0)
	for i := range l {
		if c := chances[i]; c != chance { // often the same on every path
			chance, last = c, limit(c)
		}
		l[i] = last
	}
}

// Above says whether the word of a path is under its limit.
func (l *Limits) Above(i int, word uint64) bool { return word>>11 < l[i&(Size-1)] }

// limit is how many of the 2^53 uniforms are below a chance.
func limit(chance float64) uint64 {
	const all = 1 << 53
	if !(chance > 0) {
		return 0
	}
	m := uint64(min(1, chance) * all)
	for m > 0 && !(Uniform1((m-1)<<11) < chance) {
		m--
	}
	for m < all && Uniform1(m<<11) < chance {
		m++
	}
	return m
}

// WhereUnder is the paths whose word is under the limit: those with a uniform below the chance.
func WhereUnder(words *[Size]uint64, limits *Limits) (s Set) {
	if vector {
		whereUnderVector(&s, (*Column)(unsafe.Pointer(words)), (*Column)(unsafe.Pointer(limits)))
		return s
	}
	for w := range s.words() {
		word, than := uint64(0), limits[64*w:64*w+64]
		for i, v := range words[64*w : 64*w+64] {
			word = word>>1 | bit(v>>11 < than[i])<<63
		}
		s.words()[w] = word
	}
	return s
}
