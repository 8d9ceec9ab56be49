package clause

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// A tranche is money released on its own condition: waiting → met → decided → funded; or expired, declined,
// cancelled.
//
// Arithmetic of a step: the condition is looked at on period ends inside the window; when it has held so many in a
// row it is met, and decided at once. The money comes after the lag, at the price of that day: with pre-money price
// W an amount I buys I/(W+I) of the company, new shares of I/W for each one there is. It posts equity from investor
// to company.
//
// By hand: $5bn at $350bn pre-money buys 5/355 = 1.408%; at $350bn post-money 5/350 = 1.429%. If the market value is
// $800bn that day, 1.408% of 800 + 5 is worth $11.338bn: a gain of $6.338bn.
func init() {
	register(&Clause{
		Kind: schema.Kind{
			Section: "tranches", Name: "tranche",
			Summary: "Money that an investor pays for shares: on a day, or when a condition has held.",
			Why:     "\"Up to $20bn more on commercial targets\" is a row of these. Money now is the same object with a date.",
			Model: "waiting → met (the day, or a condition that has held n period ends in a row inside the window) → decided at once (by right and discretion) → funded after the lag; or expired, declined, cancelled.\n" +
				"W = (market value, or the fixed price) · (1 - discount), less the amount where the basis is post-money. Money I buys I/W new shares for each there is: I/(W + I) of the company.\n" +
				"Other prices: last-round: W = price of a share when new ones were last sold for money · shares there are now; ipo: the same with the price at which the company was listed.\n" +
				"gain = I/(W + I) · (market value of the day + I) - I; of a grant -I.\n" +
				"Warrant: W = strike · shares now / shares on the day of the deal, so that the strike of a share is fixed. Once the condition has held it is kept to the last day of the window (used on its day, if it has one), and used if the market value is above W. Cashless, no money is paid, and I/W · (1 - W/market value) new shares are issued for each there is.\n" +
				"Partial: I is the amount · min(1, max(0, what partial says on the day of the decision)).\n" +
				"Under a stake cap c, of an investor with a stake s before: I is at most W · (c - s)/(1 - c).\n" +
				"Credits buy at face value, and pay min(credits left, bill) of the commitment in each step after.",
			Posts:   "Investor to company: the money (equity, or grant). Credits: nothing when they are granted; seller to buyer what of the bill they pay, as they are used.",
			ByHand:  "$5bn at $350bn pre-money buy 5/355 = 1.408%; at $350bn post-money 5/350 = 1.429%. If the market value is $800bn that day, 1.408% of 805 is worth $11.338bn: a gain of $6.338bn.\nCredits for $5bn buy 5% at $95bn pre-money. Bills of $2bn in each of three quarters: the credits pay 2, 2 and 1, the buyer 0, 0 and $1bn.\nWith partial: (anthropic.arr - $60bn) / $40bn an ARR of $70bn pays a quarter of the amount.\nA warrant for $10bn at a strike of $100bn is 0.1 shares for each there is. At $150bn its holder pays 10 for 0.1/1.1 = 9.091% of 160, $14.545bn: a gain of 4.545. Cashless it gets 0.1 · (1 - 100/150) = 0.0333 shares for each, 3.226% of 150: $4.839bn.",
			Step:    "Exact on the grid: conditions are looked at on period ends only, which is a term of the contract, not an error.",
			Moments: "For a geometric Brownian motion the distribution of the time at which it is met follows from a recursion over period ends (Broadie, Glasserman and Kou 1997, Mathematical Finance 7(4), for its limit). A warrant of n shares for each there is is worth n/(1 + n) calls on the company, struck at the strike.",
			Limits:  "One of on and when; sustained, from and until go with when. A fixed price must be positive; post-money it must be above the amount. Where the pre-money price comes to nothing on the day, no money is paid and the tranche is cancelled. Of several tranches of an investor in one step, a stake cap counts those before it by name, and its notes that turn into shares; what it buys by right in a round keeps its share of the round, and is not counted. A capped tranche of an investor that also lends is paid after the rounds of the step, which do not see its money. A warrant is used as a whole, and lost when the company is sold before its last day; what it is worth at a horizon before that day is not counted. Credits are granted by the seller of the commitment to its buyer, and count at face value.",
			Source:  "Milestone financing: Gompers (1995), Journal of Finance 50(5); Metrick and Yasuda, Venture Capital and the Finance of Innovation, on pre- and post-money; Galai and Schneller (1978), Journal of Finance 33(5), for warrants; Merton (1973), Bell Journal of Economics 4(1), for keeping one to its last day",
			Checked: "TestTrancheByHand, TestCreditsForSharesByHand, validation/equity-side.yaml, TestTrancheWaitsForTwoQuarters, validation/tranche-sustained-1.yaml, validation/tranche-sustained-2.yaml, validation/right-to-invest.yaml, TestPartialByHand, TestWarrantByHand, TestPricesOfASharesByHand, TestStakeCap, validation/warrant.yaml",
			Example: "target-1: {investor: amazon, into: anthropic, amount: $5bn,\n           when: anthropic.arr >= $60bn, sustained: 2 quarters,\n           until: 2031-Q2, discretion: 90%, price: market}",
			Fields: []schema.Field{
				{Name: "investor", Form: schema.Ref, Refers: "party", Required: true, Help: "who pays"},
				{Name: "into", Form: schema.Ref, Refers: "party", Required: true, Help: "the company that gets the money"},
				{Name: "amount", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "the money paid, or the face value of the credits"},
				partialField,
				{Name: "on", Form: schema.Day, Help: "one of on and when is needed: due on this day, at the end of the step that holds it; a day before the deal is the day of the deal"},
				{Name: "when", Form: schema.Condition, Help: "in place of on: due when this has held at period ends after the day of the deal, as sustained says"},
				{Name: "sustained", Form: schema.Span, Help: "how long the condition must hold, such as 2 quarters: so many period ends in a row; one period end unless given"},
				{Name: "from", Form: schema.Day, Help: "first day of the window: no earlier period end counts; the first one after the deal unless given"},
				{Name: "until", Form: schema.Day, Help: "last day of the window; the horizon unless given"},
				{Name: "right", Form: schema.Choice, Choices: []string{"mutual", "obligation", "investor", "company"}, Default: "mutual", Help: "who may say no once it is met. mutual: both; obligation: nobody; investor: the investor, who takes it only at or below the market value of that day; company: the company, which takes it only at or above it"},
				{Name: "discretion", Form: schema.Number, Dim: unit.Number, Default: "100%", Min: schema.Limit(0), Max: schema.Limit(1), Help: "chance that those who may say no say yes; not with an obligation"},
				priceField,
				{Name: "instrument", Form: schema.Choice, Choices: []string{"equity", "warrant", "grant", "credits"}, Default: "equity", Help: "equity buys shares with money, credits buys them with credits for what the company spends; a warrant is a right to buy them at a strike; a grant is money without shares"},
				creditsField,
				cashlessField,
				{Name: "preference", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Help: "preferred shares: how many times the money comes first in a sale; 100% is once. Common shares unless given"},
				{Name: "participating", Form: schema.Choice, Choices: []string{"no", "yes"}, Default: "no", Help: "whether preferred shares then share in the rest as well"},
				{Name: "stake_cap", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(0.99), Help: "the money is cut so that the investor's stake after it does not pass this; no cap unless given"},
				{Name: "lag", Form: schema.Span, Default: "0y", Help: "time from the decision to the money"},
				{Name: "cancel_if", Form: schema.Condition, Help: "cancels what is not yet paid, from the first period end at which it holds; nothing does unless given"},
			},
			Outputs: []schema.Output{
				{Suffix: "triggered", Dim: unit.Number, Label: "trigger", Help: "1 from the period end at which the condition is met"},
				{Suffix: "paid", Dim: unit.Money, Flow: true, Label: "money paid under", Help: "money of the step; credits at face value"},
				{Suffix: "amount", Dim: unit.Money, Hidden: true, Help: "the money that the path would pay in full; of a cashless warrant what its shares would cost"},
				{Suffix: "funded", Dim: unit.Number, Hidden: true, Help: "1 from the step of the money on"},
				{Suffix: "expired", Dim: unit.Number, Hidden: true, Help: "1 once the window has closed without it"},
				{Suffix: "declined", Dim: unit.Number, Hidden: true, Help: "1 once somebody has said no"},
				{Suffix: "cancelled", Dim: unit.Number, Hidden: true, Help: "1 once it is cancelled: by cancel_if, the end of the company's shares, or a price of nothing"},
				{Suffix: "trigger_time", Dim: unit.Years, Hidden: true, Help: "when it was met, after the day of the deal; undefined where it was not"},
				{Suffix: "funded_time", Dim: unit.Years, Hidden: true, Help: "when the money came, after the day of the deal; undefined where it did not"},
				{Suffix: "price", Dim: unit.Money, Hidden: true, Help: "pre-money value at which it bought; undefined where it did not"},
				{Suffix: "bought", Dim: unit.Number, Hidden: true, Help: "share of the company bought; undefined where none was"},
				{Suffix: "gain", Dim: unit.Money, Hidden: true, Help: "value of the shares at market on the day less the money; 0 before, undefined where the company has no market value"},
				{Suffix: "shares", Dim: unit.Number, Hidden: true, Flow: true, Help: "new shares for each there is"},
			},
		},
		Check: checkTranche,
		Build: buildTranche,
	})
}

