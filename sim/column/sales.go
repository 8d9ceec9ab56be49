package column

// AddAbove adds x to d where y is above 0.
func AddAbove(d, x, y *Column) {
	if vector {
		addAboveVector(d, x, y)
		return
	}
	for i, v := range y {
		if v > 0 {
			d[i] += x[i]
		}
	}
}

// Reprice puts the price of a share at what new ones are sold for, where some are sold and the market does not mark: paid is
// the money, sold the shares for each of shares. It sets rise to how much the price has gone up by that, 0 where it has gone
// down, and where it is the first.
func Reprice(price, rise, paid, sold, shares, listed *Column) {
	if vector {
		repriceVector(price, rise, paid, sold, shares, listed)
		return
	}
	for i, s := range sold {
		if rise[i] = 0; !(s > 0) || listed[i] != 0 {
			continue
		}
		now := paid[i] / s / shares[i]
		if price[i] != 0 && now > price[i] {
			rise[i] = now - price[i]
		}
		price[i] = now
	}
}
