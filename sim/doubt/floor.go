package doubt

import (
	"strconv"

	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

func init() {
	register(&Rule{
		Name:    "floor-above-capacity",
		Reason:  "A floor is to be spent. Where the whole capacity, sold at its price, bills less, no demand can reach it: the buyer pays for what nobody could have delivered.",
		Remedy:  "lower the floor, start it later (schedule: back-loaded, floors by year), raise the ramp, or write relief: pro-rata",
		Looks:   "A floor, of a contract year or of the term, above all that could be billed: the capacity on offer times its price, and what needs none, each at its 95% quantile.",
		Example: "cloud: {buyer: lab, seller: vendor, floor: $40bn, term: 4y, basis: annual, …}",
		Said:    "commitments.cloud: the floor of contract year 1, $10bn, is above the $3.5bn that can be billed in it on 95 of 100 paths, were all of the capacity sold",
		Look: func(c *Case) {
			for _, b := range c.blocks("commitments") {
				if x := c.commitment(b.ID); x != nil {
					if what := c.unreachable(b, x); what != "" {
						c.add(at(b, "floor"), path(b), "", "%s", what)
					}
				}
			}
		},
	})
}

func (c *Case) commitment(id string) *result.Commitment {
	for i := range c.Result.Commitments {
		if c.Result.Commitments[i].ID == id {
			return &c.Result.Commitments[i]
		}
	}
	return nil
}

// unreachable says that a floor lies above all that could be billed, were everything on offer sold to this buyer:
// available · price of its capacities, and what of its demand needs none, each at its 95% quantile. Annual floors are
// looked at year by year, with what is carried. "" where some demand could reach it.
func (c *Case) unreachable(b *scenario.Block, x *result.Commitment) string {
	names := b.Keys["capacities"]
	if one := text(b, "capacity"); one != "" {
		names = []string{one}
	}
	other, ok := c.field(b, "other_share")
	if len(names) == 0 || !ok || b.Values["marketplace.share"] != nil || b.Values["reserved"] != nil {
		return ""
	}
	whole := make([]float64, c.Scenario.Calendar.Steps+1)
	for _, x := range []string{".spend", ".unmet", ".overflow"} { // what needs no capacity is a share of all that is wanted
		part := c.samples(b.ID + x)
		if part == nil && other > 0 && x != ".overflow" {
			return "" // nobody knows: the file follows other series
		}
		for q, s := range part {
			if s.N > 0 && other > 0 {
				whole[q] += other * s.Quantile(0.95)
			}
		}
	}
	for _, name := range names {
		offer, price := c.samples(name+".available"), c.samples(name+".price")
		if offer == nil || price == nil {
			return ""
		}
		for q := range whole {
			if offer[q].N > 0 && price[q].N > 0 {
				whole[q] += offer[q].Quantile(0.95) * price[q].Quantile(0.95)
			}
		}
	}
	perYear, first := float64(c.Scenario.Calendar.PerYear), c.starts(b)
	sum := func(from, to float64) (bill float64) {
		for q := range whole {
			if t := float64(q) / perYear; t > from+1e-9 && t < to+1e-9 {
				bill += whole[q]
			}
		}
		return bill
	}
	money := func(v float64) string { return unit.Format(v, unit.Money, 3) }
	total, carried := 0.0, 0.0
	for k, y := range x.Years {
		f := c.metric(y.Floor)
		if f == nil {
			return ""
		}
		total += f.Mean
		from := first + float64(k)
		bill := sum(from, from+1)
		if !x.Cumulative && text(b, "shortfall.rule") == "pay" && f.Mean > 1.001*(bill+carried) {
			return "the floor of contract year " + strconv.Itoa(k+1) + ", " + money(f.Mean) + ", is above the " + money(bill) + " that can be billed in it on 95 of 100 paths, were all of the capacity sold"
		}
		if text(b, "excess.rule") == "carried" {
			carried = max(0, carried+bill-f.Mean)
		}
	}
	end := first + b.Values["term"].Years
	if more := b.Values["shortfall.years"]; more != nil {
		end += more.Years
	}
	if bill := sum(first, end); x.Cumulative && len(x.Years) > 0 && total > 1.001*bill && !c.late(end) {
		return "the floor, " + money(total) + ", is above the " + money(bill) + " that can be billed over the term on 95 of 100 paths, were all of the capacity sold"
	}
	return ""
}
