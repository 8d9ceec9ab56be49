package engine

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"

	"dealsim/sim/metric"
	"dealsim/sim/program"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// tables makes the metrics, and what tranches.csv and commitments.csv need, after every block is built.
func (c *compiler) tables() {
	c.marks()
	for _, m := range ranked() {
		c.instantiate(m)
	}
	for i := range c.s.Metrics {
		x := &c.s.Metrics[i]
		label := x.Label
		if label == "" {
			label = strings.ReplaceAll(x.ID, "_", " ")
		}
		if c.named[x.ID] {
			c.m.Add(x.Place, "metrics."+x.ID, "choose another name", "%q is the name of a metric that is always there", x.ID)
			continue
		}
		before := len(c.p.metrics)
		c.metric(x.ID, label, x.Expr, false, "metrics."+x.ID)
		for k := before; k < len(c.p.metrics); k++ {
			c.p.metrics[k].own = true
		}
	}
	if c.only != nil {
		return
	}
	for _, b := range c.section("tranches") {
		c.tranche(b)
	}
	for _, b := range c.section("commitments") {
		c.commitment(b)
	}
	c.ledger()
	c.inputTable()
	c.seriesTable()
	c.checkMetrics()
}

func ranked() []*metric.Metric {
	var out []*metric.Metric
	for _, m := range metric.All() {
		out = append(out, m)
	}
	sort.Slice(out, func(i, j int) bool {
		return out[i].Rank < out[j].Rank || out[i].Rank == out[j].Rank && out[i].Name < out[j].Name
	})
	return out
}

// instantiate makes a metric for every subject it fits.
func (c *compiler) instantiate(m *metric.Metric) {
	switch m.Of {
	case metric.Company:
		for _, b := range c.section("companies") {
			c.subject(m, b.ID, map[string]string{"id": b.ID})
		}
	case metric.Commitment:
		for _, b := range c.section("commitments") {
			from, to := c.inTerm(b)
			c.subject(m, b.ID, map[string]string{"id": b.ID, "settles": c.settles(b), "buyer": b.Values["buyer"].Text, "from": plainYears(from), "to": plainYears(to), "years": plainYears(to - from)})
		}
	case metric.Position:
		for _, p := range c.equity.positions {
			who := p.investor
			if p.base != p.investor {
				who += " in " + p.company
			}
			c.subject(m, p.base, map[string]string{"p": p.base, "investor": who, "rate": c.rateOf(p.investor), "conditional": c.tranches(p, "paid", true), "pays": c.pays(p), "repaid": p.loans("total({p}.loans_repaid)"), "owed": p.loans("{p}.loans_owed"),
				"paid": c.tranches(p, "paid", false), "gains": c.tranches(p, "gain", false)})
		}
	case metric.Pair:
		for _, p := range c.equity.positions {
			if bought := c.promises("buyer", p.company, "seller", p.investor, "{id}.spend + {id}.true_up"); bought != "" {
				c.subject(m, p.base, map[string]string{"p": p.base, "investor": p.investor, "bought": bought, "pays": c.pays(p), "repaid": p.loans("total({p}.loans_repaid)"), "owed": p.loans("{p}.loans_owed"),
					"margin": c.bill("margin", p.company, p.investor)})
			}
		}
	case metric.Buyer:
		for _, b := range c.section("companies") {
			if due := c.promises("buyer", b.ID, "buyer", b.ID, "{id}.floor_to_date"); due != "" {
				c.subject(m, b.ID, map[string]string{"id": b.ID, "due": due, "spend": c.bill("spend", b.ID, ""),
					"unmet": c.bill("unmet", b.ID, ""), "squares": c.squares(b.ID)})
			}
		}
	case metric.Vendor:
		pairs := 0
		each := func(visit func(p position, b *scenario.Block)) {
			for _, p := range c.equity.positions {
				for _, b := range c.section("commitments") {
					if b.Values["seller"].Text == p.investor && b.Values["buyer"].Text == p.company {
						visit(p, b)
					}
				}
			}
		}
		each(func(position, *scenario.Block) { pairs++ })
		each(func(p position, b *scenario.Block) {
			prefix := p.investor
			if pairs > 1 {
				prefix = p.investor + "_" + b.ID
			}
			c.subject(m, prefix, map[string]string{"p": p.base, "id": b.ID, "investor": p.investor, "pays": c.pays(p), "repaid": p.loans("total({p}.loans_repaid)"), "owed": p.loans("{p}.loans_owed")})
		})
	}
}

