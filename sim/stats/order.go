package stats

import (
	"cmp"
	"math"
	"slices"
	"sync"
)

// placed is a value, as a number that rises with it, and where it stands.
type placed struct {
	key uint64
	at  int32
}

// digit is the bits of a key by which it is sorted at a time: their counters stay in the first cache.
const digit = 11

// Order returns the indices of the values from the least to the greatest; equal values stay in their order.
//
// It is used on tens of thousands of draws of many metrics: it sorts by digits, in a time that is linear in them.
//
// Limits: the values are finite, and fewer than 2^31. -0 and 0 are equal.
//
// Checked: TestOrderIsThatOfSorting, TestMidRanksByHand.
func Order(values []float64) []int32 {
	room := sorting.Get().(*[2][]placed)
	defer sorting.Put(room)
	for k := range room {
		room[k] = slices.Grow(room[k][:0], len(values))[:len(values)]
	}
	items := room[0]
	for i, v := range values {
		key := math.Float64bits(v + 0) // -0 becomes 0
		key ^= uint64(int64(key)>>63) | 1<<63
		items[i] = placed{key, int32(i)}
	}
	if len(items) < 1<<8 {
		slices.SortStableFunc(items, func(a, b placed) int { return cmp.Compare(a.key, b.key) })
	} else {
		items = byDigits(items, room[1])
	}
	order := make([]int32, len(values))
	for i, x := range items {
		order[i] = x.at
	}
	return order
}

// sorting is memory to sort in, to be used again: metrics are put in order one after the other.
var sorting = sync.Pool{New: func() any { return new([2][]placed) }}

// byDigits sorts by one digit of the keys after the other, from the lowest; equal digits stay in their order. It needs as
// much room again, and returns one of the two.
func byDigits(items, other []placed) []placed {
	const passes = (64 + digit - 1) / digit
	var counts [passes][1 << digit]int32
	for _, x := range items {
		for k := range counts {
			counts[k][x.key>>(k*digit)&(1<<digit-1)]++
		}
	}
	for k := range counts {
		count, shift := &counts[k], k*digit
		if int(count[items[0].key>>shift&(1<<digit-1)]) == len(items) {
			continue // all have the same
		}
		sum := int32(0)
		for i, n := range count {
			count[i] = sum
			sum += n
		}
		for _, x := range items {
			to := &count[x.key>>shift&(1<<digit-1)]
			other[*to] = x
			*to++
		}
		items, other = other, items
	}
	return items
}
