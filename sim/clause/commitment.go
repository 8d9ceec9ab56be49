package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A commitment is a promise to spend: what is really spent is an output.
//
// Arithmetic of a step: spend = other + min(demand - other, available · price), other = other_share · demand. The
// floor of the step is its share of the floor, less relief. At a settlement the shortfall is the floor due less what
// was spent; the true-up is what of it is paid. It posts spend and true-up from buyer to seller.
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
			Model:   "shortfall = max(0, floor due - spend counted); true-up = fraction · shortfall where the rule is pay; annual: each contract year, with excess carried or lost; cumulative: over the term, settled at its end or at each year's end",
			Step:    "Exact.",
			Moments: "For lognormal spend S: E[(K-S)+] = K·Φ(-d2) - m·Φ(-d1).",
			Limits:  "floor is the whole promise of the term, for both bases, so that changing the basis changes one thing.",
			Source:  "take-or-pay with yearly reconciliation, as in AWS enterprise agreements: model.md 2.4",
			Checked: "TestCommitmentByHand, validation/shortfall-annual.yaml, validation/shortfall-cumulative.yaml",
			Example: "aws: {buyer: anthropic, seller: amazon, floor: $100bn, term: 10y, share: 40%, capacity: trainium}",
			Fields: []schema.Field{
				{Name: "buyer", Form: schema.Ref, Refers: "party", Required: true, Help: "who promises to spend"},
				{Name: "seller", Form: schema.Ref, Refers: "party", Required: true, Help: "who is paid"},
				{Name: "floor", Form: schema.Number, Dim: unit.Money, Min: schema.Limit(0), Help: "the least to be spent over the whole term"},
				{Name: "floors", Form: schema.ByYear, Dim: unit.Money, Help: "the floor of each contract year instead"},
				{Name: "term", Form: schema.Span, Required: true, Help: "how long the promise runs"},
				{Name: "start", Form: schema.Day, Default: "0y", Help: "first day of the term, which runs in whole steps from the one that holds it"},
				{Name: "basis", Form: schema.Choice, Choices: []string{"cumulative", "annual"}, Default: "cumulative", Help: "one floor over the term, or one for each contract year"},
				{Name: "schedule", Form: schema.Choice, Choices: []string{"even", "back-loaded"}, Default: "even", Help: "how the floor is spread over the years; back-loaded: in proportion to 1, 2, 3, …"},
				{Name: "demand", Form: schema.Signal, Dim: unit.Money, Help: "what the buyer wants of this vendor in a step; share · compute need of the buyer unless given"},
				{Name: "share", Form: schema.Signal, Dim: unit.Number, Default: "100%", Help: "share of the buyer's compute need that it wants from this vendor"},
				{Name: "capacity", Form: schema.Ref, Refers: "capacity", Help: "the capacity that limits the spend"},
				{Name: "other_share", Form: schema.Signal, Dim: unit.Number, Default: "0%", Help: "share of the demand that needs none of that capacity: storage, ordinary servers"},
				{Name: "shortfall", Form: schema.Group, Short: "rule", Help: "what happens when less is spent", Fields: []schema.Field{
					{Name: "rule", Form: schema.Choice, Choices: []string{"pay", "waive"}, Default: "pay", Help: "the buyer pays the shortfall, or nothing"},
					{Name: "at", Form: schema.Choice, Choices: []string{"end", "year-end"}, Help: "when a cumulative floor is settled: at the end of the term, or at each year's end against the floor to date"},
					{Name: "fraction", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "share of the shortfall that is paid"},
				}},
				{Name: "excess", Form: schema.Choice, Choices: []string{"carried", "lost"}, Default: "carried", Help: "annual basis: whether spend above a year's floor counts for later years"},
				{Name: "relief", Form: schema.Choice, Choices: []string{"none", "pro-rata"}, Default: "none", Help: "pro-rata: the floor shrinks with capacity that is late"},
				{Name: "margin", Form: schema.Number, Dim: unit.Number, Help: "share of the spend that the seller keeps after its cost"},
			},
			Outputs: []schema.Output{
				{Suffix: "spend", Dim: unit.Money, Flow: true, Label: "spend under", Help: "bought and paid in the step"},
				{Suffix: "unmet", Dim: unit.Money, Flow: true, Label: "unmet demand under", Help: "wanted but not on offer"},
				{Suffix: "shortfall", Dim: unit.Money, Flow: true, Label: "shortfall under", Help: "promised minus spent, found at a settlement"},
				{Suffix: "true_up", Dim: unit.Money, Flow: true, Label: "true-up under", Help: "paid for a shortfall"},
				{Suffix: "spend_to_date", Dim: unit.Money, Label: "spend to date under", Help: "spend within the term so far"},
				{Suffix: "floor_to_date", Dim: unit.Money, Label: "floor to date under", Help: "floor of the term so far, less relief"},
				{Suffix: "margin", Of: "margin", Dim: unit.Money, Flow: true, Label: "vendor margin from", Help: "margin on the spend, and the true-up"},
			},
		},
		Check: func(q program.Query) []program.Rule {
			rules := exactlyOne(q, "floor", "floors", "write floor: $100bn, or floors: {1: $5bn, 2: $8bn}")
			if q.Text("basis") == "annual" && q.Has("shortfall.at") && q.Text("shortfall.at") == "end" {
				rules = append(rules, program.Rule{Field: "shortfall.at", Wrong: "annual floors are settled each year", Remedy: "leave at out, or write basis: cumulative"})
			}
			if q.Text("relief") == "pro-rata" && !q.Has("capacity") {
				rules = append(rules, program.Rule{Field: "relief", Wrong: "relief needs a capacity that can be late", Remedy: "add capacity: ID"})
			}
			return rules
		},
		Build: buildCommitment,
	})
}