// promises is the sum of what the commitments of two parties have of something, as an expression; "" for none.
func (c *compiler) promises(role, party, otherRole, other, what string) string {
	var terms []string
	for _, b := range c.section("commitments") {
		if b.Values[role].Text == party && b.Values[otherRole].Text == other {
			terms = append(terms, strings.ReplaceAll(what, "{id}", b.ID))
		}
	}
	return added(terms)
}

func (c *compiler) section(name string) []*scenario.Block {
	var out []*scenario.Block
	for _, b := range c.s.Blocks {
		if b.Section == name && !b.Broken && b.Kind.Section != "process" {
			out = append(out, b)
		}
	}
	return out
}

// rateOf is what an investor discounts at: its own rate, or the default of the field table.
func (c *compiler) rateOf(investor string) string {
	for _, b := range c.section("investors") {
		if v := b.Values["rate"]; b.ID == investor && v != nil && v.Expr != nil {
			if v.Expr.Op == "dist" {
				return c.uncertainRate(investor, v.Expr)
			}
			return "(" + v.Expr.Text + ")"
		}
	}
	return "15%/y effective"
}

// uncertainRate names a rate that is a distribution in its place, by a name no file can have, so that metrics can use
// the same draw.
func (c *compiler) uncertainRate(investor string, e *scenario.Expr) string {
	name := "Rate_of_" + strings.ReplaceAll(investor, "-", "_")
	if c.inputs[name] == nil {
		in := &scenario.Input{ID: name, Value: e, Place: e.Place}
		c.inputs[name] = &input{in: in, dim: e.Dim, made: 2, slot: c.fixed(e, "investors."+investor+".rate")}
	}
	return name
}

// settles is "yes" where the run lasts until a commitment is settled; else nobody can say whether its floor is met.
func (c *compiler) settles(b *scenario.Block) string {
	end := c.s.Calendar.Years(c.stepBefore(b.Values["start"])) + b.Values["term"].Years
	at := b.Values["shortfall.at"]
	if b.Values["basis"].Text == "cumulative" && (at == nil || at.Text == "end") && end > c.s.Calendar.Years(c.s.Calendar.Steps)+1e-9 {
		return ""
	}
	return "(yes)"
}

// subject makes a metric for one subject, for each of its years.
func (c *compiler) subject(m *metric.Metric, id string, with map[string]string) {
	horizon := c.s.Calendar.Years(c.s.Calendar.Steps)
	make := func(name string) {
		fill := func(s string) string {
			for k, v := range with {
				s = strings.ReplaceAll(s, "{"+k+"}", v)
			}
			return s
		}
		for _, n := range m.Needs {
			if settles := n == "{settles}"; settles && fill(n) == "" {
				c.unsettled = append(c.unsettled, strings.ReplaceAll(name, ".", "_"))
			}
			if n = fill(n); n == "" || !strings.HasPrefix(n, "(") && !c.published(n) {
				return
			}
		}
		text := fill(m.Expr)
		if strings.Contains(text, ", )") {
			return
		}
		e, path := scenario.ParseExpression(text, c.s.Calendar, c.m), "metrics."+name
		name = strings.ReplaceAll(name, ".", "_")
		c.metric(name, fill(m.Label), e, m.Hidden, path)
		c.headline(m, name, with["y"])
	}
	switch m.Each {
	case metric.Once:
		make(id + "_" + m.Name)
	case metric.FiveAndEnd:
		years := []float64{horizon}
		if horizon > 5 {
			years = []float64{5, horizon}
		}
		for _, y := range years {
			with["y"] = plainYears(y)
			make(id + "_" + m.Name + "_" + with["y"] + "y")
		}
	case metric.Yearly:
		for y := 1; float64(y) <= math.Ceil(horizon-1e-9); y++ {
			with["x"], with["y"] = fmt.Sprint(y-1), fmt.Sprint(y)
			make(id + "_" + m.Name + with["y"])
		}
	}
}

