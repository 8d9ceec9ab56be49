package scenario

import (
	"sort"
	"strconv"
	"strings"

	"dealsim/sim/unit"
)

// rows are the items of a list, or the values of a map, whose keys let an overlay change one; not ok for a plain value.
func (n *node) rows() ([]*node, bool) {
	if n.form == scalar {
		return nil, false
	}
	rows := n.items
	for _, e := range n.entries {
		rows = append(rows, e.value)
	}
	return rows, true
}

// correlations reads a list of [driver, driver, share], or a map keyed by id with the same lists, which an overlay
// can change one by one.
func (d *decoder) correlations(n *node) {
	if n == nil || n.form == null {
		return
	}
	rows, ok := n.rows()
	if !ok {
		d.m.Add(n.Place, "correlations", "write - [anthropic.revenue, anthropic.value, 35%]", "want a list, found %s", found(n))
		return
	}
	seen := map[[2]string]bool{}
	for _, row := range rows {
		if row.form != list || len(row.items) != 3 || row.items[0].form != scalar || row.items[1].form != scalar || row.items[2].form != scalar {
			d.m.Add(row.Place, "correlations", "write - [anthropic.revenue, anthropic.value, 35%]", "want two drivers and their correlation")
			continue
		}
		q, problem := unit.Parse(row.items[2].text)
		var input *Expr
		if problem != nil && idForm.MatchString(strings.TrimSpace(row.items[2].text)) {
			if input = d.plain(row.items[2], unit.Number, "correlations"); input == nil {
				continue
			}
		} else if problem != nil || q.Dim != unit.Number {
			d.m.Add(row.items[2].Place, "correlations", "write a share such as 35%, or the name of an input", "want a correlation, found %s", found(row.items[2]))
			continue
		}
		if q.Value < -1 || q.Value > 1 {
			d.m.Add(row.items[2].Place, "correlations", "a correlation lies between -100% and 100%", "%s is no correlation", row.items[2].text)
			continue
		}
		c := Correlation{A: strings.TrimSpace(row.items[0].text), B: strings.TrimSpace(row.items[1].text), Value: q.Value, Input: input,
			AtA: row.items[0].Place, AtB: row.items[1].Place, Place: row.Place}
		if c.A == c.B {
			d.m.Add(row.Place, "correlations", "name two different drivers", "%s is correlated with itself", c.A)
			continue
		}
		key := [2]string{min(c.A, c.B), max(c.A, c.B)}
		if seen[key] {
			d.m.Add(row.Place, "correlations", "keep one of them", "%s and %s stand here twice", c.A, c.B)
			continue
		}
		seen[key] = true
		d.s.Correlations = append(d.s.Correlations, c)
	}
	sort.Slice(d.s.Correlations, func(i, j int) bool {
		a, b := d.s.Correlations[i], d.s.Correlations[j]
		return a.A < b.A || a.A == b.A && a.B < b.B
	})
}

// copula reads {family: t, df: 5}.
func (d *decoder) copula(n *node) {
	if n == nil || n.form == null {
		return
	}
	f := d.fields("copula", n, "family", "df")
	if f == nil {
		return
	}
	d.s.Copula.Place = n.Place
	family := ""
	if f["family"] != nil {
		family = f["family"].text
	}
	switch family {
	case "gaussian":
		if f["df"] != nil {
			d.m.Add(f["df"].Place, "copula.df", "leave df out, or write family: t", "a Gaussian copula has no degrees of freedom")
		}
	case "t":
		d.s.Copula.T = true
		if f["df"] == nil {
			d.m.Add(n.Place, "copula.df", "write df: 5", "a t copula needs its degrees of freedom")
		} else if v, err := strconv.Atoi(f["df"].text); err != nil || v < 1 || v > 100 {
			d.m.Add(f["df"].Place, "copula.df", "write a whole number from 1 to 100; many is Gaussian", "%s are no degrees of freedom here", f["df"].text)
		} else {
			d.s.Copula.Degree = v
		}
	case "":
		d.m.Add(n.Place, "copula.family", "write {family: t, df: 5} or {family: gaussian}", "the family is missing")
	default:
		d.m.Add(f["family"].Place, "copula.family", "families: gaussian, t", "no copula is called %q%s", clip(family), didYouMean(family, []string{"gaussian", "t"}))
	}
}

// statistics are what an expectation may ask of a metric.
var statistics = []string{"mean", "median", "sd", "p01", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99", "undefined"}

// expect reads a list of {metric, statistic, within: [low, high]}.
func (d *decoder) expect(n *node) {
	if n == nil || n.form == null {
		return
	}
	rows, ok := n.rows()
	if !ok {
		d.m.Add(n.Place, "expect", "write - {metric: aws_spend_total, statistic: median, within: [$100bn, $220bn]}", "want a list, found %s", found(n))
		return
	}
	for _, row := range rows {
		f := d.fields("expect", row, "metric", "statistic", "within")
		if f == nil {
			continue
		}
		x := Expectation{Statistic: "mean", Place: row.Place}
		if f["statistic"] != nil {
			x.Statistic = strings.TrimSpace(f["statistic"].text)
			if !contains(statistics, x.Statistic) {
				d.m.Add(f["statistic"].Place, "expect.statistic", listed("statistics", statistics), "no statistic is called %q%s", x.Statistic, didYouMean(x.Statistic, statistics))
				continue
			}
		}
		w := f["within"]
		const example = "write {metric: aws_spend_total, statistic: median, within: [$100bn, $220bn]}"
		switch {
		case f["metric"] == nil || f["metric"].form != scalar:
			d.m.Add(row.Place, "expect", example, "the expectation names no metric")
			continue
		case w == nil:
			d.m.Add(row.Place, "expect", example, "the expectation has no bounds")
			continue
		case w.form != list || len(w.items) != 2:
			d.m.Add(w.Place, "expect.within", example, "want two bounds, found %s", found(w))
			continue
		}
		x.Metric = strings.TrimSpace(f["metric"].text)
		x.Place = f["metric"].Place
		x.Low = d.number(w.items[0], unit.Any, "expect.within")
		x.High = d.number(w.items[1], unit.Any, "expect.within")
		d.s.Expect = append(d.s.Expect, x)
	}
}

// unique reports two things of one name: ids are shared by inputs, drivers, companies, capacity, commitments,
// tranches, shocks, quantities and metrics, since expressions and tables name them without their section.
func (d *decoder) unique() {
	type where struct {
		section string
		place   Place
	}
	seen := map[string]where{}
	add := func(section, id string, at Place) {
		if w, ok := seen[id]; ok && !(section == "investors" && w.section == "companies") {
			d.m.Add(at, join(section, id), "rename one of them: names are shared by all sections", "%q is also the name of something under %s (line %d)", id, w.section, w.place.Line)
			return
		}
		seen[id] = where{section, at}
	}
	for _, in := range d.s.Inputs {
		add("inputs", in.ID, in.Place)
	}
	for _, b := range d.s.Blocks {
		if !strings.Contains(b.ID, ".") {
			add(b.Section, b.ID, b.Place)
		}
	}
	for _, q := range d.s.Quantities {
		add("quantities", q.ID, q.Place)
	}
	for _, q := range d.s.Metrics {
		add("metrics", q.ID, q.Place)
	}
}
