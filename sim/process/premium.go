package process

import (
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// premiumField is the price of risk. It has no default: a block without it pays nothing for it.
func premiumField(help string) schema.Field {
	return schema.Field{Name: "risk_premium", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(-10), Max: schema.Limit(10), Help: help}
}

const premiumHelp = "price of risk (λ): what is taken off the drift per unit of volatility, for a risk-adjusted value; none unless given, the real world"

// priced takes the premium off a column with the mean of a step, once a path: premium·volatility·years.
func priced(m program.Maker, mean, volatility program.Slot, years float64) {
	if !m.Has("risk_premium") {
		return
	}
	premium := m.Number("risk_premium")
	m.Start(func(b *program.Block) {
		charge(b.Col(mean), b.Col(premium), b.Col(volatility), years)
	})
}

// charge takes premium·volatility·years off the mean of a step.
func charge(mean, premium, vol *column.Column, years float64) {
	for i := range mean {
		mean[i] -= float64(premium[i] * vol[i] * years)
	}
}

// pricedReversion takes risk_premium·s·(1-e^(-k·dt))/k off the logarithm in each step, where it is given.
func pricedReversion(m program.Maker, x, k, vol program.Slot) {
	if !m.Has("risk_premium") {
		return
	}
	less, dt := m.Column(), m.Grid().Dt()
	price := m.Number("risk_premium")
	m.Start(func(b *program.Block) {
		less, k, vol, price := b.Col(less), b.Col(k), b.Col(vol), b.Col(price)
		for i := range less {
			less[i] = float64(price[i] * vol[i] * float64(dt*phi1(rounded(k[i], dt))))
		}
	})
	m.Step(func(b *program.Block) {
		x, less := b.Col(x), b.Col(less)
		for i := range x {
			x[i] -= less[i]
		}
	})
}
