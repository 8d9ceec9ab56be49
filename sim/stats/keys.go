package stats

import "math"

// Keys name where a value is counted. Buckets follow the special ones in the order of their values: 2^bits an octave,
// mirrored for values below zero.
//
// A special key stands for many values, often for most of a column. So it has four names, for the first of each four
// values, the second, the third and the fourth: counts in one place would each wait for the one before.
const (
	keyUndefined = iota
	keyInfinite
	keyZero
	keyTiny  // counted as zero without being zero
	keyBelow // too far below zero to have a bucket
	keyAbove
	keyAtom  = 8  // and the seven after it
	specials = 16 // how many, of each name
	maxAtoms = specials - keyAtom

	keyNames = 4
	keyFirst = 1 << pageBits // the first bucket
	pageBits = 8             // of a page: 256 keys
	absent   = 1 << 31       // where no count is
)

// KeyOfZero is the key of 0 in any tally.
const KeyOfZero = keyZero

// Keys are keys of values, in half the memory where all that there are fit.
type Keys struct {
	narrow []uint16
	wide   []uint32
}

// NewKeys makes room for n keys of buckets of which an octave has 2^bits.
func NewKeys(bits, n int) Keys {
	if narrow(uint(bits)) {
		return Keys{narrow: make([]uint16, n)}
	}
	return Keys{wide: make([]uint32, n)}
}

// narrow says whether all keys fit into 16 bits.
func narrow(bits uint) bool { return keyFirst+2*octaves<<bits <= 1<<16 }

// SizeOfKey is how many bytes a key takes.
func SizeOfKey(bits int) int {
	if narrow(uint(bits)) {
		return 2
	}
	return 4
}

// Part is n keys from a place on.
func (k Keys) Part(from, n int) Keys {
	if k.narrow != nil {
		return Keys{narrow: k.narrow[from : from+n]}
	}
	return Keys{wide: k.wide[from : from+n]}
}

// Cut makes them n keys of others, from a place on. It is Part without a copy, which would be read before it is there.
func (k *Keys) Cut(of *Keys, from, n int) {
	k.narrow, k.wide = nil, nil
	if of.narrow != nil {
		k.narrow = of.narrow[from : from+n]
	} else {
		k.wide = of.wide[from : from+n]
	}
}

// Len is how many keys there are.
func (k Keys) Len() int { return len(k.narrow) + len(k.wide) }

// At is one of the keys.
func (k Keys) At(i int) uint32 {
	if k.narrow != nil {
		return uint32(k.narrow[i])
	}
	return k.wide[i]
}

// middleKey is the key of the least positive bucket.
func middleKey(bits uint) uint32 { return keyFirst + octaves<<bits }

// edges are where the bucket of a key begins and ends.
func edges(key uint32, bits uint) (low, high float64) {
	middle := middleKey(bits)
	edge := func(i uint32) float64 { return math.Float64frombits(lowest<<52 + uint64(i)<<(52-bits)) }
	if key >= middle {
		return edge(key - middle), edge(key - middle + 1)
	}
	return -edge(middle - key), -edge(middle - 1 - key)
}

// keysOf sets dst to the keys of values, which are as many.
func keysOf(dst Keys, values, atoms []float64, bits uint) {
	switch {
	case vector:
		keysVector(dst, values, atoms, bits)
	case dst.narrow != nil:
		keysEach(dst.narrow, values, atoms, bits)
	default:
		keysEach(dst.wide, values, atoms, bits)
	}
}

func keysEach[K uint16 | uint32](dst []K, values, atoms []float64, bits uint) {
	shift, middle := (52-bits)&63, uint64(middleKey(bits))
	dst = dst[:len(values)]
next:
	for i, v := range values {
		for k, a := range atoms {
			if v == a {
				dst[i] = K(keyAtom + k + i%keyNames*specials)
				continue next
			}
		}
		b := math.Float64bits(v)
		s := b >> 63
		m := (b-s)&(1<<63-1) - lowest<<52
		if m >= octaves<<52 {
			dst[i] = K(outsideKey(math.Float64bits(v), i))
			continue
		}
		dst[i] = K((m>>shift ^ -s) + middle)
	}
}

// keysAbove is keysOf where all values have a bucket above zero, and none is an atom.
func keysAbove(dst Keys, values []float64, bits uint) {
	switch {
	case vector:
		keysAboveVector(dst, values, bits)
	case dst.narrow != nil:
		keysAboveEach(dst.narrow, values, bits)
	default:
		keysAboveEach(dst.wide, values, bits)
	}
}

func keysAboveEach[K uint16 | uint32](dst []K, values []float64, bits uint) {
	shift, first := (52-bits)&63, firstAbove(bits)
	dst = dst[:len(values)]
	for i, v := range values {
		dst[i] = K(math.Float64bits(v)>>shift + first)
	}
}

// firstAbove is what is added to the first bits of a value above zero to have its key.
func firstAbove(bits uint) uint64 { return uint64(middleKey(bits)) - lowest<<bits }

// outsideKey is the key of a value in some place that no bucket is for. It looks at the bits, as an integer: between vectors
// an instruction on a float would stall (package column).
func outsideKey(bits uint64, i int) uint32 {
	const infinite, top = 0x7ff << 53, (1023 + 60) << 53 // magnitudes without their sign; largest is 2^60
	name, magnitude := uint32(i)%keyNames*specials, bits<<1
	switch {
	case magnitude == 0:
		return name + keyZero
	case magnitude > infinite:
		return name + keyUndefined
	case magnitude == infinite:
		return name + keyInfinite
	case magnitude >= top && bits>>63 == 0:
		return name + keyAbove
	case magnitude > top:
		return name + keyBelow
	}
	return name + keyTiny
}

// directory says where keys are counted: each entry, with the key added, is the place of the count. The special ones come
// first, then pages of 256 keys, made as they are needed.
type directory []uint32

func newDirectory(bits uint) directory {
	d := make(directory, entries(bits))
	for i := range d {
		d[i] = absent - uint32(i)<<pageBits
	}
	d[0] = 0
	return d
}

// entries is how many a directory has: keys of 8 bits are at least asked for all of them.
func entries(bits uint) int { return max((keyFirst+2*octaves<<bits+keyFirst-1)>>pageBits, 256) }

// add notes that pages follow at the end of n counts. It returns where they end.
func (d directory) add(entries []uint32, n int) int {
	for _, entry := range entries {
		d[entry] = uint32(n) - entry<<pageBits
		n += 1 << pageBits
	}
	return n
}

// place is where a key is counted, if there is such a place.
func (d directory) place(key uint32) (at uint32, there bool) {
	if d == nil {
		return key, key < keyFirst
	}
	at = d[key>>pageBits] + key
	return at, at < absent
}
