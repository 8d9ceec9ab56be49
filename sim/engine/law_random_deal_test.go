package engine

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
)

// randomDeal writes a small deal at random, over all that the field tables allow: the same deal for the same source,
// with its money multiplied by scale. It is a laboratory with a vendor or two; conditions and quantities are published
// so that the laws can look at them.
type randomDeal struct {
	r     *rand.Rand
	seed  uint64
	scale float64

	commitments, tranches []randomBlock
	text                  string
	perYear               int
}

// randomBlock is an entry of a random deal and what of it the laws must know.
type randomBlock struct {
	id     string
	fields map[string]string
}

func newRandomDeal(seed uint64, scale float64) *randomDeal {
	d := &randomDeal{r: rand.New(rand.NewPCG(seed, 77)), seed: seed, scale: scale}
	d.write()
	return d
}

func (d *randomDeal) coin(p float64) bool { return d.r.Float64() < p }

func (d *randomDeal) one(of ...string) string { return of[d.r.IntN(len(of))] }

// money is an amount between lo and hi, in odd digits so that no two are equal by chance; sometimes it is uncertain.
func (d *randomDeal) money(lo, hi float64) string {
	v := lo + (hi-lo)*d.r.Float64()
	at := func(x float64) string { return "$" + strconv.FormatFloat(x*d.scale, 'g', 12, 64) + "bn" }
	switch d.r.IntN(6) {
	case 0:
		return "{pert: [" + at(0.5*v) + ", " + at(v) + ", " + at(1.5*v) + "]}"
	case 1:
		return at(0.7*v) + " to " + at(1.3*v)
	}
	return at(v)
}

func (d *randomDeal) share(lo, hi float64) string {
	return strconv.FormatFloat(100*(lo+(hi-lo)*d.r.Float64()), 'g', 6, 64) + "%"
}

// steps is a length of so many steps.
func (d *randomDeal) steps(n int) string {
	return fmt.Sprintf("%d %s", n, map[int]string{12: "months", 4: "quarters", 1: "years"}[d.perYear])
}

