package engine

import "testing"

// TestAPartYearByHand: a term of 30 months has a third contract year of two quarters, over which its whole floor is
// spread. Floors of $10bn a year, $2bn spent in a quarter:
//
//	quarters 1 to 4    floor 2.5 each    spent 8    short 2
//	quarters 5 to 8    floor 2.5 each    spent 8    short 2
//	quarters 9, 10     floor 5   each    spent 4    short 6
func TestAPartYearByHand(t *testing.T) {
	with := func(terms string) string {
		return head + `
drivers:
  wants: {process: constant, value: $2bn}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, term: 30 months, ` + terms + `}
`
	}
	const lost = "basis: annual, excess: lost"
	for _, floor := range []string{"floor: $30bn, schedule: even, ", "floors: {1: $10bn, 2: $10bn, 3: $10bn}, "} {
		s := tell(t, with(floor+lost))
		s.at("aws.floor_to_date", 0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20, 25, 30, 30, 30)
		s.at("aws.spend_to_date", 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 20, 20)
		s.at("aws.shortfall", 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 6, 0, 0)
		s.at("aws.true_up", 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 6, 0, 0)
		s.end("aws.y3.floor", 10)
		s.end("aws.y3.spend", 4)
		s.end("aws.y3.shortfall", 6)
		s.end("aws.y3.coverage", 0.4)
	}
	// back-loaded, 5, 10 and 15: 7.5 in each of the last two
	s := tell(t, with("floor: $30bn, schedule: back-loaded, "+lost))
	s.at("aws.floor_to_date", 0, 1.25, 2.5, 3.75, 5, 7.5, 10, 12.5, 15, 22.5, 30, 30, 30)
	s.at("aws.shortfall", 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 11, 0, 0)
	// cumulative, at each year's end: 2, then 16 + 2 against 20, then 20 + 4 against 30
	s = tell(t, with("floor: $30bn, shortfall: {rule: pay, at: year-end}"))
	s.at("aws.shortfall", 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 6, 0, 0)

	// ended, and all that is left paid: floors to come, and what is open of those that began
	for _, c := range []struct {
		when string
		step int
		left float64
	}{
		{"t >= 1.2y", 5, 7.5 + 10 + 2.5 - 2},
		{"t >= 1.9y", 8, 10 + 10 - 8},
		{"t >= 2.2y", 9, 5 + 5 - 2}, // a half of the last floor, not three quarters of it, is to come
		{"t >= 2.4y", 10, 10 - 4},
	} {
		s := tell(t, with("floor: $30bn, "+lost+", terminate: {when: "+c.when+", share: 100%}"))
		want := make([]float64, 13)
		want[c.step] = c.left
		s.at("aws.termination", want...)
	}
}

// TestTheTableOfAWaivedShortfall: what is short stands in the table of contract years though nothing of it is paid; of
// half of it that is paid it says the whole.
func TestTheTableOfAWaivedShortfall(t *testing.T) {
	for rule, paid := range map[string]float64{"waive": 0, "{rule: pay, fraction: 50%}": 0.5, "pay": 1} {
		s := tell(t, spender+"floor: $30bn, term: 3y, basis: annual, excess: lost, shortfall: "+rule+"}\n")
		for year, short := range map[string]float64{"y1": 3, "y2": 0, "y3": 2} {
			s.end("aws."+year+".shortfall", short)
			s.end("aws."+year+".floor", 10)
		}
		s.end("aws.y1.coverage", 0.7)
		s.end("aws_shortfall_total", 5)
		s.end("aws_true_up_total", 5*paid)
	}
}
