package scenario

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// longest is the most years that a date may lie away or a span may last.
const longest = 200

// keyForm is what a key of a map of the writer's own may be: a name, or the name of a quantity.
var keyForm = wordForm{"_.-"}

// field decodes one field.
func (d *decoder) field(b *Block, f *schema.Field, n *node, prefix, path string, place Place) {
	v := &Value{Field: f, Place: n.Place}
	want := func(what, remedy string) {
		d.m.Add(n.Place, path, remedy, "want %s, found %s", what, found(n))
	}
	if f.Form != schema.Number && f.Form != schema.Signal && f.Form != schema.Law && f.Form != schema.Group &&
		f.Form != schema.Each && f.Form != schema.Knots && f.Form != schema.ByYear && f.Form != schema.List && n.form != scalar {
		want("a value", "write "+f.Name+": "+Example(f))
		return
	}
	word := strings.TrimSpace(n.text)
	switch f.Form {
	case schema.Number:
		v.Expr = d.number(n, dim(f), path)
	case schema.Signal, schema.Law:
		if n.form == mapping && n.get("process") != nil {
			role := ""
			if b.Section == "companies" {
				role = f.Name
			}
			v.Process = d.process(n, block{section: b.Section, id: b.ID + "." + prefix + f.Name, owner: owner(b), role: role, path: path, place: place})
		} else {
			v.Expr = d.number(n, dim(f), path)
		}
	case schema.Condition:
		v.Expr = d.expression(word, n.Place, path)
	case schema.Choice:
		if !contains(f.Choices, word) {
			d.m.Add(n.Place, path, listed("choices", f.Choices), "%q is no choice here%s", word, didYouMean(word, f.Choices))
			return
		}
		v.Text = word
	case schema.Ref:
		if !idForm.MatchString(word) {
			want("a name", "write "+f.Name+": ID")
			return
		}
		v.Text = word
	case schema.Prose:
		v.Text = word
	case schema.Day:
		if p, ok := unit.ParsePeriod(word); ok {
			v.Period, v.Years = p, years(d.calendar, p.Last)
		} else if q, p := unit.Parse(word); p == nil && q.Dim == unit.Years && math.Abs(q.Value) <= longest {
			step := int(math.Round(q.Value * float64(d.calendar.PerYear)))
			day := d.calendar.Date(step)
			v.Period, v.Years = unit.Period{First: day, Last: day}, q.Value
		} else {
			want("a date, a quarter or a time after the day of the deal", "write "+f.Name+": 2031-Q2 or 5y")
			return
		}
	case schema.Span:
		q, p := unit.Parse(word)
		if p != nil || q.Dim != unit.Years || q.Value < 0 {
			want("a length of time", "write "+f.Name+": 2 quarters or 10y")
			return
		}
		if q.Value > longest {
			d.m.Add(n.Place, path, "write "+f.Name+": 10y", "%s is longer than %d years", word, longest)
			return
		}
		if _, err := d.calendar.StepsIn(q.Value); err != nil {
			name := d.calendar.StepName()
			remedy := "write a whole number of " + name + "s"
			if name != "month" {
				remedy += ", or step: month"
			}
			d.m.Add(n.Place, path, remedy, "%s is no whole number of %ss", word, name)
			return
		}
		v.Years = q.Value
	case schema.Count:
		c, err := strconv.Atoi(word)
		if err != nil {
			want("a whole number", "write "+f.Name+": "+Example(f))
			return
		}
		if what, remedy := Outside(f, float64(c), unit.Number, word); what != "" {
			d.m.Add(n.Place, path, remedy, "%s", what)
			return
		}
		v.Count = c
	case schema.Knots:
		v.Points = d.knots(n, f, path)
	case schema.ByYear:
		v.Points = d.byYear(n, f, path)
	case schema.List:
		if n.form != list || len(n.items) == 0 {
			want("a list", "write "+f.Name+": ["+f.Dim.Example()+", …]")
			return
		}
		for i, c := range n.items {
			if x := d.number(c, dim(f), path+"["+strconv.Itoa(i+1)+"]"); x != nil {
				v.Points = append(v.Points, Point{Expr: x})
			}
		}
	case schema.Group:
		if n.form != mapping {
			if f.Short == "" || n.form != scalar {
				want("a map", listed("its fields", schema.Names(f.Fields)))
				return
			}
			n = &node{form: mapping, Place: n.Place, entries: []entry{{f.Short, n.Place, n}}}
		}
		d.group(b, n, f.Fields, prefix+f.Name+".", path, n.Place, nil)
		return
	case schema.Each:
		if n.form != mapping {
			want("a map keyed by names", "write "+f.Name+": {NAME: {…}}")
			return
		}
		if len(n.entries) == 0 && f.Required {
			want("at least one", "write "+f.Name+": {NAME: {"+f.Fields[0].Name+": "+Example(&f.Fields[0])+"}}")
		}
		for _, e := range n.entries {
			sub := e.value
			if !keyForm.MatchString(e.key) {
				d.m.Add(e.place, join(path, clip(e.key)), "names start with a small letter and have small letters, digits, - and _", "%q cannot be a name", clip(e.key))
				continue
			}
			if sub.form != mapping || len(sub.entries) == 0 {
				d.m.Add(sub.Place, join(path, e.key), "write "+f.Fields[0].Name+": "+Example(&f.Fields[0]), "want a map with some of %s, found %s", strings.Join(schema.Names(f.Fields), ", "), found(sub))
				continue
			}
			b.Keys[prefix+f.Name] = append(b.Keys[prefix+f.Name], e.key)
			d.group(b, sub, f.Fields, prefix+f.Name+"."+e.key+".", join(path, e.key), e.place, nil)
			b.Values[prefix+f.Name+"."+e.key] = &Value{Field: f, Text: e.key, Place: e.place}
		}
		sort.Strings(b.Keys[prefix+f.Name])
		return
	}
	if e := v.Expr; e != nil && e.Op == "literal" && (e.Dim.Fits(dim(f)) || f.Own) {
		if what, remedy := Outside(f, e.Value, e.Dim, e.Text); what != "" {
			d.m.Add(v.Place, path, remedy, "%s", what)
			return
		}
	}
	b.Values[prefix+f.Name] = v
}