func buildCommitment(m program.Maker) {
	buildSpend(m)
	buildSettlement(m)
}

// buildSpend makes what is bought: demand, limited by what is on offer.
func buildSpend(m program.Maker) {
	m.In(program.Spend)
	var demand program.Slot
	if m.Has("demand") {
		demand = m.Signal("demand")
	} else {
		share, need, d := m.Signal("share"), m.Read(m.Text("buyer")+".compute_need"), m.Column()
		demand = d
		m.Look(func(b *program.Block) {
			s, n, d := b.Col(share), b.Col(need), b.Col(d)
			for i := range d {
				d[i] = s[i] * n[i]
			}
		})
	}
	free := m.Signal("other_share")
	spend, unmet := m.Output("spend"), m.Output("unmet")
	if !m.Has("capacity") {
		m.Look(func(b *program.Block) {
			d, s := b.Col(demand), b.Col(spend)
			for i := range s {
				s[i] = 0
				if b.Step > 0 {
					s[i] = d[i]
				}
			}
		})
		return
	}
	available, price := m.Read(m.Text("capacity")+".available"), m.Read(m.Text("capacity")+".price")
	m.Look(func(b *program.Block) {
		d, f, s, u, a, p := b.Col(demand), b.Col(free), b.Col(spend), b.Col(unmet), b.Col(available), b.Col(price)
		if b.Step == 0 {
			return
		}
		for i := range s {
			other := float64(f[i] * d[i])
			need := d[i] - other
			got := math.Min(need, float64(a[i]*p[i]))
			s[i], u[i] = other+got, need-got // nothing is unmet, not to the last digit, where all is on offer
		}
	})
}

