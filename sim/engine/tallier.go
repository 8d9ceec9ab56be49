package engine

import (
	"cmp"
	"math"
	"runtime"
	"slices"

	"dealsim/sim/column"
	"dealsim/sim/stats"
)

// tallier is a worker that turns every series into moments and into keys of its tally at the end of each step, while its
// columns are in the cache. Keys are counted when there are many, one tally at a time, so that a tally's counts are in the
// cache as well; so are the values of metrics. Where there is one value on all paths of a block, or one of two, they are
// not counted path by path.
type tallier struct {
	*worker
	c       *collector
	first   int // path of the chunk
	trail   *keeper
	start   int             // which tally is counted first: threads are out of each other's way
	keys    stats.Keys      // pieces, each of a series in a step of a block: in the order in which they are made
	pieces  []piece         // what they are
	used    int             // how many hold something
	now     []stats.Keys    // those that are counted now
	rows    [][]float64     // [metric][path], made when first needed: the ends of a chunk come after those that are held
	room    int             // of a row
	paths   int             // whose metrics are held
	held    []held          // step by series, then metrics
	moments []stats.Moments // of the chunk
	second  stats.Moments   // of its second block
	repeats repeats
}

// held is what is yet to be counted of a series in a step, or of a metric.
type held struct {
	last  int32      // 1 + its last piece of keys
	apart int32      // values in its row
	same  [3]sameKey // of blocks that have few
}

// piece is so many keys; before it came another piece of the same series and step, or none.
type piece struct{ keys, before int32 }

type sameKey struct{ key, many uint32 }

// keyBytes and valueBytes are how much memory a thread may have for keys and values that are yet to be counted; heldPaths is on
// how many paths at most.
const (
	keyBytes   = 4 << 20
	valueBytes = 2 << 20
	heldPaths  = 8192
)

// tallier has one that is idle, or makes one, for so many paths.
func (p *Program) tallier(c *collector, trail *keeper, paths, start int) *tallier {
	t, _ := p.idle.Get().(*tallier)
	if t == nil {
		t = &tallier{worker: newWorker(p), rows: make([][]float64, len(p.metrics))}
		t.ends = ends(p)
	}
	blocks := (min(heldPaths, paths) + column.Size - 1) / column.Size
	pieces := min(blocks*c.columns, max(c.columns, keyBytes/(column.Size*stats.SizeOfKey(c.bits))))
	if len(t.pieces) < pieces {
		t.keys, t.pieces = stats.NewKeys(c.bits, pieces*column.Size), make([]piece, pieces)
	}
	chunks := (min(heldPaths, paths, valueBytes/8/max(len(p.metrics), 1)) + chunkSize - 1) / chunkSize
	if room := max(chunks, 1) * chunkSize; t.room < room {
		t.room = room
		clear(t.rows)
	}
	if t.held == nil {
		t.held, t.moments = make([]held, len(c.samples)), make([]stats.Moments, len(c.samples))
	}
	t.c, t.trail, t.start, t.used, t.paths, t.look = c, trail, start, 0, 0, t.atEnd
	return t
}

// leave makes it idle: all that it held has been counted.
func (t *tallier) leave() {
	t.c, t.trail, t.look = nil, nil, nil
	t.p.idle.Put(t)
}

// atEnd takes the series at the end of a step of the block that begins at a path of the chunk.
func (t *tallier) atEnd(step, at int) {
	p := t.p
	i := step * len(p.series)
	if t.first+at == 0 {
		t.begin(i)
		t.c.begun.Store(int32(step) + 1)
	}
	for tries := 0; int(t.c.begun.Load()) <= step; tries++ { // a moment at the beginning: to sleep and be woken takes longer
		if tries > 1000 {
			runtime.Gosched()
		}
	}
	for k := range p.series {
		if slot := p.series[k].slot; t.b.Empty(slot) {
			t.noteZeros(i+k, at, t.b.Live)
		} else {
			t.note(i+k, at, t.b.Columns[slot][:t.b.Live])
		}
	}
	if step == p.Scenario.Calendar.Steps {
		t.trail.note(t.worker, t.first+at)
	}
}

