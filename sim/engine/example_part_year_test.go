package engine

import "testing"

// TestAPartYearByHand: a term of 30 months has a third contract year of two quarters. Listed floors stand as they are
// listed; one floor is spread evenly over the quarters. Floors of $10bn listed for each of three years, $2bn spent in a quarter:
//
//	quarters 1 to 4    floor 2.5 each    spent 8    short 2
//	quarters 5 to 8    floor 2.5 each    spent 8    short 2
//	quarters 9, 10     floor 5   each    spent 4    short 6
//
// $30bn spread evenly are $3bn in each of ten quarters: 12, 12 and 6, so that the three years are 4, 4 and 2 short.
func TestAPartYearByHand(t *testing.T) {
	with := func(terms string) string {
		return head + `
drivers:
  wants: {process: constant, value: $2bn}
commitments:
  aws: {buyer: lab, seller: cloud, demand: wants, term: 30 months, ` + terms + `}
`
	}
	const lost, listed = "basis: annual, excess: lost", "floors: {1: $10bn, 2: $10bn, 3: $10bn}, "
	s := tell(t, with(listed+lost))
	s.at("aws.floor_to_date", 0, 2.5, 5, 7.5, 10, 12.5, 15, 17.5, 20, 25, 30, 30, 30)
	s.at("aws.spend_to_date", 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 20, 20)
	s.at("aws.shortfall", 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 6, 0, 0)
	s.at("aws.true_up", 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 6, 0, 0)
	s.end("aws.y3.floor", 10)
	s.end("aws.y3.spend", 4)
	s.end("aws.y3.shortfall", 6)
	s.end("aws.y3.coverage", 0.4)
	s = tell(t, with("floor: $30bn, schedule: even, "+lost))
	s.at("aws.floor_to_date", 0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 30, 30)
	s.at("aws.shortfall", 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 2, 0, 0)
	s.end("aws.y3.floor", 6)
	s.end("aws.y3.coverage", 4./6)
	// back-loaded, as 1, 2 and half of 3: 6.667, 13.333 and 10, 5 in each of the last two
	s = tell(t, with("floor: $30bn, schedule: back-loaded, "+lost))
	s.at("aws.floor_to_date", 0, 5./3, 10./3, 5, 20./3, 10, 40./3, 50./3, 20, 25, 30, 30, 30)
	s.at("aws.shortfall", 0, 0, 0, 0, 0, 0, 0, 0, 40./3-8, 0, 6, 0, 0)
	// cumulative, at each year's end: 12 - 8, then 16 + 4 against 24, then 20 + 8 against 30
	s = tell(t, with("floor: $30bn, shortfall: {rule: pay, at: year-end}"))
	s.at("aws.shortfall", 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 2, 0, 0)

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
		s := tell(t, with(listed+lost+", terminate: {when: "+c.when+", share: 100%}"))
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
