package engine

import (
	"math"
	"sort"

	"dealsim/sim/column"
	"dealsim/sim/stats"
)

// tallier is a worker that turns every series into keys of its tally and into moments at the end of each step, while its
// columns are in the cache. The keys of a chunk are counted when it is done, one tally at a time, so that a tally's
// buckets stay in the cache as well.
type tallier struct {
	*worker
	first   int // path of the chunk
	samples []*stats.Sample
	trail   *keeper
	keys    []uint32        // [series by step][path of the chunk]
	same    []uint32        // [series by step][block of the chunk]: the key of all its paths, or varied
	moments []stats.Moments // of the chunk: series by step, then metrics
}

const varied = ^uint32(0) // no key

const blocksOfChunk = chunkSize / column.Size

func newTallier(p *Program, samples []*stats.Sample, trail *keeper) *tallier {
	steps := p.Scenario.Calendar.Steps + 1
	columns := len(p.series) * steps
	t := &tallier{worker: newWorker(p), samples: samples, trail: trail,
		keys: make([]uint32, columns*chunkSize), same: make([]uint32, columns*blocksOfChunk), moments: make([]stats.Moments, len(samples))}
	t.ends = make([]float64, len(p.metrics)*chunkSize)
	t.look = func(step, at int) {
		for k := range p.series {
			t.note(k*steps+step, at, t.b.Columns[p.series[k].slot][:t.b.Live])
		}
		if step == steps-1 {
			trail.note(t.worker, t.first+at)
		}
	}
	return t
}

// note takes the values of a series in a step of a block.
func (t *tallier) note(i, at int, values []float64) {
	m := stats.Of(values)
	if at == 0 {
		t.moments[i] = m
	} else {
		t.moments[i].Merge(m)
	}
	tally, same := t.samples[i].Tally, &t.same[i*blocksOfChunk+at/column.Size]
	if m.Min == m.Max && m.N == uint64(len(values)) {
		*same = tally.Key(m.Min)
		return
	}
	*same = varied
	tally.Keys(t.keys[i*chunkSize+at:][:len(values)], values)
}

// count adds the chunk to the tallies and histograms, one at a time. Threads start at different ones, to be out of each
// other's way.
func (t *tallier) count(c *collector, count, start int) {
	n, columns := len(c.samples), len(t.keys)/chunkSize
	for j := range n {
		i := (start + j) % n
		s := c.samples[i]
		if i >= columns {
			v := t.ends[(i-columns)*chunkSize:][:count]
			m := stats.Of(v)
			t.moments[i] = m
			c.locks[i].Lock()
			if m.Min == m.Max && m.N == uint64(count) {
				s.Hist.AddSame(v[0], m.N)
			} else {
				s.Hist.Add(v)
			}
			c.locks[i].Unlock()
			continue
		}
		c.locks[i].Lock()
		for at := 0; at < count; at += column.Size {
			n := min(column.Size, count-at)
			if key := t.same[i*blocksOfChunk+at/column.Size]; key != varied {
				s.Tally.CountSame(key, n)
			} else {
				s.Tally.Count(t.keys[i*chunkSize+at:][:n])
			}
		}
		c.locks[i].Unlock()
	}
}

// atoms finds, for every series in every step, the values that are likely to come again (a payout of exactly $5bn, a
// count of 2): those that come more than once on the first paths, the most frequent ones first. Tallies count them apart,
// so that a quantile that is one of them is exact. The choice depends on nothing but the program.
func (p *Program) atoms() [][]float64 {
	steps := p.Scenario.Calendar.Steps + 1
	out := make([][]float64, len(p.series)*steps)
	w := newWorker(p)
	w.ends = make([]float64, len(p.metrics)*chunkSize)
	w.look = func(step, _ int) {
		for k := range p.series {
			out[k*steps+step] = repeated(&w.b.Columns[p.series[k].slot])
		}
	}
	w.chunk(0, column.Size)
	return out
}

// repeated returns the values, other than zero, that a column holds more than once, at most eight.
func repeated(c *column.Column) []float64 {
	const table = 2 * column.Size // 2^9
	type entry struct {
		value float64
		count int
	}
	var seen [table]entry
	many := 0
	for _, v := range c {
		if v == 0 || v-v != 0 {
			continue
		}
		at := math.Float64bits(v) * 0x9e3779b97f4a7c15 >> 55
		for seen[at].count > 0 && seen[at].value != v {
			at = (at + 1) % table
		}
		seen[at].value = v
		if seen[at].count++; seen[at].count == 2 {
			many++
		}
	}
	if many == 0 {
		return nil
	}
	var again []entry
	for _, e := range seen {
		if e.count > 1 {
			again = append(again, e)
		}
	}
	sort.Slice(again, func(i, j int) bool {
		a, b := again[i], again[j]
		return a.count > b.count || a.count == b.count && a.value < b.value
	})
	var out []float64
	for _, e := range again[:min(len(again), 8)] {
		out = append(out, e.value)
	}
	return out
}
