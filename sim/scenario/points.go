package scenario

import (
	"math"
	"sort"
	"strconv"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// knots decodes a map from date to value, or {process-like} nothing else.
func (d *decoder) knots(n *node, f *schema.Field, path string) []Point {
	if n.form != mapping || len(n.entries) == 0 {
		d.m.Add(n.Place, path, "write {2026-Q2: "+f.Dim.Example()+", 2027-Q4: …}", "want values by date, found %s", found(n))
		return nil
	}
	var out []Point
	var seen []day
	for _, e := range n.entries {
		sub := join(path, e.key)
		p := Point{}
		if per, ok := unit.ParsePeriod(e.key); ok {
			p.Years, p.Step = years(d.calendar, per.Last), d.calendar.Reach(per.Last)
		} else if q, prob := unit.Parse(e.key); prob == nil && q.Dim == unit.Years && math.Abs(q.Value) <= longest {
			p.Years, p.Step = q.Value, int(math.Ceil(q.Value*float64(d.calendar.PerYear)-1e-9))
		} else {
			d.m.Add(e.place, sub, "write 2026-Q2, 2026-04-20 or 2y", "want a date, found %q", e.key)
			continue
		}
		if same := sameDay(seen, p.Years); same != "" {
			d.m.Add(e.place, sub, "keep one of them", "%s and %s end on the same day", same, e.key)
			continue
		}
		seen = append(seen, day{e.key, p.Years})
		if p.Expr = d.number(e.value, dim(f), sub); p.Expr == nil {
			continue
		}
		out = append(out, p)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Years < out[j].Years })
	return out
}

// day is a time as the file writes it.
type day struct {
	key   string
	years float64
}

// sameDay is the first time less than a third of a day away; "" for none. A knot's draw is named by its time, so that
// two of them on one day would share it.
func sameDay(seen []day, years float64) string {
	for _, d := range seen {
		if math.Abs(d.years-years) < 1e-3 {
			return d.key
		}
	}
	return ""
}

// byYear decodes a map from contract year to value.
func (d *decoder) byYear(n *node, f *schema.Field, path string) []Point {
	if n.form != mapping || len(n.entries) == 0 {
		d.m.Add(n.Place, path, "write {1: "+f.Dim.Example()+", 2: …}", "want values by contract year, found %s", found(n))
		return nil
	}
	var out []Point
	for _, e := range n.entries {
		sub := join(path, e.key)
		y, err := strconv.Atoi(e.key)
		if err != nil || y < 1 || y > longest || strconv.Itoa(y) != e.key {
			d.m.Add(e.place, sub, "count contract years from 1", "want a contract year, found %q", e.key)
			continue
		}
		if x := d.number(e.value, dim(f), sub); x != nil {
			out = append(out, Point{Year: y, Expr: x})
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Year < out[j].Year })
	return out
}
