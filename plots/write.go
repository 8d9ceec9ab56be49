package plots

import (
	"bytes"
	"html"
	"image"
	"image/png"
	"io"
	"strings"
	"sync"

	"git.sr.ht/~sbinet/gg"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// sheets are pictures to draw on, to be used again: one takes four megabytes.
var sheets = sync.Pool{New: func() any {
	return image.NewRGBA(image.Rect(0, 0, int(pageWidth/vg.Inch*dpi), int(pageHeight/vg.Inch*dpi)))
}}

// packers are what a picture is made smaller with.
type packers struct{ sync.Pool }

func (p *packers) Get() *png.EncoderBuffer {
	b, _ := p.Pool.Get().(*png.EncoderBuffer)
	return b
}

func (p *packers) Put(b *png.EncoderBuffer) { p.Pool.Put(b) }

var encoder = png.Encoder{BufferPool: &packers{}}

// png writes the figure as a picture of 1280 × 760 pixels.
func (f *Figure) png(w io.Writer) error {
	sheet := sheets.Get().(*image.RGBA)
	defer sheets.Put(sheet)
	pen := gg.NewContextForRGBA(sheet)
	pen.SetLineCapButt()
	pen.InvertY()
	c := vgimg.NewWith(vgimg.UseImageWithContext(sheet, pen), vgimg.UseDPI(dpi)) // all white again
	f.draw(c)
	return encoder.Encode(w, sheet)
}

// svg writes the figure with its text as text, in fonts that any viewer has, and a name for those who listen.
func (f *Figure) svg(w io.Writer) error {
	c := vgsvg.New(pageWidth, pageHeight)
	c.SetLineWidth(1)
	f.draw(c)
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return err
	}
	_, body, _ := strings.Cut(b.String(), "<svg ") // without the prologue it may stand in a page
	body = strings.ReplaceAll(body, "font-family:Liberation Sans;font-variant:normal;",
		"font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")
	_, err := io.WriteString(w, `<svg role="img" aria-label="`+html.EscapeString(printable(f.Title))+`" `+body)
	return err
}

// printable leaves out what XML may not hold.
func printable(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == 0xFFFE || c == 0xFFFF || c == 0xFFFD {
			return -1
		}
		return c
	}, s)
}