// begin makes the tallies of a step: what comes more than once on the first paths is likely to come again.
func (t *tallier) begin(i int) {
	stats.NewTallies(t.c.samples[i:][:len(t.p.series)], t.c.bits, func(k int) []float64 {
		if slot := t.p.series[k].slot; !t.b.Empty(slot) {
			return t.repeats.in(&t.b.Columns[slot])
		}
		return nil
	})
}

// note takes the values of a series in a step of a block.
func (t *tallier) note(i, at int, values []float64) {
	if t.used == len(t.pieces) {
		t.countSeries()
	}
	tally, h := t.c.samples[i].Tally, &t.held[i]
	var keys stats.Keys
	keys.Cut(&t.keys, t.used*column.Size, len(values))
	m := &t.moments[i]
	if at > 0 {
		m = &t.second
	}
	keyed := tally.Of(m, keys, values)
	if at > 0 {
		t.moments[i].MergeIn(&t.second)
	}
	finite := m.N == uint64(len(values))
	if finite {
		if least, most := bunches(values, m.Min, m.Max); least > 0 {
			t.same(i, tally.Key(m.Min), least)
			if most > 0 {
				t.same(i, tally.Key(m.Max), most)
			}
			return
		}
	}
	switch {
	case keyed:
	case finite:
		tally.KeysWithin(keys, values, m.Min, m.Max)
	default:
		tally.Keys(keys, values)
	}
	t.pieces[t.used] = piece{int32(len(values)), h.last}
	t.used++
	h.last = int32(t.used)
}

// noteZeros takes n values of a series in a step of a block that are all zero.
func (t *tallier) noteZeros(i, at, n int) {
	m := stats.Moments{N: uint64(n)}
	if at == 0 {
		t.moments[i] = m
	} else {
		t.moments[i].Merge(m)
	}
	t.same(i, stats.KeyOfZero, n)
}

// bunches says of finite values, of which the least and the greatest are known, how many are the least and how many the greatest,
// if there are no others; else none are.
func bunches(values []float64, least, most float64) (ofLeast, ofMost int) {
	if least == most {
		return len(values), 0
	}
	if a, b := stats.Both(values, least, most); a+b == len(values) {
		return a, b
	}
	return 0, 0
}

// same notes that a key came many times.
func (t *tallier) same(i int, key uint32, many int) {
	h := &t.held[i]
	for k := range h.same {
		if s := &h.same[k]; s.many == 0 || s.key == key {
			s.key, s.many = key, s.many+uint32(many)
			return
		}
	}
	t.countSame(i)
	h.same[0] = sameKey{key, uint32(many)}
}

// end takes the metrics of a chunk, which has so many paths, and its moments.
func (t *tallier) end(chunk, count int) {
	for k := range t.p.metrics {
		i, v := t.c.columns+k, t.ends[k][:count]
		if t.zeros[k] {
			t.moments[i] = stats.Moments{N: uint64(count)}
			t.countValue(i, 0, uint64(count))
			continue
		}
		m, finite := stats.OfFinite(v, v)
		t.moments[i] = m
		if m.N < uint64(count) {
			t.countValue(i, math.NaN(), m.Undefined)
			t.countValue(i, math.Inf(1), m.Infinite)
		}
		if least, most := bunches(finite, m.Min, m.Max); least > 0 || len(finite) == 0 {
			t.countValue(i, m.Min, uint64(least))
			t.countValue(i, m.Max, uint64(most))
			continue
		}
		h := &t.held[i]
		if t.rows[k] == nil {
			t.rows[k] = make([]float64, t.room)
			copy(t.rows[k], finite)
		}
		h.apart += int32(m.N)
		t.ends[k] = t.rows[k][h.apart:] // as long as a chunk, or they are counted next
	}
	t.moments = t.c.merge(chunk, t.moments)
	if t.paths += count; t.paths+chunkSize > t.room {
		t.countMetrics()
	}
}

