package plots

import (
	"image/color"

	"gonum.org/v1/plot/vg"
)

// pen draws on a canvas in points, from the bottom left.
type pen struct{ vg.Canvas }

func at(x, y float64) vg.Point { return vg.Point{X: vg.Length(x), Y: vg.Length(y)} }

// align says where a text stands from its point.
type align int

const (
	leftward align = iota // the text ends at the point
	centred
	rightward // the text begins at the point
)

// text writes one line with its baseline at y.
func (p pen) text(s string, x, y float64, st style, a align) {
	if s = printable(s); s == "" {
		return
	}
	switch a {
	case leftward:
		x -= st.measure(s)
	case centred:
		x -= st.measure(s) / 2
	}
	p.SetColor(st.color)
	p.FillString(st.face(), at(x, y), s)
}

// beside writes one line whose capitals are centred at y.
func (p pen) beside(s string, x, y float64, st style, a align) {
	p.text(s, x, y-capital*st.size/2, st, a)
}

// capital is the height of a capital letter as a share of the font's size.
const capital = 0.72

// line draws straight lines through points; fewer than two draw nothing.
func (p pen) line(points []vg.Point, c color.Color, width float64, dash []float64) {
	if len(points) < 2 {
		return
	}
	var path vg.Path
	path.Move(points[0])
	for _, q := range points[1:] {
		path.Line(q)
	}
	p.SetColor(c)
	p.SetLineWidth(vg.Length(width))
	p.SetLineDash(lengths(dash), 0)
	p.Stroke(path)
}

// area fills a polygon.
func (p pen) area(points []vg.Point, c color.Color) {
	if len(points) < 3 {
		return
	}
	var path vg.Path
	path.Move(points[0])
	for _, q := range points[1:] {
		path.Line(q)
	}
	path.Close()
	p.SetColor(c)
	p.Fill(path)
}

// box fills a rectangle.
func (p pen) box(x0, y0, x1, y1 float64, c color.Color) {
	p.area([]vg.Point{at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1)}, c)
}

func lengths(dash []float64) []vg.Length {
	var l []vg.Length
	for _, d := range dash {
		l = append(l, vg.Length(d))
	}
	return l
}
