package plots

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"io"
	"maps"
	"slices"
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	vgfont "gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// pdf writes the figure as one page. Text is drawn as outlines: it looks the same everywhere, and needs no font.
func (f *Figure) pdf(w io.Writer) error {
	c := &outlines{veils: map[uint8]bool{255: true}}
	vg.Initialize(c)
	f.draw(c)
	return c.write(w)
}

// outlines is a canvas that makes the page of a PDF file: paths only, no font, no date.
//
// gonum/plot's own writes no bold text, breaks letters beyond ASCII, and stamps the file with the time.
type outlines struct {
	page  bytes.Buffer
	veils map[uint8]bool // opacities in use
}

func (c *outlines) SetLineWidth(w vg.Length) { c.op("w", w.Points()) }

func (c *outlines) SetLineDash(dash []vg.Length, offset vg.Length) {
	c.page.WriteByte('[')
	for _, d := range dash {
		c.page.WriteString(short(d.Points()) + " ")
	}
	c.page.WriteString("] " + short(offset.Points()) + " d\n")
}

func (c *outlines) SetColor(clr color.Color) {
	if clr == nil {
		clr = color.Black
	}
	n := color.NRGBAModel.Convert(clr).(color.NRGBA)
	r, g, b := float64(n.R)/255, float64(n.G)/255, float64(n.B)/255
	c.op("rg", r, g, b)
	c.op("RG", r, g, b)
	c.veils[n.A] = true
	fmt.Fprintf(&c.page, "/A%d gs\n", n.A)
}

func (c *outlines) Push()                               { c.op("q") }
func (c *outlines) Pop()                                { c.op("Q") }
func (c *outlines) Stroke(p vg.Path)                    { c.path(p); c.op("S") }
func (c *outlines) Fill(p vg.Path)                      { c.path(p); c.op("f") }
func (c *outlines) Rotate(float64)                      { panic("plots: no figure is rotated") }
func (c *outlines) Translate(vg.Point)                  { panic("plots: no figure is moved") }
func (c *outlines) Scale(x, y float64)                  { panic("plots: no figure is scaled") }
func (c *outlines) DrawImage(vg.Rectangle, image.Image) { panic("plots: no figure has images") }

// FillString draws the outline of each glyph. A font's curves are quadratic, those of a PDF cubic.
func (c *outlines) FillString(f vgfont.Face, pt vg.Point, text string) {
	var buf sfnt.Buffer
	em := fixed.Int26_6(f.Face.UnitsPerEm())
	scale := f.Font.Size.Points() / float64(em)
	x, y := pt.X.Points(), pt.Y.Points()
	var before sfnt.GlyphIndex
	for i, letter := range text {
		glyph, err := f.Face.GlyphIndex(&buf, letter)
		if err != nil {
			continue
		}
		if i > 0 {
			if kern, err := f.Face.Kern(&buf, before, glyph, em, font.HintingNone); err == nil {
				x += float64(kern) * scale
			}
		}
		before = glyph
		place := func(p fixed.Point26_6) (float64, float64) { return x + float64(p.X)*scale, y - float64(p.Y)*scale }
		var px, py float64
		if segments, err := f.Face.LoadGlyph(&buf, glyph, em, nil); err == nil {
			for _, s := range segments {
				ax, ay := place(s.Args[0])
				switch s.Op {
				case sfnt.SegmentOpMoveTo:
					c.op("m", ax, ay)
					px, py = ax, ay
				case sfnt.SegmentOpLineTo:
					c.op("l", ax, ay)
					px, py = ax, ay
				case sfnt.SegmentOpQuadTo:
					bx, by := place(s.Args[1])
					c.op("c", px+(ax-px)*2/3, py+(ay-py)*2/3, bx+(ax-bx)*2/3, by+(ay-by)*2/3, bx, by)
					px, py = bx, by
				case sfnt.SegmentOpCubeTo:
					bx, by := place(s.Args[1])
					px, py = place(s.Args[2])
					c.op("c", ax, ay, bx, by, px, py)
				}
			}
		}
		if advance, err := f.Face.GlyphAdvance(&buf, glyph, em, font.HintingNone); err == nil {
			x += float64(advance) * scale
		}
	}
	c.op("f")
}

// path writes straight lines: no figure has other curves.
func (c *outlines) path(p vg.Path) {
	for _, s := range p {
		switch s.Type {
		case vg.MoveComp:
			c.op("m", s.Pos.X.Points(), s.Pos.Y.Points())
		case vg.LineComp:
			c.op("l", s.Pos.X.Points(), s.Pos.Y.Points())
		case vg.CloseComp:
			c.op("h")
		default:
			panic("plots: no figure has curves")
		}
	}
}

// op writes an operator after its numbers.
func (c *outlines) op(name string, numbers ...float64) {
	for _, v := range numbers {
		c.page.WriteString(short(v) + " ")
	}
	c.page.WriteString(name + "\n")
}

// short writes a number to a hundredth.
func short(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	for len(s) > 1 && s[len(s)-1] == '0' {
		s = s[:len(s)-1]
	}
	if s[len(s)-1] == '.' {
		s = s[:len(s)-1]
	}
	return s
}

// write writes the file: catalogue, pages, page, its drawing, and where each of them begins.
func (c *outlines) write(w io.Writer) error {
	var squeezed, file bytes.Buffer
	z := zlib.NewWriter(&squeezed)
	if _, err := z.Write(c.page.Bytes()); err != nil {
		return err
	}
	if err := z.Close(); err != nil {
		return err
	}
	veils := ""
	for _, a := range slices.Sorted(maps.Keys(c.veils)) {
		veils += fmt.Sprintf("/A%d <</ca %.4f /CA %.4f>> ", a, float64(a)/255, float64(a)/255)
	}
	file.WriteString("%PDF-1.4\n")
	var places []int
	for i, body := range []string{
		"<</Type /Catalog /Pages 2 0 R>>",
		"<</Type /Pages /Kids [3 0 R] /Count 1>>",
		fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 %g %g] /Contents 4 0 R /Resources <</ExtGState <<%s>>>>>>", pageWidth, pageHeight, veils),
		fmt.Sprintf("<</Length %d /Filter /FlateDecode>>\nstream\n%s\nendstream", squeezed.Len(), squeezed.Bytes()),
	} {
		places = append(places, file.Len())
		fmt.Fprintf(&file, "%d 0 obj\n%s\nendobj\n", i+1, body)
	}
	table := file.Len()
	fmt.Fprintf(&file, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, p := range places {
		fmt.Fprintf(&file, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&file, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, table)
	_, err := w.Write(file.Bytes())
	return err
}