func plainYears(y float64) string { return strings.TrimSuffix(unit.Format(y, unit.Years, 6), "y") }

func (c *compiler) published(name string) bool {
	q := c.quantities[name]
	return q != nil && !q.broken && (q.node != nil || q.expr != nil)
}

// metric compiles an expression that is looked at after the last step.
func (c *compiler) metric(name, label string, e *scenario.Expr, hidden bool, path string) {
	if e == nil {
		return
	}
	before := c.m.Count()
	dim := c.typeOf(e, final, path)
	if c.m.Count() > before {
		return
	}
	c.named[name] = true
	if c.only != nil && !slices.Contains(c.only, name) {
		return
	}
	slot := c.emit(e, sink{add: func(op program.Op) { c.p.finish = append(c.p.finish, op) }, path: path, last: true})
	c.p.metrics = append(c.p.metrics, metricColumn{name: name, label: label, dim: dim, hidden: hidden, slot: slot})
}

// hiddenMetric makes a metric that feeds another table, and gives its name.
func (c *compiler) hiddenMetric(name, expr string) string {
	e := scenario.ParseExpression(expr, c.s.Calendar, c.m)
	c.metric(name, name, e, true, "metrics."+name)
	return name
}

func (c *compiler) tranche(b *scenario.Block) {
	get := func(what string) string { return c.hiddenMetric(b.ID+"."+what, b.ID+"."+what) }
	t := result.Tranche{ID: b.ID, Investor: b.Values["investor"].Text, Company: b.Values["into"].Text,
		Conditional: b.Values["when"] != nil, Amount: get("amount"), Funded: get("funded"), Expired: get("expired"),
		Declined: get("declined"), Cancelled: get("cancelled"), TriggerTime: get("trigger_time"),
		FundedTime: get("funded_time"), Price: get("price"), Stake: get("bought"), Gain: get("gain"),
		Paid: c.hiddenMetric(b.ID+".paid", "total("+b.ID+".paid)"), Triggered: b.ID + ".triggered"}
	if t.Conditional {
		t.Condition = b.Values["when"].Expr.Text
	}
	c.p.parts.tranches = append(c.p.parts.tranches, t)
}

func (c *compiler) commitment(b *scenario.Block) {
	id := b.ID
	x := result.Commitment{ID: id, Buyer: b.Values["buyer"].Text, Seller: b.Values["seller"].Text,
		Cumulative: b.Values["basis"].Text == "cumulative", SpendToDate: id + ".spend_to_date",
		FloorToDate: id + ".floor_to_date", Spend: id + ".spend"}
	x.Floor = c.hiddenMetric(id+".floor", id+".floor_to_date")
	if b.Values["demand"] != nil {
		x.Below = c.hiddenMetric(id+".below", "total("+id+".below)")
	}
	start := c.s.Calendar.Years(c.stepBefore(b.Values["start"]))
	years := int(math.Ceil(b.Values["term"].Years - 1e-9))
	last := start + b.Values["term"].Years
	if more := b.Values["shortfall.years"]; more != nil { // an extension has years of its own
		last += more.Years
		years = int(math.Ceil(last - start - 1e-9))
	}
	for k := 1; k <= years; k++ {
		from, to := start+float64(k-1), min(start+float64(k), last)
		if to > c.s.Calendar.Years(c.s.Calendar.Steps)+1e-9 {
			break
		}
		begin, end := plainYears(from)+"y", plainYears(to)+"y"
		of := func(what string) string { return id + "." + what + ", " }
		total := func(what string) string { return "total(" + of(what) + begin + ", " + end + ")" }
		until := func(what, year string) string { return "at(" + of(what) + year + ")" }
		within := func(what string) string { return "(" + until(what, end) + " - " + until(what, begin) + ")" }
		name := func(what string) string { return fmt.Sprintf("%s.y%d.%s", id, k, what) }
		y := result.CommitmentYear{Length: to - from,
			Spend:     c.hiddenMetric(name("spend"), total("spend")),
			Shortfall: c.hiddenMetric(name("shortfall"), total("shortfall"))}
		if x.Cumulative {
			y.Floor = c.hiddenMetric(name("floor"), within("floor_to_date"))
			y.Coverage = c.hiddenMetric(name("coverage"), until("spend_to_date", end)+" / "+until("floor_to_date", end))
		} else {
			floor := within("floor_to_date")
			y.Floor = c.hiddenMetric(name("floor"), floor)
			y.Coverage = c.hiddenMetric(name("coverage"), within("spend_to_date")+" / "+floor)
		}
		x.Years = append(x.Years, y)
	}
	c.p.parts.commitments = append(c.p.parts.commitments, x)
}

