package clause

import (
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A commitment is a promise to spend: what is really spent is an output.
//
// Arithmetic of a step: spend = other + min(demand - other, available · price), other = other_share · demand. The
// floor of the step is its share of the floor, less relief. At a settlement the shortfall is the floor due less what
// was spent; the true-up is what of it is paid. It posts spend and true-up from buyer to seller. What a capacity is
// short of and where the rest goes stands in commitment_share.go, discounts and credits in commitment_bill.go, what
// retires the floor in commitment_count.go, settlements in commitment_settle.go, the end of the promise before its
// time in commitment_end.go.
//
// By hand, annual floors of $10bn with excess carried, spend of $7bn, $14bn, $8bn: shortfall $3bn in the first year;
// the second leaves $4bn to carry; the third has 8 + 4 ≥ 10, no shortfall, and carries $2bn. With excess lost the
// third year falls $2bn short. Cumulative over three years: 30 - 29 = $1bn, at the end.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "commitments", Name: "commitment",
			Summary: "A promise to spend with a vendor: a floor over a term, and what happens when less is spent.",
			Why:     "\"More than $100bn over ten years\" is a floor. Spend follows need and capacity; the commitment decides who pays when it falls short.",
			Model: "demand = share · compute need of the buyer, or as given, at the least 0; other = other_share · demand; with an elasticity e the rest D is multiplied by (p/p0)^(1 - e): p is the mean price of what is bought, capacity after capacity until Q = D/p0 · (p/p0)^-e, or else of all there is; p0 that of the first by rank on the day of the deal.\n" +
				"bought = other + min(demand - other, GW-years on offer · price), at list price; without a capacity bought = demand. spend = bought - discounts, tier by tier; in money it pays spend - credits used.\n" +
				"counted = spend, less what needs no capacity (counts: capacity-only), less what credits pay unless they count, plus idle capacity and marketplace spend. idle = max(0, reserved · GW-years on offer · price - bought with capacity); where more than all of a capacity is reserved each holds so much less of it. An extension that nothing is short in has no discounts, credits or reservation.\n" +
				"floor of a step = floor of its contract year / steps of that year; with relief: pro-rata times min(1, on offer/promised).\n" +
				"shortfall = max(0, floor due - counted - excess carried), found at each year's end (basis: annual, or at: year-end) or at the end of the term. true-up = fraction · shortfall, nothing with rule: waive or where waive_chance strikes.\n" +
				"excess = what is counted above the floor due: carried, at most most · the year's floor, for so many years; with back: yes it first makes good for shortfalls paid earlier, and fraction · as much is paid back.\n" +
				"roll: what is short, at most most · the year's floor, is added to the floor of the next year; in the last year it is due. extend: what is short at the end of the term is due at the end of the extension, less what is counted in it.\n" +
				"true_down: floors after the period end at which its condition first holds are multiplied by 1 - share. terminate: fee + share · what is left; left = floors to come + floor not yet settled - what is counted and not yet settled - excess carried. A buyer that fails owes recovery · fraction · left, nothing with rule: waive, and what falls due in that step as far as cash and sale go.\n" +
				"margin = margin · spend + true-up + idle + termination - credits used - refunds - what a failing buyer does not pay; credits that a tranche brought cost nothing when used, and add what lapses.\n" +
				"Several commitments at one capacity are served at one pace: when it is short each gets the same share of what it asks, and goes on to the next of its capacities. What none of them has is asked of the commitment it overflows to, which serves its own demand first.",
			Step:  "Exact on the grid: a term and its years are whole steps.",
			Posts: "Buyer to seller: what is bought at list price (spend), marketplace spend, idle capacity, true-ups, termination. Seller to buyer: discounts, credits as they are used, refunds of true-ups, and what of a true-up or a fee is not paid as the buyer fails in its step (not paid).",
			ByHand: "Annual floors of $10bn, spend of $7bn, $14bn and $8bn. Year 1 is $3bn short, which are paid; year 2 leaves $4bn to carry; year 3 has 8 + 4, no shortfall. With excess lost year 3 is $2bn short. As one floor of $30bn over three years: 30 - 29 = $1bn, at the end.\n" +
				"Discounts of 5% from $10bn and 10% from $20bn, $8bn bought before and $16bn now: $2bn at list, $10bn less 5%, $4bn less 10%: a discount of $0.9bn, a bill of $15.1bn.\n" +
				"Ended with $26bn left, for a fee of $2bn and a tenth of what is left: $4.6bn. A true-down of 20% after the first of four years of $10bn: 6 of the 30 to come fall away: 10, 8, 8, 8.\n" +
				"$8bn wanted, a quarter of it storage, the price up from $10bn to $14.4bn/GW/y, elasticity 1.5: 2 + 6 · 1.44^-0.5 = $7bn; what is bought elsewhere stays as it is.\n" +
				"$10bn wanted of a vendor that has $6bn: 4 overflow to one that has $4bn and wants $2bn itself: it serves 2 of them, and 2 go on or are unmet.",
			Moments: "For spend S of the term that is lognormal with mean m, s the standard deviation of log S, and one floor K: mean shortfall = K·Φ(-d2) - m·Φ(-d1), d1 = ln(m/K)/s + s/2, d2 = d1 - s.",
			Limits:  "One of floor and floors; one of capacity and capacities. floor is the whole promise of the term, for both bases, so that changing the basis changes one thing. Excess, roll and most are of the annual basis. After the term, or once it is terminated, the buyer goes on buying what it needs, at list price. A company that keeps cash has all that it pays under a commitment as a cost of the step in which it is due. Where the buyer can fail, margin and what a party receives are known once exits are: a condition reads prev(aws.margin).",
			Source:  "Take-or-pay with yearly reconciliation, a true-down on divestiture among its terms, as in AWS enterprise agreements",
			Checked: "TestCommitmentByHand, TestADemandBelowZeroByHand, TestSharedCapacityByHand, TestOverflowByHand, TestGenerationsByHand, TestCarryByHand, TestPutOffByHand, TestBillByHand, TestWhatCountsByHand, TestEndByHand, TestTrueDownByHand, TestAnInsolventBuyerOwesWhatIsLeft, TestWhatAFailingBuyerPaysByHand, TestWaivedIsNotClaimed, TestAWaivedFloorIsNoFloor, TestRecoveryRanksAheadByHand, TestCreditsForSharesByHand, TestAShortfallMayBeLetPass, TestElasticityByHand, TestElasticityToGenerationsByHand, TestElasticityReachesCashByHand, TestMoreCapacityIsNeverLessPower, TestOverflowNeedsChipsByHand, TestReservedByHand, TestNoMoreIsHeldThanThereIsByHand, TestIdleEndsByHand, TestDiscountsEndByHand, TestDiscountOfAYearByHand, TestNobodyBuysWhatIsNotThere, TestMoreCapacityLeavesNobodyShorter, TestAFloorMovesNoSpend, validation/shortfall-annual.yaml, validation/shortfall-cumulative.yaml",
			Example: "aws: {buyer: anthropic, seller: amazon, floor: $100bn, term: 10y,\n      share: 40%, capacity: trainium, margin: 30%}",
			Fields:  append(append(append([]schema.Field{}, promiseFields...), demandFields...), priceFields...),
			Outputs: commitmentOutputs,
		},
		Check: checkCommitment,
		Build: func(m program.Maker) {
			t := newTerm(m)
			buildSettlement(m, t, buildCount(m, t, buildSpend(m, t)))
		},
	})
}

