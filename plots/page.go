package plots

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
)

// Distances on the page, in points.
const (
	tickGap    = 9.0  // between an axis and its labels
	tickLength = 6.0  // below the horizontal axis
	sideGap    = 20.0 // between the data and what stands beside it
	swatch     = 26.0 // a legend's sample of a series
	leader     = 22.0 // from a line's end to its label
	rowHeight  = 21.0
	sideMin    = 110.0
	sideMax    = 240.0
)

// draw lays the figure out on a canvas: what is written above and below, then the panels between, then what stands
// beside them.
func (f *Figure) draw(c vg.Canvas) {
	on := pen{c}
	top := f.heading(on)
	on.text(sourceStyle.fit(f.Source, pageWidth-2*margin), margin, margin-4, sourceStyle, rightward)
	f.panels(on, top-20, margin+sourceStyle.size+12)
}

// heading writes title and subtitle and returns where they end.
func (f *Figure) heading(on pen) float64 {
	y := pageHeight - margin - titleStyle.size*0.85
	on.text(titleStyle.fit(f.Title, pageWidth-2*margin), margin, y, titleStyle, rightward)
	y -= 7
	for _, row := range wrap(f.Subtitle, pageWidth-2*margin, 2, subtitleStyle) {
		y -= 20
		on.text(row, margin, y, subtitleStyle, rightward)
	}
	return y - 6
}

// wrap breaks a text into rows; what does not fit on the last is cut.
func wrap(text string, width float64, rows int, st style) []string {
	var out []string
	row := ""
	words := strings.Fields(text)
	for i, w := range words {
		longer := strings.TrimSpace(row + " " + w)
		if row == "" || st.measure(longer) <= width {
			row = longer
			continue
		}
		if len(out) == rows-1 {
			row += " " + strings.Join(words[i:], " ")
			break
		}
		out, row = append(out, row), w
	}
	if row != "" {
		out = append(out, row)
	}
	for i := range out {
		out[i] = st.fit(out[i], width)
	}
	return out
}

// panels draws the axes and the series between two heights, and what stands beside them.
func (f *Figure) panels(on pen, top, bottom float64) {
	left, right := f.sides()
	if captioned := f.Y.Caption != "" || f.Right != nil && f.Right.Caption != ""; captioned {
		top -= captionStyle.size + 10
	}
	if f.rules(true) > 0 {
		top -= ruleStyle.size + 8
	}
	bottom += tickStyle.size + tickGap + 2
	if f.X.Caption != "" {
		bottom += captionStyle.size + 8
	}
	main := panel{left, bottom, right, top, &f.X, &f.Y}
	if f.Lower != nil {
		const gap = 46
		split := bottom + (top-bottom-gap)*0.36
		low := panel{left, bottom, right, split, &f.X, f.Lower}
		main.y0 = split + gap
		f.paint(on, low, Below)
		ticksBeside(on, low)
		on.text(f.Lower.Caption, margin, split+13, captionStyle, rightward)
		if main.y.Min >= 0 {
			main.foot(on)
		}
	}
	f.paint(on, main, OnLeft)
	if f.Right != nil {
		f.paintRight(on, main)
	}
	ticksBeside(on, main)
	head := top + 13
	if f.rules(true) > 0 {
		f.verticals(on, main)
		head += ruleStyle.size + 8
	}
	on.text(f.Y.Caption, margin, head, captionStyle, rightward)
	f.ticksBelow(on, main, bottom)
	f.aside(on, main)
}

// sides are where the data begin and end: what stands beside them decides.
func (f *Figure) sides() (left, right float64) {
	widest := func(a *Axis) (w float64) {
		if a != nil {
			for _, t := range a.Ticks {
				w = math.Max(w, tickStyle.measure(t.Label))
			}
		}
		return w
	}
	left = margin + math.Max(widest(&f.Y), widest(f.Lower)) + tickGap
	right = pageWidth - margin - f.asideWidth() - sideGap
	if f.Right != nil {
		right -= widest(f.Right) + tickGap
	}
	return left, right
}

// rules counts the straight lines that stand or lie.
func (f *Figure) rules(vertical bool) (n int) {
	for _, r := range f.Rules {
		if r.Vertical == vertical {
			n++
		}
	}
	return n
}

