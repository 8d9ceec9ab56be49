package plots

import (
	"fmt"
	"image/color"
	"io"
)

// Figure is what one picture shows: numbers, labels and axes.
type Figure struct {
	Name     string // stem of the file's name
	Title    string
	Subtitle string // says what the bands are
	Source   string
	Series   []Line
	Rules    []Rule
	X        Axis
	Y        Axis
	Right    *Axis // of the series with Scale == OnRight
	Lower    *Axis // of the series with Scale == Below, in a panel of their own
}

// Mark is how a series is drawn.
type Mark int

const (
	Curve  Mark = iota // a line through X, Y
	Stairs             // Y holds from X to the next X
	Band               // between Low and Y
	Tread              // between Low and Y, holding from X to the next X
	Bars               // from X to To, and from Low to Y
	Rungs              // a level line from X to To at Y
)

// Scale is the axis that a series is measured on.
type Scale int

const (
	OnLeft Scale = iota
	OnRight
	Below
)

// Line is one series: its numbers, and the label that the reader sees.
type Line struct {
	Label string // in the legend; none when empty
	End   string // beside the line's end, in place of a legend
	Mark  Mark
	Scale Scale
	X, To []float64 // To: right edges of bars and rungs
	Y     []float64
	Low   []float64 // lower edges of bands and bars; bars without stand on 0

	color color.Color
	width float64 // of the line, in points
	dash  []float64
}

// thin says whether a series is drawn as lines, not as areas.
func (l *Line) thin() bool { return l.Mark == Curve || l.Mark == Stairs || l.Mark == Rungs }

// Rule is a straight line across the picture at a number worth knowing.
type Rule struct {
	Label    string
	At       float64
	Vertical bool

	color color.Color
	dash  []float64
}

// Axis maps numbers to the picture.
type Axis struct {
	Min, Max float64
	Log      bool
	Ticks    []Tick
	Caption  string

	color color.Color
	bare  bool // no tick marks: its labels name bars
}

// Tick is a labelled place of an axis.
type Tick struct {
	At    float64
	Label string
}

// Formats are what a figure can be written as.
func Formats() []string { return []string{"png", "svg", "pdf"} }

// Write writes the figure in a format.
func (f *Figure) Write(w io.Writer, format string) error {
	var err error
	switch format {
	case "png":
		err = f.png(w)
	case "svg":
		err = f.svg(w)
	case "pdf":
		err = f.pdf(w)
	default:
		return fmt.Errorf("no format is called %q; formats: png, svg, pdf", format)
	}
	if err != nil {
		return fmt.Errorf("figure %s as %s: %w", f.Name, format, err)
	}
	return nil
}
