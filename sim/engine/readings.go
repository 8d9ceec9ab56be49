package engine

import (
	"fmt"
	"math"
	"strings"

	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// Three readings of the same cash, never mixed: what happens (real-world frequency, not discounted), what it is worth
// to one who discounts real-world cash at a rate of its own, and what a market would pay (drifts less the price of
// risk, discounted at the risk-free rate plus a credit spread).
//
// The third is a second program on the same random numbers. Source: Appraisal Foundation, Valuation Advisory 4 (2019),
// on contingent consideration; Schwartz and Moon (2000) for the premium on revenue.

// reading is an item that is read three ways, with the names of its metrics.
type reading struct {
	item, label, flow, rate string
	hurdle                  float64
}

// items are what can be read: the money of each tranche, what falls short of each commitment, each position's deal.
func (c *compiler) items() []reading {
	var out []reading
	add := func(item, label, flow, rate string) {
		if rate == "" || !c.published(flow) {
			return
		}
		x := reading{item: item, label: label, flow: flow, rate: rate, hurdle: math.NaN()}
		if e := scenario.ParseExpression(strings.Trim(rate, "()"), c.s.Calendar, c.m); e != nil {
			if v, ok := c.certain(e); ok {
				x.hurdle = v
			}
		}
		out = append(out, x)
	}
	for _, b := range c.section("tranches") {
		add(b.ID, "money paid under "+b.ID, b.ID+".paid", c.rateOf(b.Values["investor"].Text))
	}
	for _, b := range c.section("commitments") {
		add(b.ID, "true-up under "+b.ID, b.ID+".true_up", c.rateOf(b.Values["seller"].Text))
	}
	for _, p := range c.equity.positions {
		add(p.base, "the deal's shares and money for "+p.base, p.base+".deal_flow", c.rateOf(p.investor))
	}
	return out
}

// readings makes the metrics of the real world, or of the adjusted one.
func (c *compiler) readings() {
	r := c.s.Readings
	if r == nil {
		return
	}
	c.fits(r.RiskFree, unit.Rate, static, "readings.risk_free")
	c.fits(r.Spread, unit.Rate, static, "readings.credit_spread")
	c.p.adjustedRate = math.NaN()
	if free, ok := c.worth(r.RiskFree); ok {
		if spread, ok := c.worth(r.Spread); ok {
			c.p.adjustedRate = free + spread
		}
	}
	for _, x := range c.items() {
		if c.adjusted {
			plain := scenario.ParseExpression("npv("+x.flow+", 0%/y)", c.s.Calendar, c.m)
			if plain == nil {
				return
			}
			free := *plain
			free.Args = []*scenario.Expr{plain.Args[0],
				{Op: "+", Args: []*scenario.Expr{r.RiskFree, r.Spread}, Text: "risk-free rate plus spread", Place: r.Place}}
			c.metric(x.item+":adjusted", x.label, &free, true, "metrics."+x.item)
			continue
		}
		c.p.readings = append(c.p.readings, x)
		c.hiddenMetric(x.item+":total", "total("+x.flow+")")
		c.hiddenMetric(x.item+":any", "prob(total(abs("+x.flow+")) > $0)")
		c.hiddenMetric(x.item+":hurdle", "npv("+x.flow+", "+x.rate+")")
	}
}

// adjust is the scenario with the premiums switched on.
func adjust(s *scenario.Scenario, m *scenario.Mistakes) *scenario.Scenario {
	out := *s
	out.Blocks = append([]*scenario.Block(nil), s.Blocks...)
	var ids []string
	at := map[string]int{}
	for i, b := range s.Blocks {
		if b.Kind != nil && b.Kind.Field("risk_premium") != nil {
			ids = append(ids, b.ID)
			at[b.ID] = i
		}
	}
	for _, p := range s.Readings.Premiums {
		i, ok := at[p.ID]
		if !ok {
			m.Add(p.Place, "readings.premiums", listed("processes with a price of risk", ids), "no process with a price of risk is called %q%s", p.ID, didYouMean(p.ID, ids))
			continue
		}
		b := *s.Blocks[i]
		b.Values = map[string]*scenario.Value{}
		for k, v := range s.Blocks[i].Values {
			b.Values[k] = v
		}
		b.Values["risk_premium"] = &scenario.Value{Field: b.Kind.Field("risk_premium"), Expr: p.Value, Place: p.Place}
		out.Blocks[i] = &b
	}
	return &out
}

// tell puts what the two programs have seen side by side.
func (x *Outcome) tell(r *result.Result) {
	if x.adjusted == nil {
		return
	}
	find := func(metrics []metricColumn, name string) int {
		for i := range metrics {
			if metrics[i].name == name {
				return i
			}
		}
		panic(fmt.Sprintf("engine: no metric %q for a reading", name))
	}
	steps := x.p.Scenario.Calendar.Steps + 1
	real := func(name string) int { return len(x.p.series)*steps + find(x.p.metrics, name) }
	for _, i := range x.p.readings {
		any := x.samples[real(i.item+":any")]
		add := func(kind string, rate float64) {
			r.Readings = append(r.Readings, result.Reading{Item: i.item, Label: i.label, Dim: unit.Money, Reading: kind, Rate: rate, Probability: math.NaN()})
		}
		last := func() *result.Reading { return &r.Readings[len(r.Readings)-1] }
		add("real-world frequency", math.NaN())
		last().Sample, last().Probability = x.samples[real(i.item+":total")], any.Mean
		add("real-world cash at the holder's rate", i.hurdle)
		last().Sample = x.samples[real(i.item+":hurdle")]
		add("risk-adjusted value", x.p.adjustedRate)
		last().Sample = x.adjusted.samples[find(x.adjusted.p.metrics, i.item+":adjusted")]
	}
}
