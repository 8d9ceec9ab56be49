package table

import (
	"io"
	"strings"
	"unicode"
)

// Align writes rows as an aligned table of plain text, its columns two blanks apart; a column k with right[k] is set
// to the right. Rows may be of different lengths, and a row without cells is an empty line.
func Align(w io.Writer, rows [][]string, right []bool) error {
	var widths []int
	for _, row := range rows {
		for k, cell := range row {
			if k == len(widths) {
				widths = append(widths, 0)
			}
			widths[k] = max(widths[k], Width(cell))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		blanks := 0 // owed before the next text, so that no line ends in blanks
		for k, cell := range row {
			pad := widths[k] - Width(cell)
			if k < len(right) && right[k] {
				blanks, pad = blanks+pad, 0
			}
			if cell != "" {
				b.WriteString(strings.Repeat(" ", blanks))
				blanks = 0
			}
			b.WriteString(cell)
			blanks += pad + 2
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Width is how many columns of a terminal a text takes: none for what joins the letter before it, two for Chinese,
// Japanese and Korean letters and for emoji, one for anything else.
func Width(text string) int {
	n := 0
	for _, r := range text {
		switch {
		case r < 0x300:
			n++
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.Is(wide, r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// wide holds the blocks that Unicode's East Asian Width (UAX #11) has as wide, whole blocks at a time.
var wide = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x1100, Hi: 0x115f, Stride: 1}, // the first letters of Hangul
		{Lo: 0x2e80, Hi: 0x303e, Stride: 1}, // radicals, punctuation
		{Lo: 0x3041, Hi: 0x4dbf, Stride: 1}, // kana to the first ideographs
		{Lo: 0x4e00, Hi: 0xa4cf, Stride: 1}, // ideographs, Yi
		{Lo: 0xac00, Hi: 0xd7a3, Stride: 1}, // Hangul
		{Lo: 0xf900, Hi: 0xfaff, Stride: 1},
		{Lo: 0xfe30, Hi: 0xfe6f, Stride: 1},
		{Lo: 0xff00, Hi: 0xff60, Stride: 1}, // full width
		{Lo: 0xffe0, Hi: 0xffe6, Stride: 1},
	},
	R32: []unicode.Range32{
		{Lo: 0x1f300, Hi: 0x1f64f, Stride: 1}, // emoji
		{Lo: 0x1f680, Hi: 0x1f6ff, Stride: 1},
		{Lo: 0x1f900, Hi: 0x1f9ff, Stride: 1},
		{Lo: 0x20000, Hi: 0x3fffd, Stride: 1},
	},
}
