//go:build goexperiment.simd && amd64

package column

// the links of a chain, as bits of what it does
const (
	linkTimes = 1 << iota
	linkPlus
	linkBy
	linkMore
	linkLeast
	linkMost
)

func chainVector(d, x *Column, c *Chain) {
	l := &c.Links
	switch does := c.Does; {
	case does == linkTimes|linkPlus:
		affineVector(d, x, l[1], l[0])
	case does == linkPlus|linkMore && avx512:
		shifts8(d, x, l[1], l[3])
	case does == linkPlus|linkMore:
		shifts4(d, x, l[1], l[3])
	case does == linkTimes|linkPlus|linkLeast && avx512:
		ramp8(d, x, l[0], l[1], l[4])
	case does == linkTimes|linkPlus|linkLeast:
		ramp4(d, x, l[0], l[1], l[4])
	case avx512:
		chain8(d, x, c)
	default:
		chain4(d, x, c)
	}
}

func chainTimesVector(d, x, y *Column, c *Chain) {
	l := &c.Links
	switch does := c.Does; {
	case does == linkTimes && avx512:
		scaledTimes8(d, x, y, l[0])
	case does == linkTimes:
		scaledTimes4(d, x, y, l[0])
	case does == linkTimes|linkMost && avx512:
		cappedTimes8(d, x, y, l[0], l[5])
	case does == linkTimes|linkMost:
		cappedTimes4(d, x, y, l[0], l[5])
	default:
		chainVector(d, x, c)
		mulVector(d, d, y)
	}
}

func chainPlusVector(d, x, y *Column, c *Chain, sign float64) {
	switch chainVector(d, x, c); {
	case sign < 0:
		subVector(d, d, y)
	default:
		addVector(d, d, y)
	}
}

func sumOfFourVector(d, w, x, y, z *Column) {
	if avx512 {
		sumOfFour8(d, w, x, y, z)
	} else {
		sumOfFour4(d, w, x, y, z)
	}
}
