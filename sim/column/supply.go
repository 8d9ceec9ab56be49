package column

import "math"

// Buyer is who asks for something of supplies.
type Buyer struct {
	Ask, Got *Column // how much; what share of it there is
	From     []int   // the supplies it draws on, by rank; where there are none it has all it asks
	Cheapest bool    // of those with something left it draws on the cheapest, ties by rank, and not on the first by rank
}

// Ration lets all buyers draw on the supplies they prefer, from nothing at time 0 to all they ask at time 1. Each draws on
// one until there is none left of it, and goes on to the next: at one that is short each gets the same share of what it
// asks. It sets what each has got, and takes that off what is left of each supply at its price. What is asked of each at a
// time is room for it to write in. Nothing left is below 0.
func Ration(buyers []Buyer, left, price, asked []*Column) {
	if vector {
		rationVector(buyers, left, price, asked)
		return
	}
	for i := range Size {
		some := false
		for k := range buyers {
			x := &buyers[k]
			x.Got[i] = 0
			some = some || x.Ask[i] != 0
		}
		for now := 0.0; some && now < 1; {
			for _, a := range asked {
				a[i] = 0
			}
			for k := range buyers {
				if from := buyers[k].pick(left, price, i); from >= 0 {
					asked[from][i] += buyers[k].Ask[i]
				}
			}
			next, last := 1-now, -1 // until one is used up
			for k, l := range left {
				if a := asked[k][i]; float64(a*next) > l[i] {
					next, last = l[i]/a, k
				}
			}
			for k := range buyers {
				switch x := &buyers[k]; {
				case len(x.From) > 0 && x.pick(left, price, i) < 0:
				case last < 0: // never without: all, to the last bit
					x.Got[i] = 1
				default:
					x.Got[i] += next
				}
			}
			for k, l := range left {
				if l[i] -= float64(asked[k][i] * next); l[i] < 0 {
					l[i] = 0
				}
			}
			if last < 0 {
				break
			}
			left[last][i] = 0
			now += next
		}
	}
}

// pick is the supply that a buyer draws on; -1 for none.
func (x *Buyer) pick(left, price []*Column, i int) int {
	best, least := -1, math.Inf(1)
	for _, c := range x.From {
		if !(left[c][i] > 0) {
			continue
		}
		if !x.Cheapest {
			return c
		}
		if p := price[c][i]; p < least {
			best, least = c, p
		}
	}
	return best
}

// Hand gives a share of what is still wanted to who wants it.
func Hand(rest, bought, share *Column) {
	if vector {
		handVector(rest, bought, share)
		return
	}
	for i, s := range share {
		got := float64(rest[i] * s)
		rest[i] -= got
		bought[i] += got
	}
}

// HandOver is Hand by another than who was asked first, which is noted of both: passed and taken.
func HandOver(rest, bought, passed, taken, share *Column) {
	if vector {
		handOverVector(rest, bought, passed, taken, share)
		return
	}
	for i, s := range share {
		got := float64(rest[i] * s)
		rest[i] -= got
		bought[i] += got
		passed[i] += got
		taken[i] += got
	}
}