func (d *randomDeal) write() {
	var b strings.Builder
	line := func(format string, args ...any) {
		if len(args) > 0 {
			format = fmt.Sprintf(format, args...)
		}
		b.WriteString(format + "\n")
	}
	d.perYear = []int{12, 4, 4, 4, 1}[d.r.IntN(5)]
	n := 6 + d.r.IntN(10)
	line("scenario: a random deal\nas_of: %s\nhorizon: %s\nstep: %s", d.one("2026-04-20", "2026-12-31", "2024-02-29"), d.steps(n),
		map[int]string{12: "month", 4: "quarter", 1: "year"}[d.perYear])
	line("companies:\n  lab:")
	line("    revenue: " + d.one(
		"{process: gbm, start: "+d.money(5, 40)+", drift: "+d.share(-0.2, 0.6)+"/y, volatility: "+d.share(0, 0.6)+"}",
		"{process: schwartz-moon, start: "+d.money(5, 40)+", growth: 60%/y, growth_level: 5%/y, growth_speed: 80%/y, volatility: 30%, growth_volatility: 20%}",
		"plan"))
	line("    value: " + d.one(
		"{process: gbm, start: "+d.money(50, 400)+", drift: 15%/y, volatility: 60%}",
		"{process: multiple, start: "+d.money(50, 400)+", multiple_level: 7, growth_loading: 0.5, half_life: 1y, volatility: 40%}",
		"lab.arr * 9"))
	line("    compute: {share_of_revenue: %s}", d.one("60%", "130%", "{process: curve, start: 80%, level: 40%, half_life: 1y}"))
	line("drivers:\n  plan: {process: knots, knots: {0y: %s, 1y: %s, 3y: %s}}", d.money(5, 20), d.money(10, 30), d.money(20, 60))
	line("  price: {process: gbm, start: %s/GW/y, drift: -5%%/y, volatility: 15%%}", d.plain(4, 12))
	line("  part: {process: mean-reverting, on: logit, start: 40%, level: {pert: [20%, 40%, 60%]}, speed: 50%/y, volatility: 40%}")
	line("  alarm: {process: hazard, rate: 15%/y}")
	option := d.one("", "", "", "option: {when: "+d.one("lab.arr >= "+d.plain(5, 40), "alarm >= 1", "t >= "+d.steps(2))+d.one("", ", until: "+d.steps(1+d.r.IntN(8)), ", until: 2027-Q4")+d.one("", ", lead: 6 months", ", lead: {pert: [0y, 3 months, 1y]}")+"}, ")
	line("capacity:\n  chips: {%scap: 3 GW, price: price, utilisation: %s, delay: %s, %s%s}", option, d.share(0.3, 1), d.one("0y", "6 months", "{pert: [0y, 3 months, 1y]}"),
		d.one("", "ceiling: {pert: [0.5 GW, 1 GW, 3 GW]}, "), d.one("logistic: {speed: {pert: [30%/y, 90%/y, 200%/y]}, midpoint: 1y}", "ramp: {0y: 0.1 GW, 6 months: 0.4 GW, 2y: {pert: [1 GW, 2 GW, 4 GW]}}"))
	line("investors:\n  cloud: {holds: {lab: {stake: %s}}}", d.share(0, 0.4))
	d.contract(line)
	d.equity(line)
	line("shocks:\n  storm: {rate: %s/y, effects: {%s}}", d.share(0, 1.5), d.one("part: {times: 0.8}", "price: {times: {pert: [80%, 110%, 140%]}}", "chips.delay: {add: 1 months}", "plan: {times: 90%}"))
	if d.coin(0.5) {
		line("correlations:\n  - [part, price, %s]", d.share(-0.9, 0.9))
		if d.coin(0.5) {
			line("copula: {family: t, df: %d}", 2+d.r.IntN(8))
		}
	}
	line("quantities:")
	parties := []string{"cloud", "lab", "house"}
	if strings.Contains(b.String(), "investor: fund") {
		parties = append(parties, "fund")
	}
	for _, p := range parties {
		line("  %s_out: %s.paid\n  %s_in: %s.received", p, p, p, p)
	}
	for _, c := range d.commitments {
		line("  %s_promise: %s.promise", c.id, c.id)
	}
	for _, t := range d.tranches {
		line("  %s_shares: %s.shares", t.id, t.id)
		if w := t.fields["when"]; w != "" {
			line("  %s_met: if(%s, 1, 0)", t.id, w)
		}
		if w := t.fields["cancel_if"]; w != "" {
			line("  %s_off: if(%s, 1, 0)", t.id, w)
		}
	}
	d.text = b.String()
}

// entry writes a block of chosen fields.
func entry(line func(string, ...any), b randomBlock, order []string) {
	var parts []string
	for _, f := range order {
		if v := b.fields[f]; v != "" {
			if f == "when" || f == "cancel_if" {
				v = strconv.Quote(v)
			}
			parts = append(parts, f+": "+v)
		}
	}
	line("  %s: {%s}", b.id, strings.Join(parts, ", "))
}