// states of a tranche on a path.
const (
	waiting = iota
	decided // money is on its way
	funded
	declined
	expired
	cancelled
)

// tranche is the columns of one tranche.
type tranche struct {
	amount, condition, cancel, discretion, value, fixed, discount         program.Slot
	chance                                                                program.Slot // of a yes where it is below discretion; None where nobody can say no
	sold, stake, most                                                     program.Slot
	number, former                                                        program.Slot // shares of the company before the step, and the price of one: of its last round, or of its listing
	state, run, due                                                       program.Slot
	over, kept                                                            program.Slot // sets: where it waits no more, and, of these, where the money is on its way
	triggered, paid, triggerTime, fundedTime, price, bought, gain, shares program.Slot
	outcome                                                               [cancelled + 1]program.Slot
	beside                                                                []program.Slot // under a cap: new shares of the same investor's notes, and of its tranches before this one by name

	grid                   program.Grid
	on, from, until        int
	last                   int // the step after which nothing can happen
	sustained, lag         int
	dated, post            bool
	rule                   string       // of the price
	signal, part           program.Slot // what says how much of the amount is paid, and what it said on the day of the decision; None where all is
	warrant, cashless      bool
	equity, investor, firm bool
	free                   bool // nobody may say no
}

func buildTranche(m program.Maker) {
	t := &tranche{grid: m.Grid(), condition: program.None, cancel: program.None, value: program.None, fixed: program.None}
	if m.In(program.Tranches); m.Has("stake_cap") && len(m.Notes(m.Text("investor"), m.Text("into"))) > 0 {
		m.In(program.Rounds) // its notes turn into shares with the rounds of the step, and count
	}
	t.amount, t.discretion, t.discount = m.Number("amount"), m.Number("discretion"), m.Number("price.discount")
	t.dated = m.Has("on")
	if t.dated {
		t.on = m.StepOn("on")
	} else {
		t.condition = m.Condition("when")
		t.from, t.until, t.sustained = 1, t.grid.Steps, 1
		if m.Has("from") {
			t.from = max(1, m.StepFrom("from"))
		}
		if m.Has("until") {
			t.until = m.StepUntil("until")
			if m.Years("until") > t.grid.Years(t.grid.Steps)+1e-9 { // still open when the run ends
				t.until = t.grid.Steps + 1
			}
		}
		if m.Has("sustained") {
			t.sustained = max(1, m.StepsIn("sustained"))
		}
		m.During(t.from, t.until) // nobody asks for the condition before or after
	}
	if m.Has("cancel_if") {
		t.cancel = m.Condition("cancel_if")
	}
	t.equity = m.Text("instrument") != "grant"
	t.warrant, t.cashless = m.Text("instrument") == "warrant", m.Text("cashless") == "yes"
	right := m.Text("right")
	if t.warrant {
		right = "investor"
	}
	t.investor, t.firm, t.free = right == "investor", right == "company", right == "obligation"
	t.chance = program.None
	if p, certain := m.Constant("discretion"); !t.free && !(certain && p >= 1) {
		t.chance = m.Draw("discretion")
	}
	value := m.Text("into") + ".value"
	t.priced(m)
	t.parted(m)
	if t.equity && (t.rule == "market" || t.rule == "last-round" && t.fixed == program.None || t.investor || t.firm) || m.Known(value) {
		t.value = m.Read(value)
	}
	t.lag = m.StepsIn("lag")
	if t.last = t.on + t.lag; !t.dated {
		t.last = max(t.from, t.until) + t.lag
	}
	t.sold, t.stake = m.Sold(m.Text("into")), program.None
	if m.Has("stake_cap") {
		t.most, t.stake = m.Number("stake_cap"), m.StakeBefore(m.Text("investor"), m.Text("into"))
		for _, id := range m.Siblings() {
			if q := m.Of(id); id < m.ID() && q.Text("investor") == m.Text("investor") && q.Text("into") == m.Text("into") {
				t.beside = append(t.beside, m.Read(id+".shares"))
			}
		}
		for _, id := range m.Notes(m.Text("investor"), m.Text("into")) {
			t.beside = append(t.beside, m.Read(id+".shares"))
		}
	}
	t.state, t.run, t.due = m.Column(), m.Column(), m.Column()
	t.over, t.kept = m.Column(), m.Column()
	t.triggered, t.paid, t.shares = m.Output("triggered"), m.Output("paid"), m.Output("shares")
	t.triggerTime, t.fundedTime = m.Output("trigger_time"), m.Output("funded_time")
	t.price, t.bought, t.gain = m.Output("price"), m.Output("bought"), m.Output("gain")
	t.outcome = [...]program.Slot{program.None, program.None, m.Output("funded"), m.Output("declined"), m.Output("expired"), m.Output("cancelled")}
	for _, s := range append([]program.Slot{t.triggered, t.gain}, t.outcome[funded:]...) {
		m.Opened(s)
	}
	amount := m.Output("amount")
	m.Start(func(b *program.Block) {
		*b.Col(amount) = *b.Col(t.amount)
		for _, s := range []program.Slot{t.triggerTime, t.fundedTime, t.price, t.bought} {
			column.Fill(b.Col(s), math.NaN())
		}
	})
	m.Look(t.step)
	m.During(0, t.last+1) // the step after is one without money
	m.Tell(t.tell(m))
	if m.Text("instrument") != "credits" { // credits are no money: they are posted as they are used
		m.Pay(program.Payment{From: m.Text("investor"), To: m.Text("into"), Kind: t.kind(), Money: t.paid})
	}
	// a grant is money of the deal as well: it buys no shares
	issue := program.Issue{Investor: m.Text("investor"), Company: m.Text("into"), Money: t.paid, Shares: t.shares, Preference: program.None, Returned: program.None}
	if m.Has("preference") {
		issue.Preference, issue.Participating = m.Number("preference"), m.Text("participating") == "yes"
	}
	m.Issue(issue)
}