// countValue counts a value of a metric that came many times.
func (t *tallier) countValue(i int, v float64, many uint64) {
	if many > 0 {
		t.c.locks[i].Lock()
		t.c.samples[i].Hist.AddSame(v, many)
		t.c.locks[i].Unlock()
	}
}

// countSeries counts the keys that are held, one tally at a time.
func (t *tallier) countSeries() {
	for j := range t.c.columns {
		i := (t.start + j) % t.c.columns
		t.countSame(i)
		last := &t.held[i].last
		if *last == 0 {
			continue
		}
		t.now = t.now[:0]
		for *last > 0 {
			at := int(*last - 1)
			t.now = append(t.now, t.keys.Part(at*column.Size, int(t.pieces[at].keys)))
			*last = t.pieces[at].before
		}
		t.c.locks[i].Lock()
		t.c.samples[i].Tally.Count(t.now...)
		t.c.locks[i].Unlock()
	}
	t.used = 0
}

// countSame counts the keys of a series in a step that were noted to have come many times.
func (t *tallier) countSame(i int) {
	h := &t.held[i]
	if h.same[0].many == 0 {
		return
	}
	t.c.locks[i].Lock()
	for _, s := range h.same {
		if s.many > 0 {
			t.c.samples[i].Tally.CountSame(s.key, int(s.many))
		}
	}
	t.c.locks[i].Unlock()
	h.same = [len(h.same)]sameKey{}
}

// countMetrics counts the values that are held, one histogram at a time.
func (t *tallier) countMetrics() {
	for j := range t.rows {
		k := (t.start + j) % len(t.rows)
		i := t.c.columns + k
		if n := t.held[i].apart; n > 0 {
			t.c.locks[i].Lock()
			t.c.samples[i].Hist.Add(t.rows[k][:n])
			t.c.locks[i].Unlock()
			t.held[i].apart = 0
			t.ends[k] = t.rows[k]
		}
	}
	t.paths = 0
}

// repeats finds values that come again, one column after the other.
type repeats struct {
	seen [8 * column.Size]uint16 // where a value first stands, and for which column that was noted
	of   uint16                  // this column
}

// in returns the values, other than zero, that a column holds more than once, at most eight.
func (r *repeats) in(c *column.Column) []float64 {
	if v := c[0]; v-v == 0 && allEqual(c) {
		if v == 0 {
			return nil
		}
		return []float64{v}
	}
	if r.of++; r.of == 1<<16/column.Size {
		*r = repeats{of: 1}
	}
	note := r.of * column.Size
	var more [column.Size]uint8 // how often a value comes again
	var again []uint8
	for i, v := range c {
		if v == 0 || v-v != 0 {
			continue
		}
		at := math.Float64bits(v) * 0x9e3779b97f4a7c15 >> 53 % uint64(len(r.seen))
		for r.seen[at]-note < column.Size && c[uint8(r.seen[at])] != v {
			at = (at + 1) % uint64(len(r.seen))
		}
		if r.seen[at]-note >= column.Size {
			r.seen[at] = note + uint16(i)
			continue
		}
		first := uint8(r.seen[at])
		if more[first]++; more[first] == 1 {
			again = append(again, first)
		}
	}
	slices.SortFunc(again, func(i, j uint8) int {
		return cmp.Or(cmp.Compare(more[j], more[i]), cmp.Compare(c[i], c[j]))
	})
	var out []float64
	for _, i := range again[:min(len(again), 8)] {
		out = append(out, c[i])
	}
	return out
}

// allEqual says whether a column holds one value.
func allEqual(c *column.Column) bool {
	for _, v := range c {
		if v != c[0] {
			return false
		}
	}
	return true
}
