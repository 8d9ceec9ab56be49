package engine

import (
	"strings"
	"testing"
)

// TestWhatCannotBeMeant are deals that would once have run in silence, and what is said of them now.
func TestWhatCannotBeMeant(t *testing.T) {
	for text, want := range map[string]string{
		head + "companies:\n  lab:\n    revenue: {process: gbm, start: $10bn, volatility: 0%}\n    value: {process: schwartz-moon, start: $30bn, growth: 100%/y, growth_level: 7%/y, growth_speed: 70%/y, volatility: 0%}\n": "schwartz-moon cannot move a company's value",
		head + "companies:\n  lab: {value: {process: gbm, start: $10bn, volatility: 0%}}\ninvestors:\n  a: {holds: {lab: {stake: 70%}}}\n  b: {holds: {lab: {stake: 40%}}}\n":                                                "the holders of lab have 110% of it together",
		spender + "floor: $9bn, term: 3y}\nmetrics:\n  kept: aws.unmet - cloud.rate\n":                                                                                                                                       "cloud.rate",
		withTerms(spender, "margin: 30%, ", "") + "floor: $9bn, term: 3y}\nmetrics:\n  kept: aws.margin\n":                                                                                                                   "aws.margin",
		withTerms(spender, "margin: 30%, ", "") + "floor: $9bn, term: 3y}\nquantities:\n  kept: prev(aws.margin)\n":                                                                                                          "aws.margin",
		lab + "on: 0y, price: {fixed: $6bn, basis: post-money, discount: 20%}}\n":                                                                                                                                            "above the amount",
	} {
		p, m := compiledDeal(t, text, 1)
		if p != nil || !strings.Contains(told(m), want) {
			t.Errorf("want a mistake that says %q, got %q of\n%s", want, told(m), text)
		}
	}
}