// buildSettlement counts spend against the floor and settles.
func buildSettlement(m program.Maker) {
	m.In(program.Commitments)
	grid := m.Grid()
	first := m.StepBefore("start")
	last := first + m.StepsIn("term")
	years := (m.StepsIn("term") + grid.PerYear - 1) / grid.PerYear
	floors := yearFloors(m, years)
	spend := m.Read(m.ID() + ".spend")
	available, promised := program.None, program.None
	if m.Text("relief") == "pro-rata" {
		available, promised = m.Read(m.Text("capacity")+".available"), m.Read(m.Text("capacity")+".promised")
	}
	shortfall, trueUp := m.Output("shortfall"), m.Output("true_up")
	spendTo, floorTo := m.Output("spend_to_date"), m.Output("floor_to_date")
	settled, bank := m.Column(), m.Column() // floor already settled; excess carried, or paid for
	counted := m.Column()                   // spend not yet settled
	annual, carried := m.Text("basis") == "annual", m.Text("excess") == "carried"
	yearly := annual || m.Text("shortfall.at") == "year-end"
	fraction := m.Number("shortfall.fraction")
	pays := m.Text("shortfall.rule") == "pay"
	m.Look(func(b *program.Block) {
		short, paid := b.Col(shortfall), b.Col(trueUp)
		*short, *paid = column.Column{}, column.Column{}
		if b.Step <= first || b.Step > last {
			return
		}
		in := b.Step - first // steps of the term so far
		year := (in - 1) / grid.PerYear
		stepsInYear := min(grid.PerYear, last-first-year*grid.PerYear)
		s, st, ft, c := b.Col(spend), b.Col(spendTo), b.Col(floorTo), b.Col(counted)
		floor := b.Col(floors[year])
		for i := range s {
			due := floor[i] / float64(stepsInYear)
			if available != program.None {
				if p := b.Columns[promised][i]; p > 0 {
					due *= math.Min(1, b.Columns[available][i]/p)
				}
			}
			ft[i] += due
			st[i] += s[i]
			c[i] += s[i]
		}
		if b.Step != last && !(yearly && in%grid.PerYear == 0) {
			return
		}
		done, keep, part := b.Col(settled), b.Col(bank), b.Col(fraction)
		for i := range s {
			due := ft[i] - done[i]
			credit := c[i] + keep[i]
			if miss := due - credit; miss > 0 {
				short[i] = miss
				if pays {
					paid[i] = miss * part[i]
				}
			}
			if annual {
				keep[i] = 0
				if carried {
					keep[i] = math.Max(0, credit-due)
				}
			} else { // what is short stays settled: it is not asked for twice
				keep[i] = math.Max(0, credit-due)
			}
			done[i], c[i] = ft[i], 0
		}
	})
	if m.Has("margin") {
		share, margin := m.Number("margin"), m.Output("margin")
		m.Look(func(b *program.Block) {
			k, s, p, g := b.Col(share), b.Col(spend), b.Col(trueUp), b.Col(margin)
			for i := range g {
				g[i] = float64(k[i]*s[i]) + p[i]
			}
		})
	}
	m.Pay(program.Payment{From: m.Text("buyer"), To: m.Text("seller"), Kind: "spend", Money: spend})
	m.Pay(program.Payment{From: m.Text("buyer"), To: m.Text("seller"), Kind: "true-up", Money: trueUp})
}

// yearFloors is the floor of each contract year: as listed, or the whole floor spread over the years.
func yearFloors(m program.Maker, years int) []program.Slot {
	out := make([]program.Slot, years)
	for k := range out {
		out[k] = m.Column()
	}
	if m.Has("floors") {
		given := m.ByYear("floors")
		m.Start(func(b *program.Block) {
			for k := range out {
				for _, g := range given {
					if g.Year == k+1 {
						*b.Col(out[k]) = *b.Col(g.Value)
					}
				}
			}
		})
		return out
	}
	whole, back := m.Number("floor"), m.Text("schedule") == "back-loaded"
	m.Start(func(b *program.Block) {
		w := b.Col(whole)
		for k := range out {
			d := b.Col(out[k])
			for i := range d {
				if back {
					d[i] = w[i] * float64(k+1) / float64(years*(years+1)/2)
				} else {
					d[i] = w[i] / float64(years)
				}
			}
		}
	})
	return out
}