func owner(b *Block) string {
	if b.Section == "companies" {
		return b.ID
	}
	return b.Owner
}

func dim(f *schema.Field) unit.Dim {
	if f.Own {
		return unit.Any
	}
	return f.Dim
}

// Beyond says whether a value is more or less than a field may hold.
func Beyond(f *schema.Field, v float64) bool {
	return f.Min != nil && v < *f.Min || f.Max != nil && v > *f.Max
}

// Outside says that a value is beyond what a field may hold, and what it may; "" when it is not. The text is the
// value as written: bounds of a plain number are written like it.
func Outside(f *schema.Field, v float64, dim unit.Dim, text string) (what, remedy string) {
	write := func(v float64) string {
		if dim == unit.Number && !strings.Contains(text, "%") {
			return strconv.FormatFloat(v, 'g', 6, 64)
		}
		return unit.Format(v, dim, 6)
	}
	switch {
	case f.Min != nil && v < *f.Min:
		what = text + " is below " + write(*f.Min)
	case f.Max != nil && v > *f.Max:
		what = text + " is above " + write(*f.Max)
	default:
		return "", ""
	}
	switch {
	case f.Max == nil:
		return what, "write a value from " + write(*f.Min) + " up"
	case f.Min == nil:
		return what, "write a value up to " + write(*f.Max)
	}
	return what, "write a value from " + write(*f.Min) + " to " + write(*f.Max)
}

func found(n *node) string {
	if n.form == scalar {
		return strconv.Quote(clip(n.text))
	}
	return n.form.String()
}