// share is a field that holds a share.
func share(name, byDefault, help string) schema.Field {
	return schema.Field{Name: name, Form: schema.Number, Dim: unit.Number, Default: byDefault, Min: schema.Limit(0), Max: schema.Limit(1), Help: help}
}

// promiseFields are the promise, and what becomes of a shortfall.
var promiseFields = []schema.Field{
	{Name: "buyer", Form: schema.Ref, Refers: "party", Required: true, Help: "who promises to spend"},
	{Name: "seller", Form: schema.Ref, Refers: "party", Required: true, Help: "who is paid"},
	{Name: "floor", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "one of floor and floors is needed: the least to be spent over the whole term"},
	{Name: "floors", Form: schema.ByYear, Dim: unit.Money, Help: "the floor of each contract year, 1, 2, …, in place of floor; a year left out has none. Where the last year is a part of one: the floor of that part"},
	{Name: "term", Form: schema.Span, Required: true, Help: "how long the promise runs, such as 10y"},
	{Name: "start", Form: schema.Day, Default: "0y", Help: "first day of the term, which runs in whole steps from the one that holds it"},
	{Name: "basis", Form: schema.Choice, Choices: []string{"cumulative", "annual"}, Default: "cumulative", Help: "one floor over the term, or one for each contract year"},
	{Name: "schedule", Form: schema.Choice, Choices: []string{"even", "back-loaded"}, Default: "even", Help: "how the floor is spread over the years; back-loaded: in proportion to 1, 2, 3, …; a part of a year has so much less"},
	{Name: "shortfall", Form: schema.Group, Short: "rule", Help: "what happens when less is spent; the buyer pays unless given", Fields: []schema.Field{
		{Name: "rule", Form: schema.Choice, Choices: []string{"pay", "waive", "roll", "extend"}, Default: "pay", Help: "pay: the buyer pays the shortfall; waive: it pays nothing; roll: the shortfall is added to the next year's floor; extend: the term goes on, and what is still missing then is paid"},
		{Name: "at", Form: schema.Choice, Choices: []string{"end", "year-end"}, Help: "when a cumulative floor is settled: at the end of the term, or at each year's end against the floor to date; the end unless given"},
		share("fraction", "100%", "share of the shortfall that is paid"),
		share("waive_chance", "", "chance that the seller lets a shortfall pass, drawn at each settlement; none unless given"),
		{Name: "most", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "with roll: the most that goes to the next year, as a share of the year's floor; the rest is paid; all of it rolls unless given"},
		{Name: "years", Form: schema.Span, Help: "with extend, and needed there: how much longer the term goes on"},
	}},
	{Name: "excess", Form: schema.Group, Short: "rule", Help: "annual basis: what becomes of spend above a year's floor; it is carried unless given", Fields: []schema.Field{
		{Name: "rule", Form: schema.Choice, Choices: []string{"carried", "lost"}, Default: "carried", Help: "whether it counts for later years"},
		{Name: "most", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "the most that is carried, as a share of the year's floor; all of it unless given"},
		{Name: "years", Form: schema.Count, Min: schema.Limit(1), Max: schema.Limit(20), Help: "for how many years after its own it counts, the oldest first; without it until the end of the term"},
		{Name: "back", Form: schema.Choice, Choices: []string{"no", "yes"}, Help: "yes: it first makes good for shortfalls of earlier years, whose true-up is paid back; no unless given"},
	}},
	{Name: "relief", Form: schema.Choice, Choices: []string{"none", "pro-rata"}, Default: "none", Help: "pro-rata: the floor of a step shrinks with capacity that is late, to on offer/promised of it"},
	{Name: "recovery", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of what is left of the floor, times the fraction of a shortfall that is paid, that the seller recovers in the step after the buyer becomes insolvent, before its holders get anything; less where its cash and the sale bring less, nothing where a shortfall is waived"},
	{Name: "terminate", Form: schema.Group, Help: "an end of the promise before its time; there is none unless given", Fields: []schema.Field{
		{Name: "when", Form: schema.Condition, Help: "the promise ends at the first period end of the term at which this holds; never unless given"},
		{Name: "fee", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "what the buyer pays for it; nothing unless given"},
		share("share", "", "share of what is left of the floor that it pays as well; nothing unless given"),
	}},
	{Name: "true_down", Form: schema.Group, Help: "a fall of the promise, such as when the buyer sells a part of its business; there is none unless given", Fields: []schema.Field{
		{Name: "when", Form: schema.Condition, Help: "the promise falls once: at the first period end after the day of the deal at which this holds, if the term is not over; never unless given"},
		share("share", "", "needed with when: share of the floors still to come that falls away"),
	}},
}

// demandFields are what is wanted, and where it can be had.
var demandFields = []schema.Field{
	{Name: "demand", Form: schema.Signal, Dim: unit.Money, Min: schema.Limit(0), Help: "what the buyer wants of this vendor in a step, in money of that step; where it is below zero, nothing; share · compute need of the buyer unless given"},
	{Name: "share", Form: schema.Signal, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Help: "share of the buyer's compute need that it wants from this vendor"},
	{Name: "other_share", Form: schema.Signal, Dim: unit.Number, Default: "0%", Help: "share of the demand that needs none of the capacity: storage, ordinary servers; what overflows to here needs it all"},
	{Name: "elasticity", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "by how many percent less capacity is wanted for a price 1% higher: 0 is the same GW at any price, 1 the same money. The price is the mean of what is bought, of several capacities as if nobody else drew on them, against that of the first by rank on the day of the deal. 1 unless given"},
	{Name: "capacity", Form: schema.Ref, Refers: "capacity", Help: "the capacity that limits the spend; nothing does unless given"},
	{Name: "capacities", Form: schema.Each, Help: "in place of capacity: several of them by their names, such as generations of a chip", Fields: []schema.Field{
		{Name: "rank", Form: schema.Count, Required: true, Min: schema.Limit(1), Help: "1 is asked first; with order: cheapest it settles ties"},
	}},
	{Name: "order", Form: schema.Choice, Choices: []string{"cheapest", "ranked"}, Help: "which of several capacities is asked first; the cheapest of the step unless given"},
	{Name: "overflow", Form: schema.Ref, Refers: "commitments", Help: "the commitment of the same buyer that is asked for what is not on offer here; it may overflow to another in turn. Unless given it is unmet"},
	share("reserved", "", "share of what is on offer that is held for this buyer within the term, and paid for even if it is not used; none unless given"),
}

// priceFields are what is paid, and what of it counts.
var priceFields = []schema.Field{
	{Name: "discounts", Form: schema.Each, Help: "price discounts by what has been bought at list price, tier by tier, such as {one: {from: $10bn, off: 5%}, two: {from: $50bn, off: 10%}}; none unless given", Fields: []schema.Field{
		{Name: "from", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "what is bought beyond this is cheaper, up to the next tier"},
		{Name: "off", Form: schema.Number, Dim: unit.Number, Required: true, Min: schema.Limit(0), Max: schema.Limit(1), Help: "by this share of the list price"},
	}},
	{Name: "discount_by", Form: schema.Choice, Choices: []string{"term", "year"}, Help: "whether a tier counts what was bought in the term so far, or in the contract year; the term unless given"},
	{Name: "credits", Form: schema.Group, Help: "credits granted with the deal: used up by the spend of the term before it is paid in money; none unless given", Fields: []schema.Field{
		{Name: "amount", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "credits granted, in money; none unless given"},
		{Name: "counts", Form: schema.Choice, Choices: []string{"no", "yes"}, Help: "whether spend paid with credits retires the floor; it does not unless given"},
	}},
	{Name: "marketplace", Form: schema.Group, Help: "what others sell the buyer through the seller, on top of the demand; nothing unless given", Fields: []schema.Field{
		{Name: "share", Form: schema.Signal, Dim: unit.Number, Help: "how much of it, as a share of the demand; none unless given"},
		share("most", "", "the most of the floor that it can retire: of the year's, or of the floor to date of a cumulative one; all of it counts unless given"),
	}},
	{Name: "counts", Form: schema.Choice, Choices: []string{"all", "capacity-only"}, Help: "which spend retires the floor: all, or only what needs the capacity; all unless given"},
	{Name: "margin", Form: schema.Number, Dim: unit.Number, Help: "share of the spend that the seller keeps after its cost; its margin is not asked for unless given"},
}

var commitmentOutputs = []schema.Output{
	{Suffix: "spend", Dim: unit.Money, Flow: true, Label: "spend under", Help: "the bill of the step: what is bought, less discounts"},
	{Suffix: "unmet", Dim: unit.Money, Flow: true, Label: "unmet demand under", Help: "wanted but not on offer, nor where it overflows to"},
	{Suffix: "shortfall", Dim: unit.Money, Flow: true, Label: "shortfall under", Help: "promised minus spent, found at a settlement and not put off"},
	{Suffix: "true_up", Dim: unit.Money, Flow: true, Label: "true-up under", Help: "due for a shortfall; what of it is not paid as the buyer fails is true_up_unpaid"},
	{Suffix: "spend_to_date", Dim: unit.Money, Label: "spend to date under", Help: "spend that counts, within the term so far"},
	{Suffix: "promise", Dim: unit.Money, Hidden: true, Label: "whole floor of", Help: "floor of the whole term, before relief, less a true-down so far"},
	{Suffix: "floor_to_date", Dim: unit.Money, Label: "floor to date under", Help: "floor of the term so far, less relief"},
	{Suffix: "true_up_unpaid", Dim: unit.Money, Flow: true, Hidden: true, Label: "true-up not paid under", Help: "what of the true-up of the step is not paid, as the buyer fails in it and cash and sale are not enough"},
	{Suffix: "termination_unpaid", Of: "terminate.when", Dim: unit.Money, Flow: true, Hidden: true, Label: "termination fee not paid under", Help: "what of the fee of the step is not paid, as the buyer fails in it"},
	{Suffix: "margin", Of: "margin", Dim: unit.Money, Flow: true, Label: "vendor margin from", Help: "margin on the spend, and what is paid for nothing: true-up, idle capacity, termination; less credits used, refunds, and what a failing buyer does not pay"},
	{Suffix: "overflow", Of: "overflow", Dim: unit.Money, Flow: true, Label: "demand passed on by", Help: "own demand that other commitments have served"},
	{Suffix: "taken_over", Dim: unit.Money, Flow: true, Label: "demand taken over by", Help: "what of the spend at list price is the demand of commitments that overflow to this one"},
	{Suffix: "discount", Dim: unit.Money, Flow: true, Label: "discount under", Help: "what the bill is below list price"},
	{Suffix: "credits_used", Of: "credits.amount", Dim: unit.Money, Flow: true, Label: "credits used under", Help: "part of the bill settled with credits"},
	{Suffix: "equity_credits_used", Dim: unit.Money, Flow: true, Label: "credits for shares used under", Help: "part of the bill settled with credits that a tranche brought"},
	{Suffix: "equity_credits_lapsed", Dim: unit.Money, Flow: true, Label: "credits for shares lapsed under", Help: "what of such credits was left at the end of the promise"},
	{Suffix: "marketplace", Of: "marketplace.share", Dim: unit.Money, Flow: true, Label: "marketplace spend under", Help: "bought from others through the seller"},
	{Suffix: "idle", Of: "reserved", Dim: unit.Money, Flow: true, Label: "idle capacity paid under", Help: "reserved, not used, and paid for"},
	{Suffix: "refund", Of: "excess.back", Dim: unit.Money, Flow: true, Label: "refund under", Help: "true-ups of earlier years paid back"},
	{Suffix: "termination", Of: "terminate.when", Dim: unit.Money, Flow: true, Label: "termination fee under", Help: "paid for ending the promise"},
	{Suffix: "terminated", Of: "terminate.when", Dim: unit.Number, Label: "termination of", Help: "1 from the period end on at which the promise was terminated"},
	{Suffix: "true_down", Of: "true_down.when", Dim: unit.Money, Flow: true, Label: "true-down of", Help: "what the promise falls by"},
	{Suffix: "bought", Dim: unit.Money, Flow: true, Hidden: true, Label: "list price of what is bought under", Help: "what is bought, at list price, where there are discounts"},
	{Suffix: "wanted", Dim: unit.Money, Flow: true, Hidden: true, Label: "demand under", Help: "own demand of the step, where a capacity is shared or demand overflows"},
	{Suffix: "reserved", Of: "reserved", Dim: unit.Number, Hidden: true, Label: "share reserved under", Help: "share of what is on offer that is held for the buyer"},
	{Suffix: "missed", Dim: unit.Number, Hidden: true, Label: "floor missed under", Help: "1 once spend has missed the floor: a shortfall is found, or the promise ended with some of it left; undefined while an extension or the next year is to make it good"},
	{Suffix: "answer", Of: "elasticity", Dim: unit.Money, Flow: true, Hidden: true, Label: "cost of the answer to the price under", Help: "what the compute of the buyer costs more, here and elsewhere, since its demand answers to the price"},
	{Suffix: "below", Of: "demand", Dim: unit.Money, Flow: true, Hidden: true, Label: "demand below zero under", Help: "by how much the demand as given is below zero, for which nothing is bought"},
	{Suffix: "claim", Dim: unit.Money, Hidden: true, Label: "claim under", Help: "what the seller can claim if the buyer fails in the step"},
	{Suffix: "other", Dim: unit.Money, Flow: true, Hidden: true, Label: "other demand under", Help: "the part of the demand that needs no capacity, where a capacity is shared or demand overflows"},
}
