package scenario

import (
	"math"
	"strconv"
	"strings"
	"time"

	"dealsim/sim/dist"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// years is the model's time at the end of a day.
func years(c unit.Calendar, day time.Time) float64 { return c.YearsAt(day) }

// number decodes what may stand for a number: a quantity, "A to B", a distribution, a name or an expression.
func (d *decoder) number(n *node, want unit.Dim, path string) *Expr {
	switch n.form {
	case scalar:
		return d.plain(n, want, path)
	case mapping:
		return d.distribution(n, path)
	}
	d.m.Add(n.Place, path, "write "+want.Example()+" or a distribution such as {pert: [low, mode, high]}", "want %s, found %s", want, found(n))
	return nil
}

// plain decodes a scalar.
func (d *decoder) plain(n *node, want unit.Dim, path string) *Expr {
	text := strings.TrimSpace(n.text)
	switch strings.ToLower(text) {
	case ".nan", "nan", ".inf", "-.inf", "inf", "-inf", "+.inf":
		d.m.Add(n.Place, path, "write a value such as "+want.Example(), "%s is no value", text)
		return nil
	}
	if lo, hi, ok := strings.Cut(text, " to "); ok {
		a, pa := unit.Parse(lo)
		b, pb := unit.Parse(hi)
		if pa == nil && pb == nil {
			law, dim, problem := dist.Range(a, b)
			if problem != nil {
				d.m.Add(n.Place, path, problem.Remedy, "%s", problem.Why)
				return nil
			}
			return &Expr{Op: "dist", Law: law, Dim: dim, Text: text, Place: n.Place}
		}
	}
	if foreign(text) {
		if _, problem := unit.Parse(text); problem != nil {
			d.m.Add(n.Place, path, problem.Remedy, "%s", problem.Why)
			return nil
		}
	}
	e := d.expression(text, n.Place, path)
	if e != nil && e.Op == "literal" || e != nil && e.Op == "neg" && e.Args[0].Op == "literal" {
		if e.Op == "neg" {
			e = &Expr{Op: "literal", Value: -e.Args[0].Value, Dim: e.Args[0].Dim, Text: text, Place: n.Place}
		}
		e.Text, e.Place = text, n.Place
		if !e.Dim.Fits(want) {
			d.m.Add(n.Place, path, Remedy(text, e.Dim, want), "%s is %s, want %s", text, e.Dim, want)
			return nil
		}
		if e.Dim == unit.Number && math.Abs(e.Value) > 100 && strings.Contains(text, "%") {
			d.m.Add(n.Place, path, "write a share such as 12%, or a plain factor such as 150", "%s is beyond any sensible percentage", text)
			return nil
		}
		if e.Dim == unit.Rate && strings.Contains(text, "%") && math.Abs(e.Value) > 50 {
			d.m.Add(n.Place, path, "write a rate such as 15%/y", "%s is beyond any sensible rate", text)
			return nil
		}
	}
	return e
}

// foreign says whether a text begins with a number as a table of another program writes it, 1,000 or 1_000, or as YAML may
// read it as octal, 010.
func foreign(text string) bool {
	for _, sign := range []string{"-", "$", "-"} {
		text = strings.TrimPrefix(text, sign)
	}
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	return n > 1 && text[0] == '0' || n > 0 && n+1 < len(text) && (text[n] == ',' || text[n] == '_') && isDigit(text[n+1])
}

// Remedy says how a quantity of the wrong unit would be written right.
func Remedy(text string, is, want unit.Dim) string {
	bare := is == unit.Number && !strings.Contains(text, "%")
	switch {
	case bare && want == unit.Money && strings.Trim(text, "0.") == "":
		return "write $0"
	case bare && want == unit.Money:
		return "write $" + text + "bn"
	case bare && want == unit.Power:
		return "write " + text + " GW"
	case bare && want == unit.Years:
		return "write " + text + " months or " + text + "y"
	case bare && want == unit.Price:
		return "write $" + text + "bn/GW/y"
	case is == unit.Number && want == unit.Rate:
		return "write " + text + "/y"
	case is == unit.Money && want == unit.Price:
		return "write " + text + "/GW/y"
	case is == unit.Rate && want == unit.Number || is == unit.Money.Over(unit.Years) && want == unit.Money:
		if i := strings.LastIndexByte(text, '/'); i > 0 {
			return "write " + strings.TrimSpace(text[:i])
		}
	}
	return "write " + want.Example()
}

// distribution decodes {pert: [a, b, c], min: …, max: …}.
func (d *decoder) distribution(n *node, path string) *Expr {
	var family string
	var body *node
	bounds := map[string]float64{}
	boundDims := map[string]unit.Dim{}
	for _, e := range n.entries {
		sub := join(path, e.key)
		switch {
		case e.key == "min" || e.key == "max":
			q, problem := unit.Parse(e.value.text)
			if e.value.form != scalar || problem != nil || math.IsInf(q.Value, 0) {
				d.m.Add(e.value.Place, sub, "write min: $0", "want a quantity, found %s", found(e.value))
				return nil
			}
			bounds[e.key], boundDims[e.key] = q.Value, q.Dim
		case d.lang.Distributions[e.key] == nil:
			names := schema.Sorted(d.lang.Distributions)
			d.m.Add(e.place, sub, listed("distributions", names), "no distribution is called %q%s", e.key, didYouMean(e.key, names))
			return nil
		case family != "":
			d.m.Add(e.place, sub, "keep one of them", "two distributions for one number: %s and %s", family, e.key)
			return nil
		default:
			family, body = e.key, e.value
		}
	}
	if family == "" {
		d.m.Add(n.Place, path, listed("distributions", schema.Sorted(d.lang.Distributions)), "want a distribution, found %s", raw(n))
		return nil
	}
	args, ok := d.args(body, join(path, family))
	if !ok {
		return nil
	}
	law, dim, problem := dist.Families()[family].Make(args)
	if problem == nil && len(bounds) > 0 {
		for _, boundDim := range boundDims {
			if boundDim != dim {
				problem = &unit.Problem{Why: "the bounds are " + boundDim.String() + ", the values " + dim.String(), Remedy: "write bounds in the unit of the values, such as " + dim.Example()}
			}
		}
		if problem == nil {
			lo, hi := math.Inf(-1), math.Inf(1)
			if v, ok := bounds["min"]; ok {
				lo = v
			}
			if v, ok := bounds["max"]; ok {
				hi = v
			}
			law, problem = dist.Truncate(law, lo, hi)
		}
	}
	if problem != nil {
		d.m.Add(body.Place, join(path, family), problem.Remedy, "%s", problem.Why)
		return nil
	}
	return &Expr{Op: "dist", Law: law, Dim: dim, Text: raw(n), Place: n.Place}
}

// cutLast cuts a text at the last separator.
func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}

