package plots

import (
	"fmt"
	"image"
	"image/color"
	"os"
	"path/filepath"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"
)

// slate is a canvas that keeps the boxes of texts and checks that every point lies on the page.
type slate struct {
	t     *testing.T
	name  string
	texts []written
}

type written struct {
	text           string
	x0, y0, x1, y1 float64
}

func (s *slate) FillString(f font.Face, pt vg.Point, text string) {
	size, x, y := f.Font.Size.Points(), pt.X.Points(), pt.Y.Points()
	s.texts = append(s.texts, written{text, x, y - 0.2*size, x + f.Width(text).Points(), y + capital*size})
}

func (s *slate) path(p vg.Path) {
	for _, c := range p {
		if x, y := c.Pos.X.Points(), c.Pos.Y.Points(); !(x >= 0 && x <= pageWidth && y >= 0 && y <= pageHeight) {
			s.t.Errorf("%s: a path leaves the page at %g, %g", s.name, x, y)
			return
		}
	}
}
func (s *slate) Stroke(p vg.Path)                    { s.path(p) }
func (s *slate) Fill(p vg.Path)                      { s.path(p) }
func (s *slate) SetLineWidth(vg.Length)              {}
func (s *slate) SetLineDash([]vg.Length, vg.Length)  {}
func (s *slate) SetColor(color.Color)                {}
func (s *slate) Rotate(float64)                      {}
func (s *slate) Translate(vg.Point)                  {}
func (s *slate) Scale(float64, float64)              {}
func (s *slate) Push()                               {}
func (s *slate) Pop()                                {}
func (s *slate) DrawImage(vg.Rectangle, image.Image) {}

// collisions are the texts that touch one another or leave the page.
func (s *slate) collisions() []string {
	var bad []string
	for i, a := range s.texts {
		if a.x0 < 0 || a.y0 < 0 || a.x1 > pageWidth || a.y1 > pageHeight {
			bad = append(bad, fmt.Sprintf("%q leaves the page: %.1f–%.1f, %.1f–%.1f", a.text, a.x0, a.x1, a.y0, a.y1))
		}
		for _, b := range s.texts[:i] {
			if a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1 {
				bad = append(bad, fmt.Sprintf("%q touches %q", a.text, b.text))
			}
		}
	}
	return bad
}

func TestNoTextTouchesAnotherOrLeavesThePage(t *testing.T) {
	for name, r := range odd() {
		for _, f := range All(r) {
			s := &slate{t: t, name: name + "/" + f.Name}
			f.draw(s)
			for _, bad := range s.collisions() {
				t.Errorf("%s: %s", s.name, bad)
			}
			if len(s.texts) < 6 {
				t.Errorf("%s: only %d texts", s.name, len(s.texts))
			}
		}
	}
}

// TestCollisionsAreSeen is the check's own check.
func TestCollisionsAreSeen(t *testing.T) {
	s := &slate{t: t}
	p := pen{s}
	p.text("one", 100, 100, tickStyle, rightward)
	p.text("two", 110, 104, tickStyle, rightward)
	p.text("three", pageWidth-5, 300, tickStyle, rightward)
	if got := s.collisions(); len(got) != 2 {
		t.Errorf("got %q, want a touch and a text that leaves the page", got)
	}
}

// TestPictures writes all figures of all results to the folder PICTURES names, for people to look at.
func TestPictures(t *testing.T) {
	folder := os.Getenv("PICTURES")
	if folder == "" {
		t.Skip("PICTURES names no folder")
	}
	results := odd()
	results["usual"] = usual.simulate()
	for name, r := range results {
		for _, f := range All(r) {
			for _, format := range Formats() {
				w, err := os.Create(filepath.Join(folder, name+"-"+stem(f.Name)+"."+format))
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Write(w, format); err != nil {
					t.Error(err)
				}
				if err := w.Close(); err != nil {
					t.Error(err)
				}
			}
		}
	}
}
