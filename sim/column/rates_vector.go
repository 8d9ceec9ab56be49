//go:build goexperiment.simd && amd64

package column

import (
	"math"
	"unsafe"
)

// roomForSteps is how many steps with flows a vector of paths has a list for; where there are more it looks at all steps.
const roomForSteps = 64

// rating is what Rates knows of a block while it works.
type rating struct {
	x, ratio, y, slope Column // this look: log v, what comes in over what goes out, its logarithm, and x by y
	x0, y0, slope0     Column // the look before
	v                  Column
	open, left         Column // 1 where the rate is looked for, and where it is not known yet
	side               Column // 1 where the rate is above 0, -1 where it is below, 0 where it is not looked for
	near               Column
	found, step        Column // the discount factor of the last look, and the step from there

	// Of the flows at x = 0, four vectors after each other for each vector of paths: their sum, that of their sizes, and of both
	// times the step. In columns they would be 4 KB apart, which the processor may take for the same place.
	sums [4 * Size]float64

	powers [inRow]eachPlace    // of a discount factor
	rows   [mostRows]eachPlace // of its eighth power

	changed, more words // paths whose flows change sign, and those on which they do more than once
	up, down      words // paths whose last flow comes in, or goes out

	steps [Size / 4][roomForSteps]uint16 // with flows on the paths of a vector
	used  [Size / 4]uint32               // how many these are
}

// eachPlace is a vector in memory.
type eachPlace [8]float64

// ofRows and inRows add up to the number of a step: the first of its row, and its place there. flags are bits as lanes.
var (
	ofRows [mostRows]eachPlace
	inRows [inRow]eachPlace
	flags  [256][8]float64
)

func init() {
	for j := range 8 {
		for i := range ofRows {
			ofRows[i][j] = float64(i * inRow)
		}
		for i := range inRows {
			inRows[i][j] = float64(i)
		}
		for bits := range flags {
			flags[bits][j] = float64(bits >> j & 1)
		}
	}
}

func (w *rating) firstSums() *Column { return (*Column)(unsafe.Pointer(&w.sums)) }

func (p *eachPlace) at() *Column { return (*Column)(unsafe.Pointer(p)) }

// flagged is 1 in the lanes of bits.
func flagged(bits uint8) *Column { return (*Column)(unsafe.Pointer(&flags[bits])) }

func ratesVector(rate *Column, flows []Column, some []uint16, perYear float64, left *Set) {
	var room struct {
		rating
		_ [64]byte
	}
	w := (*rating)(unsafe.Add(unsafe.Pointer(&room), -uintptr(unsafe.Pointer(&room))%64)) // else half of all vectors are in two lines of the cache
	span := spanOf(flows, perYear)
	fillVector(rate, math.NaN())
	var open bool
	if avx512 {
		gather8(w, flows, some)
		open = firstLook8(w, rate, flows, some)
	} else {
		gather4(w, flows, some)
		open = firstLook4(w, rate, flows, some)
	}
	if open {
		logVector(&w.y0, &w.ratio)
		mulVector(&w.x, &w.y0, &w.slope0)
		scaleVector(&w.x, &w.x, -1)
		for looks := 0; open && looks < mostLooks; looks++ {
			withinVector(w, span)
			expVector(&w.v, &w.x)
			lookVector(w, flows, some)
			logVector(&w.y, &w.ratio)
			open = moveVector(w, span)
		}
		for range rowBits { // as ratesEach does
			mulVector(&w.found, &w.found, &w.found)
		}
		logVector(&w.v, &w.found)
		scaleVector(&w.v, &w.v, 1.0/inRow)
		addVector(&w.x, &w.v, &w.step)
		scaleVector(&w.x, &w.x, -perYear)
		expVector(&w.v, &w.x)
		if avx512 {
			rated8(w, rate)
		} else {
			rated4(w, rate)
		}
	}
	whereVector(left, &w.left)
}

// lanesOf8 and lanesOf4 are the first bits of a word: those of the paths of a vector.
func lanesOf8(word uint64) uint8 { return uint8(word) }

func lanesOf4(word uint64) uint8 { return uint8(word & 15) }

func withinVector(w *rating, span float64) {
	if avx512 {
		within8(w, span)
	} else {
		within4(w, span)
	}
}

func lookVector(w *rating, flows []Column, some []uint16) {
	if avx512 {
		look8(w, flows, some)
	} else {
		look4(w, flows, some)
	}
}

func moveVector(w *rating, span float64) (open bool) {
	if avx512 {
		return move8(w, span)
	}
	return move4(w, span)
}

func firstTimeVector(d, holds, now *Column) {
	if avx512 {
		firstTime8(d, holds, now)
	} else {
		firstTime4(d, holds, now)
	}
}

func discountVector(d, factor, x, by *Column) {
	if avx512 {
		discount8(d, factor, x, by)
	} else {
		discount4(d, factor, x, by)
	}
}
