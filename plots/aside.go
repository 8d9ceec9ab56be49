package plots

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// What stands beside the data, on the right: a legend, and the names of lines at their ends.

// entries are the series that the legend names. One with a panel of its own has the panel's caption.
func (f *Figure) entries() []*Line {
	var named []*Line
	for i := range f.Series {
		if l := &f.Series[i]; l.Label != "" && l.End == "" && l.Scale != Below {
			named = append(named, l)
		}
	}
	return named
}

// ending is a label that belongs to a height of the picture.
type ending struct {
	text string
	y    float64
	line *Line // nil for a rule
}

func (f *Figure) endings(p panel) []ending {
	var all []ending
	for i := range slices.Backward(f.Series) { // of equal heights the first is the highest
		l := &f.Series[i]
		if v, ok := final(l.Y); l.End != "" && ok {
			all = append(all, ending{l.End, p.py(v), l})
		}
	}
	for _, r := range f.Rules {
		if !r.Vertical && r.Label != "" {
			all = append(all, ending{r.Label, p.py(r.At), nil})
		}
	}
	slices.SortStableFunc(all, func(a, b ending) int { return cmp.Compare(a.y, b.y) })
	return all
}

// final is the last finite value.
func final(vs []float64) (float64, bool) {
	for _, v := range slices.Backward(vs) {
		if drawable(v) {
			return v, true
		}
	}
	return 0, false
}

// asideWidth is the room that the widest text needs.
func (f *Figure) asideWidth() float64 {
	w := 0.0
	for _, l := range f.entries() {
		w = math.Max(w, swatch+8+legendStyle.measure(l.Label))
	}
	for i := range f.Series {
		if f.Series[i].End != "" {
			w = math.Max(w, leader-sideGap+8+legendStyle.measure(f.Series[i].End))
		}
	}
	for _, r := range f.Rules {
		if !r.Vertical {
			w = math.Max(w, legendStyle.measure(r.Label))
		}
	}
	return math.Min(math.Max(w, sideMin), sideMax)
}

// aside writes the labels at the heights of what they name, as near as they can be, and the legend into the highest
// gap that holds it.
func (f *Figure) aside(on pen, p panel) {
	left := pageWidth - margin - f.asideWidth()
	ends := f.endings(p)
	centres, halves := make([]float64, len(ends)), make([]float64, len(ends))
	for i, e := range ends {
		centres[i], halves[i] = e.y, rowHeight/2
	}
	centres = spread(centres, halves, p.y0-tickStyle.size/3, p.y1+rowHeight/2)
	for i, e := range ends {
		x := left
		if e.line != nil {
			x = p.x1 + leader + 8
			on.line([]vg.Point{at(p.x1+2, e.y), at(p.x1+8, e.y), at(p.x1+leader-4, centres[i]), at(p.x1+leader+3, centres[i])},
				e.line.color, 1.6, e.line.dash)
		}
		on.beside(legendStyle.fit(e.text, pageWidth-margin-x), x, centres[i], legendStyle, rightward)
	}
	entries := f.entries()
	y := gap(p.y1, centres, float64(len(entries))*rowHeight)
	for _, l := range entries {
		y -= rowHeight
		sample(on, l, left, y+rowHeight/2)
		on.beside(legendStyle.fit(l.Label, pageWidth-margin-left-swatch-8), left+swatch+8, y+rowHeight/2, legendStyle, rightward)
	}
}

// sample draws what a series looks like.
func sample(on pen, l *Line, x, y float64) {
	if l.thin() {
		on.line([]vg.Point{at(x, y), at(x+swatch, y)}, l.color, l.width, l.dash)
		return
	}
	on.box(x, y-6.5, x+swatch, y+6.5, l.color)
}

// gap is the highest place below top from which a block of a height touches no row. Rows rise.
func gap(top float64, rows []float64, height float64) float64 {
	for _, row := range slices.Backward(rows) {
		if row+rowHeight/2 > top-height && row-rowHeight/2 < top {
			top = row - rowHeight
		}
	}
	return top
}

// spread moves labels apart, keeping their order: the sum of squared moves is the least that the room allows. Where
// there is no room for all, they overflow at the high end.
//
// Model: centre = z + offset, where offsets are those of labels packed without gaps and z may not fall; equal z are
// pooled at their mean (isotonic regression by pooling adjacent violators).
func spread(want, half []float64, low, high float64) []float64 {
	type pool struct {
		mean float64
		n    int
	}
	var pools []pool
	offsets := make([]float64, len(want))
	packed := 0.0
	for i := range want {
		offsets[i] = packed + half[i]
		packed += 2 * half[i]
		pools = append(pools, pool{want[i] - offsets[i], 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].mean > pools[k].mean; k-- {
			a, b := pools[k-1], pools[k]
			n := a.n + b.n
			pools[k-1] = pool{(a.mean*float64(a.n) + b.mean*float64(b.n)) / float64(n), n}
			pools = pools[:k]
		}
	}
	var got []float64
	for _, q := range pools {
		for range q.n {
			z := math.Max(math.Min(q.mean, high-packed), low)
			got = append(got, z+offsets[len(got)])
		}
	}
	return got
}
