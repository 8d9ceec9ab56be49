package column

// AddWhere adds x to d where y is above 0.
func AddWhere(d, x, y *Column) {
	if vector {
		addWhereVector(d, x, y)
		return
	}
	for i, v := range y {
		if v > 0 {
			d[i] += x[i]
		}
	}
}

// AddSale adds a sale of new shares for money to all of a step: shares to fresh, and where both are above 0 shares to sold
// and money to paid.
func AddSale(fresh, sold, paid, shares, money *Column) {
	if vector {
		addSaleVector(fresh, sold, paid, shares, money)
		return
	}
	for i, x := range shares {
		fresh[i] += x
		if y := money[i]; x > 0 && y > 0 {
			sold[i] += x
			paid[i] += y
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
