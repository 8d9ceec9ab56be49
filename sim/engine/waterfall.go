package engine

// class is shares that come first in a sale: what they are owed, how many they are, and whether they share in the
// rest as well.
type class struct {
	owed, shares  float64
	participating bool
}

// waterfall shares the proceeds of a sale. Classes with a preference take what they are owed, in proportion when
// there is too little, or give it up to share as common stock when that is more; participating ones do both. It
// returns what each class gets and what one common share gets.
//
// A class converts when the common price with it converted is above what it is owed a share, so classes convert in
// the order of that figure (Metrick and Yasuda, Venture Capital and the Finance of Innovation, chapter 9).
//
// By hand: $100 for 10 common shares and a class of 5 owed $60: it takes 60, the common 40 (4 a share); converted it
// would get 100·5/15 = 33. At $300 it converts: 300/15 = 20 a share, 100 for its 5, above 60.
func waterfall(proceeds, common float64, classes []class, gets []float64) (perShare float64) {
	var converted [maxClasses]bool
	price := func() (float64, float64) { // of a common share, and the share of what is owed that is paid
		owed, shares := 0.0, common
		for k, c := range classes {
			if converted[k] {
				shares += c.shares
				continue
			}
			owed += c.owed
			if c.participating {
				shares += c.shares
			}
		}
		if owed >= proceeds {
			if owed == 0 {
				return 0, 0
			}
			return 0, proceeds / owed
		}
		if shares <= 0 {
			return 0, 1
		}
		return (proceeds - owed) / shares, 1
	}
	for range classes {
		best := -1
		for k, c := range classes { // the next to convert is the one owed least a share
			if !converted[k] && !c.participating && c.shares > 0 && (best < 0 || c.owed*classes[best].shares < classes[best].owed*c.shares) {
				best = k
			}
		}
		if best < 0 {
			break
		}
		converted[best] = true
		if p, _ := price(); p*classes[best].shares < classes[best].owed || p == 0 && classes[best].owed > 0 {
			converted[best] = false
			break
		}
	}
	p, part := price()
	for k, c := range classes {
		switch {
		case converted[k]:
			gets[k] = p * c.shares
		case c.participating:
			gets[k] = float64(c.owed*part) + float64(p*c.shares)
		default:
			gets[k] = c.owed * part
		}
	}
	return p
}
