package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// An option pool is shares set aside for employees: part of the fully diluted count from the day of the deal on. Grants
// move shares from the pool to employees and dilute nobody. A priced round tops the pool up to its size of the company
// after the money, before the price of a share is set: existing holders pay for it, the new investor does not.
//
// Arithmetic of a step, which the engine's register does: grants · dt of the company moves from the pool to employees,
// no more than there is. When rounds raise money, with f the share of the company that the money of the step buys and H all
// shares but the pool's, the company has H/(1 - f - size) shares after it, of which size are the pool's; a pool that is
// above that already is left alone. It posts nothing: what employees pay for their shares is left out.
//
// By hand, a pool of 10%, of which 4% have been granted, so that 6 of 100 shares are left and 94 are others'. $25bn at
// $100bn pre-money buy f = 20%: 94/(1 - 0.2 - 0.1) = 134.2857 shares, of which 13.4286 are the pool's, 26.8571 the new
// investor's, 94 = 70% all others'. Without the pool's top-up these had 75.2%.
var poolFields = schema.Field{Name: "option_pool", Form: schema.Group, Short: "size", Help: "shares set aside for employees, topped up at each round before the money, so that earlier holders pay for it; none unless given. A pool takes no part in a sale: what is not granted is cancelled", Fields: []schema.Field{
	{Name: "size", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(0.9), Help: "needed in a pool: what is set aside on the day of the deal, and again after each round, as a share of the company; a round so large that it leaves no room for it tops up nothing. A listed company's is topped up no more"},
	{Name: "grants", Form: schema.Number, Dim: unit.Rate, Default: "0%/y", Min: schema.Limit(0), Help: "what is granted out of it, a year, as a share of the company, as long as there is any"},
}}

// checkPool wants a pool that has a size, and one way to give shares to employees.
func checkPool(q program.Query) []program.Rule {
	if !q.Has("option_pool.size") {
		if q.Given("option_pool.grants") {
			return []program.Rule{{Field: "option_pool.grants", Wrong: "there is no pool to grant from", Remedy: "write option_pool: {size: 10%, grants: 2%/y}"}}
		}
		return nil
	}
	if q.Has("stock_grants") {
		return []program.Rule{{Field: "stock_grants", Wrong: "shares for employees come from the option pool", Remedy: "write option_pool: {size: 10%, grants: 2%/y}, or leave option_pool out"}}
	}
	return nil
}

func buildOptionPool(m program.Maker) {
	if !m.Has("option_pool.size") {
		return
	}
	m.In(program.Rounds)
	size, grants := m.Number("option_pool.size"), m.Number("option_pool.grants")
	m.Promise("pool")
	m.Promise("employees")
	m.Pool(program.Pool{Company: m.ID(), Size: size, Grants: grants})
}