// args decodes a distribution's parameters: a list, a map by name, or a list of pairs.
func (d *decoder) args(n *node, path string) (dist.Args, bool) {
	var a dist.Args
	one := func(c *node) (unit.Quantity, bool) {
		q, problem := unit.Parse(c.text)
		if c.form != scalar {
			problem = &unit.Problem{Why: "want a quantity, found " + c.form.String(), Remedy: "write a value such as $5bn, 12% or 5 GW"}
		}
		if problem != nil && c.form == scalar && idForm.MatchString(strings.TrimSpace(c.text)) {
			problem = &unit.Problem{Why: "a distribution is made of values, found the name " + strconv.Quote(clip(c.text)), Remedy: "write the value itself, such as $5bn, 12% or 5 GW"}
		}
		if problem != nil {
			d.m.Add(c.Place, path, problem.Remedy, "%s", problem.Why)
			return q, false
		}
		return q, true
	}
	switch {
	case n.form == scalar:
		q, ok := one(n)
		a.List = []unit.Quantity{q}
		return a, ok
	case n.form == mapping:
		a.Named = map[string]unit.Quantity{}
		for _, e := range n.entries {
			q, ok := one(e.value)
			if !ok {
				return a, false
			}
			a.Named[e.key] = q
		}
		return a, true
	case n.form == list && len(n.items) > 0 && n.items[0].form == list:
		for _, c := range n.items {
			if c.form != list || len(c.items) != 2 {
				d.m.Add(c.Place, path, "write [[$5bn, 30%], [$10bn, 70%]]", "want a pair of a value and its probability")
				return a, false
			}
			v, ok := one(c.items[0])
			p, ok2 := one(c.items[1])
			if !ok || !ok2 {
				return a, false
			}
			a.Pairs = append(a.Pairs, [2]unit.Quantity{v, p})
		}
		return a, true
	case n.form == list:
		for _, c := range n.items {
			q, ok := one(c)
			if !ok {
				return a, false
			}
			a.List = append(a.List, q)
		}
		return a, true
	}
	_, family, _ := cutLast(path, ".")
	d.m.Add(n.Place, path, "write "+d.lang.Distributions[family].Example, "want the parameters of a distribution, found %s", n.form)
	return a, false
}
