package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// An investor may sell its shares once the company is listed and the lock-up is over. The engine's register does it.
//
// Arithmetic of a step: the first step that begins after the lock-up sells the share at_once; each from it on sells
// 1 - e^(-rate·dt) of what is left. A stake s sold brings s · market value · (1 - discount), new money of the step
// counted. It posts that from the public to the investor. Of the shares sold, those bought in the deal are as large a part
// as of those held. Once the company is sold, nothing is left to sell.
//
// By hand, 20% of a company worth $1,000bn, listed at the end of the second quarter with a lock-up of two quarters: the
// fifth quarter is the first that begins after it. A quarter sold at once at 4% off: 5% · 1000 · 0.96 = $48bn, and 15%
// are left.
var sellsField = schema.Field{Name: "sells", Form: schema.Group, Help: "how it sells its shares to the public after a listing and its lock-up, those bought in the deal with them; it sells none unless given", Fields: []schema.Field{
	{Name: "at_once", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of its holding sold in the first step after the lock-up"},
	{Name: "rate", Form: schema.Number, Dim: unit.Rate, Default: "0%/y", Min: schema.Limit(0), Help: "what it sells from then on, a year, as a share of what it still has"},
	{Name: "discount", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(0.95), Help: "price discount off the market value"},
}}

// checkSells wants to know how much is sold.
func checkSells(q program.Query) []program.Rule {
	var rules []program.Rule
	for _, company := range q.Keys("holds") {
		at := "holds." + company + ".sells."
		if q.Given(at+"discount") && !q.Given(at+"rate") && !q.Given(at+"at_once") {
			rules = append(rules, program.Rule{Field: at + "discount", Wrong: "it does not say how much is sold", Remedy: "add rate: 25%/y, or at_once: 50%"})
		}
	}
	return rules
}