func (t *tranche) kind() string {
	if t.equity {
		return "equity"
	}
	return "grant"
}

// step is one look at the tranche. What most paths do in most steps, nothing, is found out for the whole block at once.
func (t *tranche) step(b *program.Block) {
	b.Clear(t.paid)
	b.Clear(t.shares)
	over, kept := b.Set(t.over), b.Set(t.kept)
	if b.Step > t.last || over.All() && !kept.Any() {
		return
	}
	if stops := t.stops(b); stops.Any() { // first: what is stopped is not looked at
		open := stops.Without(over.Without(*kept))
		t.end(b, &open, cancelled)
	}
	yes, pays := t.decide(b)
	if t.lag > 0 || t.warrant { // those that were decided before as well
		yes = kept.Without(column.WhereAbove(b.Col(t.due), float64(b.Step)))
		pays = yes.List(&b.Room)
	}
	switch {
	case len(pays) == 0:
	case !t.equity:
		t.grant(b, yes, pays)
	case t.warrant || t.cashless || t.stake != program.None:
		for _, i := range pays {
			t.fund(b, int(i))
		}
	default:
		t.buy(b, yes, pays)
	}
}

// stops is the paths on which nothing more comes of the tranche.
func (t *tranche) stops(b *program.Block) (stops column.Set) {
	stops = b.Where(t.sold)
	if t.cancel != program.None && b.Step > 0 {
		stops = stops.Or(column.Where(b.Col(t.cancel)))
	}
	return stops
}

