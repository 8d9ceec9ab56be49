package plots

import (
	"bytes"
	"html"
	"image/png"
	"io"
	"strings"

	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// png writes the figure as a picture of 1280 × 760 pixels.
func (f *Figure) png(w io.Writer) error {
	c := vgimg.NewWith(vgimg.UseWH(pageWidth, pageHeight), vgimg.UseDPI(dpi))
	f.draw(c)
	return png.Encode(w, c.Image())
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