// paint draws grid, series and level rules of one panel: areas first, the last of them lowest, and lines over them.
func (f *Figure) paint(on pen, p panel, scale Scale) {
	p.grid(on)
	for i := range slices.Backward(f.Series) {
		if l := &f.Series[i]; l.Scale == scale && !l.thin() {
			p.draw(on, l)
		}
	}
	p.foot(on)
	for i := range f.Series {
		if l := &f.Series[i]; l.Scale == scale && l.thin() {
			p.draw(on, l)
		}
	}
	for _, r := range f.Rules {
		if !r.Vertical && scale == OnLeft {
			y := p.py(r.At)
			on.line([]vg.Point{at(p.x0, y), at(p.x1, y)}, r.color, 1.6, r.dash)
		}
	}
}

// paintRight draws the series of the right axis, its labels and its caption.
func (f *Figure) paintRight(on pen, p panel) {
	p.y = f.Right
	for i := range f.Series {
		if f.Series[i].Scale == OnRight {
			p.draw(on, &f.Series[i])
		}
	}
	st, caption := tickStyle, captionStyle
	if f.Right.color != nil {
		st.color, caption.color = f.Right.color, f.Right.color
	}
	widest := 0.0
	for _, t := range f.Right.Ticks {
		on.beside(t.Label, p.x1+tickGap, p.py(t.At), st, rightward)
		widest = math.Max(widest, st.measure(t.Label))
	}
	head := p.y1 + 13
	if f.rules(true) > 0 {
		head += ruleStyle.size + 8
	}
	on.text(f.Right.Caption, p.x1+tickGap+widest, head, caption, leftward)
}

// ticksBeside writes the labels of the vertical axis, leaving out what would touch the one below.
func ticksBeside(on pen, p panel) {
	last := math.Inf(-1)
	for _, t := range p.y.Ticks {
		y := p.py(t.At)
		if y-last < tickStyle.size*1.15 {
			continue
		}
		last = y
		on.beside(t.Label, p.x0-tickGap, y, tickStyle, leftward)
	}
}

// ticksBelow writes the labels of the horizontal axis: every n-th, for the smallest n that keeps them apart.
func (f *Figure) ticksBelow(on pen, p panel, foot float64) {
	baseline := foot - tickGap - capital*tickStyle.size
	ticks := f.X.Ticks
	for _, n := range []int{1, 2, 3, 4, 5, 10, 20, 50, 100, len(ticks) + 1} {
		if !apart(ticks, n, p) {
			continue
		}
		for i := 0; i < len(ticks); i += n {
			x := p.px(ticks[i].At)
			if !f.X.bare {
				on.line([]vg.Point{at(x, foot), at(x, foot-tickLength)}, rail, 1.2, nil)
			}
			on.text(ticks[i].Label, x, baseline, tickStyle, centred)
		}
		break
	}
	on.text(f.X.Caption, (p.x0+p.x1)/2, baseline-captionStyle.size-7, captionStyle, centred)
}

// apart says whether every n-th label leaves room to the next and stays on the page.
func apart(ticks []Tick, n int, p panel) bool {
	const room = 12
	end := math.Inf(-1)
	for i := 0; i < len(ticks); i += n {
		x, half := p.px(ticks[i].At), tickStyle.measure(ticks[i].Label)/2
		if x-half < end+room || x-half < 0 || x+half > pageWidth {
			return false
		}
		end = x + half
	}
	return true
}

// verticals draws the standing rules and their labels above, moved apart where they would touch.
func (f *Figure) verticals(on pen, p panel) {
	var centres, halves []float64
	var labels []string
	for _, r := range f.Rules {
		if r.Vertical {
			x := p.px(r.At)
			on.line([]vg.Point{at(x, p.y0), at(x, p.y1+5)}, r.color, 1.6, r.dash)
			centres, halves = append(centres, x), append(halves, ruleStyle.measure(r.Label)/2+7)
			labels = append(labels, r.Label)
		}
	}
	for i, x := range spread(centres, halves, p.x0, math.Max(p.x1, p.x0+1)) {
		on.text(labels[i], x, p.y1+10, ruleStyle, centred)
	}
}
