package plots

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

// A picture has the bytes that image/png gives it: noise, flat parts, lines of one pixel, edges of groups, all widths; and
// one that can be seen through.
func TestPicturesAreThoseOfTheLibrary(t *testing.T) {
	g := rand.New(rand.NewPCG(7, 8))
	filtered := map[byte]bool{}
	for k := range 300 {
		m := image.NewRGBA(image.Rect(0, 0, 1+g.IntN(100), 1+g.IntN(60)))
		for i := range m.Pix {
			m.Pix[i] = 0xff
		}
		paint := func(x, y, w, h int) {
			tint := color.RGBA{byte(g.IntN(256)), byte(g.IntN(256)), byte(g.IntN(256)), 0xff}
			for i := x; i < x+w; i++ {
				for j := y; j < y+h; j++ {
					m.SetRGBA(i, j, tint)
				}
			}
		}
		for range k % 40 {
			x, y := g.IntN(m.Rect.Dx()), g.IntN(m.Rect.Dy())
			paint(x, y, 1+g.IntN(2)*g.IntN(50), 1+g.IntN(2)*g.IntN(50))
		}
		if k%7 == 0 {
			for i := range m.Pix {
				if i%4 != 3 {
					m.Pix[i] = byte(g.IntN(1 + k))
				}
			}
		}
		if k%10 == 9 { // a slope, for the filters that are seldom best
			for i := range m.Pix {
				if i%4 != 3 {
					m.Pix[i] = byte(i%m.Stride/4*(k%5) + i/m.Stride*(k%3) + g.IntN(3))
				}
			}
		}
		if k == 50 {
			m.SetRGBA(0, 0, color.RGBA{1, 2, 3, 4})
		}
		var want, got bytes.Buffer
		if err := png.Encode(&want, m); err != nil {
			t.Fatal(err)
		}
		if err := writePNG(&got, m); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(want.Bytes(), got.Bytes()) {
			t.Fatalf("picture %d of %v has %d bytes and not the library's %d", k, m.Rect.Max, got.Len(), want.Len())
		}
		var r rows
		r.begin(m.Rect.Dx())
		above := make([]byte, m.Stride)
		for y := range m.Rect.Dy() {
			row := m.Pix[y*m.Stride:][:m.Stride]
			filtered[r.next(row, above)[0]] = true
			above = row
		}
	}
	if len(filtered) != filters {
		t.Errorf("only these filters were the best somewhere: %v", filtered)
	}
}