// decide counts the period ends in a row, inside the window, at which the condition has held, and decides where it is met
// for the first time, or the day has come. It is the paths on which the answer is yes, as a set and as a list.
func (t *tranche) decide(b *program.Block) (yes column.Set, list []uint8) {
	over := b.Set(t.over)
	switch {
	case t.dated:
		if b.Step == t.on {
			yes = column.Everywhere.Without(*over)
		}
	case b.Step < t.from:
	case b.Step > t.until:
	case t.sustained == 1:
		yes = column.WhereIs(b.Col(t.condition), 1).Without(*over)
	default:
		yes = column.InARow(b.Col(t.run), b.Col(t.condition), float64(t.sustained)).Without(*over)
	}
	if !t.dated && b.Step >= max(t.from, t.until) {
		late := column.Everywhere.Without(*over).Without(yes)
		t.end(b, &late, expired)
	}
	if !yes.Any() {
		return yes, nil
	}
	triggered, time, now := b.Open(t.triggered), b.Col(t.triggerTime), t.grid.Years(b.Step)
	list = yes.List(&b.Room)
	for _, i := range list {
		triggered[i], time[i] = 1, now
	}
	*over = over.Or(yes)
	t.split(b, list)
	var no column.Set
	if t.chance != program.None {
		chance, discretion := b.Col(t.chance), b.Col(t.discretion)
		for _, i := range list {
			no.PutIf(int(i), !(chance[i] < discretion[i]))
		}
	}
	if t.equity && (t.investor || t.firm) && !t.warrant { // a warrant is used, or not, on its last day
		for _, i := range list {
			if pre, market := t.preMoney(b, int(i)), b.Columns[t.value][i]; !(t.investor && pre <= market || t.firm && pre >= market) {
				no.Put(int(i))
			}
		}
	}
	if no.Any() {
		t.end(b, &no, declined)
		yes = yes.Without(no)
		list = yes.List(&b.Room)
	}
	if t.lag == 0 && !t.warrant { // it is paid at once
		return yes, list
	}
	due, kept := float64(b.Step+t.lag), b.Set(t.kept)
	if t.warrant && !t.dated {
		due = float64(t.until)
	}
	*kept = kept.Or(yes)
	for _, i := range list {
		b.Columns[t.state][i], b.Columns[t.due][i] = decided, due
	}
	return yes, list
}

// end ends the tranche on some paths, and ends on one.
func (t *tranche) end(b *program.Block, paths *column.Set, how int) {
	if !paths.Any() {
		return
	}
	state, done, over, kept := b.Col(t.state), b.Open(t.outcome[how]), b.Set(t.over), b.Set(t.kept)
	*over, *kept = over.Or(*paths), kept.Without(*paths)
	for _, i := range paths.List(&b.Room) {
		state[i], done[i] = float64(how), 1
	}
}

func (t *tranche) ends(b *program.Block, i, how int) {
	b.Columns[t.state][i] = float64(how)
	b.Open(t.outcome[how])[i] = 1
	b.Set(t.kept).Drop(i)
}