// inputTable notes each input with its value, where it has one.
func (c *compiler) inputTable() {
	for i := range c.s.Inputs {
		in := &c.s.Inputs[i]
		x := result.Input{Name: in.ID, Value: in.Raw, Status: in.Status, Role: in.Role, Source: in.Source, Note: in.Note,
			Mean: math.NaN(), P05: math.NaN(), P95: math.NaN()}
		x.Dim = c.inputDim(c.inputs[in.ID])
		if e := in.Value; e != nil && e.Op == "dist" {
			if slot := c.inputs[in.ID].slot; slot != program.None {
				c.p.uncertain = append(c.p.uncertain, uncertainInput{in.ID, slot})
			}
		} else if v, ok := c.worth(e); ok {
			x.Mean, x.P05, x.P95 = v, v, v
		}
		c.p.inputs = append(c.p.inputs, x)
	}
}

// inputTable are the inputs with the means and ranges of their distributions, which are asked for late: a table of quantiles may
// be in the making until the first path is drawn.
func (p *Program) inputTable() []result.Input {
	out := slices.Clone(p.inputs)
	for i := range out {
		if e := p.Scenario.Inputs[i].Value; e != nil && e.Op == "dist" {
			x := &out[i]
			x.Mean, x.P05, x.P95 = e.Law.Mean(), e.Law.Quantile(0.05), e.Law.Quantile(0.95)
		}
	}
	return out
}

// checkMetrics looks at what the author expects: its metrics must exist and its bounds fit them.
func (c *compiler) checkMetrics() {
	clean := c.m.None() // else a metric may be missing for a reason that is known
	for _, x := range c.s.Expect {
		m := -1
		var names []string
		for i := range c.p.metrics {
			if c.p.metrics[i].name == x.Metric {
				m = i
			}
			if !c.p.metrics[i].hidden {
				names = append(names, c.p.metrics[i].name)
			}
		}
		if m < 0 {
			if clean && !c.elsewhen(x, names) {
				c.m.Add(x.Place, "expect.metric", listed("metrics", names), "no metric is called %q%s", x.Metric, didYouMean(x.Metric, names))
			}
			continue
		}
		want := c.p.metrics[m].dim
		if want == unit.Bool || x.Statistic == "undefined" {
			want = unit.Number
		}
		plain := true
		for _, e := range []*scenario.Expr{x.Low, x.High} {
			if _, ok := fold(e); e != nil && !ok {
				c.m.Add(e.Place, "expect.within", "write "+want.Example(), "a bound is a plain value, found %s", written(e))
				plain = false
			} else if !c.fits(e, want, static, "expect.within") {
				plain = false
			}
		}
		lo, _ := fold(x.Low)
		hi, _ := fold(x.High)
		if plain && lo > hi {
			c.m.Add(x.Low.Place, "expect.within", "write ["+x.High.Text+", "+x.Low.Text+"]", "%s is above %s", x.Low.Text, x.High.Text)
		}
	}
}
