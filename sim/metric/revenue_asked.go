package metric

import "dealsim/sim/schema"

// Above what the buyer earns the promise asks for more growth, or for a larger share of it. By hand: revenue of $20bn a year
// of which $2bn is spent here, against a floor of $10bn in three years: 20 · 10/6 = $33.3bn a year.
func init() {
	register(&Metric{
		Kind: schema.Kind{
			Name:    "revenue_asked",
			Value:   "USD bn, of a year. Above revenue_in_term the promise asks for more growth than there is, or for a larger share of the revenue.",
			Summary: "Revenue a year that would spend the floor, at the share of revenue that is spent here.",
			Why:     "What a promise of so many billions says of the business behind it.",
			Model:   "revenue in the term / years of the term · floor / spend in the term",
			Limits:  "Undefined where nothing is spent. A term that outlasts the run counts as far as the run goes.",
			Source:  "Own definition",
			Checked: "TestRevenueAskedByHand",
			Example: "aws_revenue_asked",
		},
		Of: Commitment, Rank: 84, Expr: "total({buyer}.revenue, {from}y, {to}y) / {years} * at({id}.floor_to_date, {to}y) / total({id}.spend, {from}y, {to}y)", Label: "revenue a year that the floor of {id} asks",
		Needs: []string{"{buyer}.revenue"},
	})
	register(&Metric{
		Kind: schema.Kind{
			Name:    "revenue_in_term",
			Value:   "USD bn, of a year.",
			Summary: "Revenue a year of the buyer over the term of a commitment.",
			Why:     "What revenue_asked is held against.",
			Model:   "revenue in the term / years of the term",
			Limits:  "A term that outlasts the run counts as far as the run goes.",
			Source:  "Own definition",
			Checked: "TestRevenueAskedByHand",
			Example: "aws_revenue_in_term",
		},
		Of: Commitment, Rank: 85, Expr: "total({buyer}.revenue, {from}y, {to}y) / {years}", Label: "revenue a year of the buyer in the term of {id}",
		Needs: []string{"{buyer}.revenue"},
	})
}
