package random

// hash returns 64 bits of a name.
//
// A name and not a number is the key, so that a driver keeps its draws wherever it stands in the file.
//
// Model: FNV-1a of the name's bytes, then the finaliser of SplitMix64, which spreads every bit over all.
//
// Limits: both are public and neither is for secrets; names can be made that collide, names that are meant do so with
// the probability of 64 random bits.
//
// Source: Fowler, Noll and Vo, RFC 9923; Steele, Lea and Flood 2014, Fast splittable pseudorandom number generators,
// with the constants of Stafford's Mix13.
//
// Checked: FNV's published answers; no collision among short names; half of the bits turn with any bit of a name.
func hash(name string) uint64 { return spread(fnv1a(name)) }

func fnv1a(name string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(name) {
		h = (h ^ uint64(name[i])) * 0x100000001b3
	}
	return h
}

// spread is a bijection of words.
func spread(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
