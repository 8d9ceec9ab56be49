package plots

import (
	"image/color"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"
)

// The page, in points; at 96 dots per inch it has 1280 × 760 pixels.
const (
	pageWidth  = 960.0
	pageHeight = 570.0
	margin     = 20.0
	dpi        = 96
)

// The palette of Okabe and Ito, told apart by nearly all eyes.
var palette = []color.NRGBA{
	rgb(0x0072B2), rgb(0xE69F00), rgb(0x009E73), rgb(0xD55E00), rgb(0xCC79A7), rgb(0x56B4E9),
}

var (
	ink   = rgb(0x22262B)
	muted = rgb(0x6B7280)
	grid  = rgb(0xE5E7EB)
	rail  = rgb(0x9CA3AF) // axis lines

	blue   = palette[0]
	orange = palette[1]

	dashes = []float64{7, 4}
	dots   = []float64{2, 3}
)

// The shares of colour in the bands of a fan.
const (
	innerTint = 0.38
	outerTint = 0.18
)

func rgb(v uint32) color.NRGBA {
	return color.NRGBA{R: uint8(v >> 16), G: uint8(v >> 8), B: uint8(v), A: 255}
}

// tint mixes a colour with the paper: an opaque colour, for bands that lie on one another.
func tint(c color.NRGBA, share float64) color.NRGBA {
	mix := func(v uint8) uint8 { return uint8(255 - share*float64(255-v) + 0.5) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 255}
}

// veil is a colour that lets through what lies below.
func veil(c color.NRGBA, share float64) color.NRGBA {
	c.A = uint8(share*255 + 0.5)
	return c
}

// style is how a text looks.
type style struct {
	size  float64
	bold  bool
	color color.Color
}

var (
	titleStyle    = style{23, true, ink}
	subtitleStyle = style{15.5, false, muted}
	tickStyle     = style{15, false, muted}
	captionStyle  = style{14, false, muted}
	legendStyle   = style{15, false, ink}
	ruleStyle     = style{14, false, ink}
	sourceStyle   = style{12, false, muted}
)

// fonts parses the two faces the theme uses, once, when something is first drawn.
var fonts = sync.OnceValue(func() [2]*opentype.Font {
	var out [2]*opentype.Font
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic("plots: a built-in font does not parse: " + err.Error())
		}
		out[i] = f
	}
	return out
})

// face is the font that a style is drawn with.
func (s style) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans", Size: font.Length(s.size)}
	if s.bold {
		f.Weight = xfont.WeightBold
		return font.Face{Font: f, Face: fonts()[1]}
	}
	return font.Face{Font: f, Face: fonts()[0]}
}

// measure is the width of a text in points.
func (s style) measure(text string) float64 {
	f := s.face()
	return f.Width(text).Points()
}

// fit cuts a text to a width.
func (s style) fit(text string, width float64) string {
	if s.measure(text) <= width {
		return text
	}
	r := []rune(text)
	lo, hi := 0, len(r) // r[:lo]+"…" fits
	for lo+1 < hi {
		if m := (lo + hi) / 2; s.measure(string(r[:m])+"…") <= width {
			lo = m
		} else {
			hi = m
		}
	}
	return string(r[:lo]) + "…"
}
