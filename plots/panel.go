package plots

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// panel is a rectangle of the page with a horizontal and a vertical axis.
type panel struct {
	x0, y0, x1, y1 float64
	x, y           *Axis
}

// px and py are where numbers stand; what is beyond an axis stands at its end.
func (p panel) px(v float64) float64 { return p.x0 + (p.x1-p.x0)*p.x.part(v) }
func (p panel) py(v float64) float64 { return p.y0 + (p.y1-p.y0)*p.y.part(v) }

// part is how far along the axis a number is, from 0 to 1.
func (a *Axis) part(v float64) float64 {
	low, high := a.Min, a.Max
	if a.Log {
		low, high, v = math.Log(low), math.Log(high), math.Log(math.Max(v, low))
	}
	return math.Min(math.Max((v-low)/(high-low), 0), 1)
}

// grid draws the horizontal lines, and the line of the axis at its foot.
func (p panel) grid(on pen) {
	for _, t := range p.y.Ticks {
		y := p.py(t.At)
		on.line([]vg.Point{at(p.x0, y), at(p.x1, y)}, grid, 1, nil)
	}
}

// foot draws the line at the bottom, and zero when it is elsewhere.
func (p panel) foot(on pen) {
	on.line([]vg.Point{at(p.x0, p.y0), at(p.x1, p.y0)}, rail, 1.2, nil)
	if !p.y.Log && p.y.Min < 0 && p.y.Max > 0 {
		y := p.py(0)
		on.line([]vg.Point{at(p.x0, y), at(p.x1, y)}, rail, 1.2, nil)
	}
}

// draw draws a series.
func (p panel) draw(on pen, l *Line) {
	switch l.Mark {
	case Curve, Stairs:
		for _, run := range p.runs(l, l.Y, l.Mark == Stairs) {
			on.line(run, l.color, l.width, l.dash)
		}
	case Band, Tread:
		upper, lower := p.runs(l, l.Y, l.Mark == Tread), p.runs(l, l.Low, l.Mark == Tread)
		for i := range min(len(upper), len(lower)) {
			on.area(append(upper[i], backwards(lower[i])...), l.color)
		}
	case Bars:
		for i := range l.X {
			low := 0.0
			if l.Low != nil {
				low = l.Low[i]
			}
			if y0, y1 := p.py(low), p.py(l.Y[i]); drawable(low, l.Y[i]) && y0 != y1 {
				on.box(p.px(l.X[i]), y0, p.px(l.To[i]), y1, l.color)
			}
		}
	case Rungs:
		for i := range l.X {
			if drawable(l.Y[i]) {
				y := p.py(l.Y[i])
				on.line([]vg.Point{at(p.px(l.X[i]), y), at(p.px(l.To[i]), y)}, l.color, l.width, l.dash)
			}
		}
	}
}

// runs are the stretches of a line without a gap. A stretch of one date is drawn as a short level.
func (p panel) runs(l *Line, ys []float64, stairs bool) [][]vg.Point {
	const stub = 3
	var all [][]vg.Point
	var run []vg.Point
	end := func() {
		if len(run) == 1 {
			q := run[0]
			run = []vg.Point{{X: q.X - stub, Y: q.Y}, {X: q.X + stub, Y: q.Y}}
		}
		if run != nil {
			all = append(all, run)
		}
		run = nil
	}
	for i, x := range l.X {
		low := ys[i]
		if l.Low != nil {
			low = l.Low[i]
		}
		if !drawable(ys[i], low, l.Y[i]) {
			end()
			continue
		}
		if stairs && len(run) > 0 {
			run = append(run, vg.Point{X: vg.Length(p.px(x)), Y: run[len(run)-1].Y})
		}
		run = append(run, at(p.px(x), p.py(ys[i])))
	}
	end()
	return all
}

// drawable says whether all values are finite.
func drawable(vs ...float64) bool {
	for _, v := range vs {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func backwards(ps []vg.Point) []vg.Point {
	out := make([]vg.Point, len(ps))
	for i, q := range ps {
		out[len(ps)-1-i] = q
	}
	return out
}