// contract writes two commitments: one for chips, one for what the plan says.
func (d *randomDeal) contract(line func(string, ...any)) {
	line("commitments:")
	for i, id := range []string{"aws", "own"} {
		f := map[string]string{"buyer": "lab", "seller": []string{"cloud", "house"}[i], "term": d.steps(1 + d.r.IntN(14)),
			"basis": d.one("annual", "cumulative"), "excess": d.one("carried", "lost"), "margin": d.one("", "30%")}
		f["start"] = d.one("", "0y", d.steps(d.r.IntN(6)), "2026-08-15")
		if d.coin(0.3) {
			f["floors"] = "{1: " + d.money(1, 5) + ", 2: " + d.money(1, 9) + "}"
		} else {
			f["floor"], f["schedule"] = d.money(1, 60), d.one("", "even", "back-loaded")
		}
		at := ""
		if f["basis"] == "cumulative" {
			at = d.one("", ", at: end", ", at: year-end")
		}
		f["shortfall"] = "{rule: " + d.one("pay", "pay", "waive") + at + d.one("", ", fraction: "+d.share(0, 1)) + "}"
		if i == 0 {
			f["capacity"], f["share"], f["other_share"] = d.one("chips", "chips", ""), d.one("part", "100%", "{pert: [20%, 40%, 60%]}"), d.one("", "0%", "20%", "100%")
			if f["capacity"] != "" {
				f["relief"] = d.one("", "none", "pro-rata")
			}
		} else {
			f["demand"] = d.one("plan / 10", "lab.revenue * 30%", "{process: gbm, start: "+d.money(0.5, 3)+", volatility: 50%}")
		}
		if d.coin(0.3) {
			f["true_down"] = "{when: " + d.one("lab.value < "+d.plain(40, 200), "alarm >= 1", "t >= "+d.steps(1+d.r.IntN(6))) + ", share: " + d.share(0, 1) + "}"
		}
		x := randomBlock{id, f}
		d.commitments = append(d.commitments, x)
		entry(line, x, []string{"buyer", "seller", "floor", "floors", "term", "start", "basis", "schedule", "demand", "share", "capacity", "other_share", "shortfall", "excess", "relief", "margin", "true_down"})
	}
}

// equity writes one to four tranches.
func (d *randomDeal) equity(line func(string, ...any)) {
	line("tranches:")
	for i := range 1 + d.r.IntN(4) {
		f := map[string]string{"investor": d.one("cloud", "cloud", "fund"), "into": "lab", "amount": d.money(0.5, 20),
			"right": d.one("mutual", "obligation", "investor", "company"), "instrument": d.one("", "equity", "equity", "grant"),
			"lag": d.one("", d.steps(d.r.IntN(4)))}
		if f["right"] != "obligation" {
			f["discretion"] = d.one("", "100%", "0%", "100%")
		}
		if d.coin(0.3) {
			f["on"] = d.one("0y", d.steps(d.r.IntN(9)), "2026-10-01", "2099-01-01", "2020-01-01")
		} else {
			f["when"] = d.one("lab.arr >= "+d.plain(5, 40), "lab.value >= "+d.plain(50, 400)+" and part < 45%", "aws.spend_to_date >= "+d.plain(1, 9),
				"prev(lab.arr) > "+d.plain(5, 30)+" or alarm >= 1", "t >= 1 quarters", "own.shortfall > $0")
			f["sustained"] = d.one("", "", d.steps(1+d.r.IntN(3)))
			f["from"] = d.one("", "", d.steps(d.r.IntN(5)), "2026-Q4")
			f["until"] = d.one("", "", d.steps(d.r.IntN(12)), "2027-Q1")
			if a, opens := count(f["from"]); f["from"] != "" {
				if z, closes := count(f["until"]); opens != closes || a > z {
					f["until"] = "" // the window would end before it opens, or nobody knows here
				}
			}
		}
		if d.coin(0.2) {
			f["cancel_if"] = d.one("alarm >= 1", "lab.value < "+d.plain(40, 200))
		}
		switch d.r.IntN(3) {
		case 0:
			f["price"] = "{fixed: " + d.money(60, 400) + ", basis: " + d.one("pre-money", "post-money") + d.one("", ", discount: 20%") + "}"
		case 1:
			f["price"] = "{rule: market, discount: " + d.share(0, 0.5) + "}"
		default:
			f["price"] = "market"
		}
		x := randomBlock{fmt.Sprintf("part-%d", i+1), f}
		d.tranches = append(d.tranches, x)
		entry(line, x, []string{"investor", "into", "amount", "on", "when", "sustained", "from", "until", "right", "discretion", "price", "instrument", "lag", "cancel_if"})
	}
}

// plain is an amount that is certain.
func (d *randomDeal) plain(lo, hi float64) string {
	return "$" + strconv.FormatFloat(d.scale*(lo+(hi-lo)*d.r.Float64()), 'g', 12, 64) + "bn"
}
