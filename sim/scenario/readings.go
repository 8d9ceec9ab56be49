package scenario

import "dealsim/sim/unit"

// readings reads {risk_free: 4%/y, credit_spread: 1%/y, premiums: {anthropic.revenue: 34%}}.
func (d *decoder) readings(n *node) {
	if n == nil || n.form == null {
		return
	}
	f := d.fields("readings", n, "risk_free", "credit_spread", "premiums")
	if f == nil {
		return
	}
	r := &Readings{Place: n.Place}
	rate := func(key, fallback string) *Expr {
		v := f[key]
		if v == nil {
			v = &node{form: scalar, text: fallback, Place: n.Place}
		}
		return d.number(v, unit.Rate, "readings."+key)
	}
	if f["risk_free"] == nil {
		d.m.Add(n.Place, "readings.risk_free", "write risk_free: 4%/y", "the rate is missing")
		return
	}
	r.RiskFree, r.Spread = rate("risk_free", ""), rate("credit_spread", "0%/y")
	p := f["premiums"]
	if p == nil || p.form != mapping || len(p.entries) == 0 {
		d.m.Add(n.Place, "readings.premiums", "write premiums: {anthropic.revenue: 34%}: the price of risk of each driver, for each unit of its volatility", "no premium is given: the risk-adjusted reading would be the real one")
		return
	}
	for _, e := range p.entries {
		if x := d.number(e.value, unit.Number, "readings.premiums."+e.key); x != nil {
			r.Premiums = append(r.Premiums, Premium{e.key, x, e.place})
		}
	}
	d.s.Readings = r
}
