package plots

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"sync"
)

// writePNG writes a picture as package image/png does, byte for byte, in half the time: most of a chart is as the row of
// pixels above, and nothing is worked out there.
//
// Checked: TestPicturesAreThoseOfTheLibrary.
func writePNG(w io.Writer, m *image.RGBA) error {
	if !m.Opaque() || m.Rect.Dx() == 0 || m.Rect.Dy() == 0 {
		return png.Encode(w, m)
	}
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.out, p.err = w, nil
	var header [13]byte
	binary.BigEndian.PutUint32(header[:], uint32(m.Rect.Dx()))
	binary.BigEndian.PutUint32(header[4:], uint32(m.Rect.Dy()))
	header[8], header[9] = 8, 2 // bits of a colour, three colours
	p.write([]byte("\x89PNG\r\n\x1a\n"))
	p.chunk("IHDR", header[:])
	p.pieces.Reset(p)
	p.small.Reset(p.pieces)
	p.rows.begin(m.Rect.Dx())
	above := make([]byte, 4*m.Rect.Dx())
	for y := m.Rect.Min.Y; y < m.Rect.Max.Y; y++ {
		row := m.Pix[m.PixOffset(m.Rect.Min.X, y):][:len(above)]
		if _, err := p.small.Write(p.rows.next(row, above)); err != nil {
			return err
		}
		above = row
	}
	if err := p.small.Close(); err != nil {
		return err
	}
	if err := p.pieces.Flush(); err != nil {
		return err
	}
	p.chunk("IEND", nil)
	return p.err
}

// packer is the memory of a picture on its way: rows, then zlib, then pieces of the file.
type packer struct {
	rows   rows
	small  *zlib.Writer
	pieces *bufio.Writer
	out    io.Writer
	err    error
}

var packers = sync.Pool{New: func() any {
	p := &packer{}
	p.pieces = bufio.NewWriterSize(p, 1<<15)
	p.small = zlib.NewWriter(p.pieces)
	return p
}}

// Write writes a piece of the picture.
func (p *packer) Write(b []byte) (int, error) {
	p.chunk("IDAT", b)
	return len(b), p.err
}

// chunk writes a part of the file: its length, its name, what it holds, and a check of both.
func (p *packer) chunk(name string, b []byte) {
	head := append(binary.BigEndian.AppendUint32(nil, uint32(len(b))), name...)
	p.write(head)
	p.write(b)
	p.write(binary.BigEndian.AppendUint32(nil, crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, b)))
}

func (p *packer) write(b []byte) {
	if p.err == nil {
		_, p.err = p.out.Write(b)
	}
}

// The filters of a row: each byte less what stands for it.
const (
	asIs  = iota
	sub   // less the byte to the left
	up    // less the byte above
	mean  // less the mean of the two
	paeth // less the one of left, above and above left that is nearest to left + above − above left
	filters
)

// group is how many pixels are looked at at once for whether they are as those above.
const group = 16

// rows filters the rows of a picture, each by the filter that leaves the least sum of sizes, as libpng does.
//
// Where a row is as the one above, up and paeth leave nothing, and what the others leave is known from the row above: all
// five sums are brought up to date where it is not.
type rows struct {
	was, is []byte       // the row above and the row, behind a pixel of zeros
	sums    [filters]int // of asIs, sub and mean, of a row as if the one above were the same
	line    []byte       // the filter and the filtered row
	spans   [][2]int     // where the row is not as the one above, with the pixel after it
}

func (r *rows) begin(width int) {
	n := 3 + 3*width
	*r = rows{was: make([]byte, n), is: make([]byte, n), line: make([]byte, n-2), spans: r.spans}
}

// next filters a row, given as pixels with the row above.
func (r *rows) next(pixels, above []byte) []byte {
	r.spans = r.spans[:0]
	for at := 0; at < len(pixels); at += 4 * group {
		end := min(at+4*group, len(pixels))
		if bytes.Equal(pixels[at:end], above[at:end]) {
			continue
		}
		from, to := 3+at/4*3, 3+end/4*3
		for i, k := from, at; k < end; i, k = i+3, k+4 {
			r.is[i], r.is[i+1], r.is[i+2] = pixels[k], pixels[k+1], pixels[k+2]
		}
		if n := len(r.spans); n > 0 && r.spans[n-1][1] >= from {
			r.spans[n-1][1] = to + 3
		} else {
			r.spans = append(r.spans, [2]int{from, to + 3})
		}
	}
	var left [filters]int // by each filter
	for k := range r.spans {
		r.spans[k][1] = min(r.spans[k][1], len(r.is))
		r.sum(r.spans[k][0], r.spans[k][1], &left)
	}
	for _, f := range []int{asIs, sub, mean} {
		left[f] += r.sums[f]
	}
	best := up
	for _, f := range []int{paeth, asIs, sub, mean} { // the first of the least, in the order of image/png
		if left[f] < left[best] {
			best = f
		}
	}
	r.fill(best)
	for _, s := range r.spans {
		copy(r.was[s[0]:s[1]], r.is[s[0]:s[1]])
	}
	return r.line
}

// sum adds, for a span, what up and paeth leave, and what the others leave more than of a row that is as the one above; and
// brings the sums up to date.
func (r *rows) sum(from, to int, left *[filters]int) {
	for i := from; i < to; i++ {
		x, a, b, c := r.is[i], r.is[i-3], r.was[i], r.was[i-3]
		left[up] += size(x - b)
		left[paeth] += size(x - nearest(a, b, c))
		left[mean] += size(x-half(a, b)) - size(x-half(a, x))
		r.sums[asIs] += size(x) - size(b)
		r.sums[sub] += size(x-a) - size(b-c)
		r.sums[mean] += size(x-half(a, x)) - size(b-half(c, b))
	}
}

// fill makes the filtered row.
func (r *rows) fill(filter int) {
	line := r.line[1:]
	r.line[0] = byte(filter)
	switch filter {
	case asIs:
		copy(line, r.is[3:])
	case sub:
		for i := range line {
			line[i] = r.is[i+3] - r.is[i]
		}
	case mean:
		for i := range line {
			line[i] = r.is[i+3] - half(r.is[i], r.was[i+3])
		}
	default:
		clear(line)
		for _, s := range r.spans {
			for i := s[0]; i < s[1]; i++ {
				by := r.was[i]
				if filter == paeth {
					by = nearest(r.is[i-3], by, r.was[i-3])
				}
				line[i-3] = r.is[i] - by
			}
		}
	}
}

// size is how far a difference is from 0, on either side.
func size(d byte) int {
	if d < 128 {
		return int(d)
	}
	return 256 - int(d)
}

func half(a, b byte) byte { return byte((int(a) + int(b)) / 2) }

// nearest is Paeth's choice.
func nearest(a, b, c byte) byte {
	pa, pb := int(b)-int(c), int(a)-int(c)
	pc := pa + pb
	pa, pb, pc = max(pa, -pa), max(pb, -pb), max(pc, -pc)
	switch {
	case pa <= pb && pa <= pc:
		return a
	case pb <= pc:
		return b
	}
	return c
}
