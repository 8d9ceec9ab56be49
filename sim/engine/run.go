package engine

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"dealsim/sim/stats"
)

// Options say how to run.
type Options struct {
	Paths    int
	Threads  int
	Keep     int                // paths kept in full
	Note     []string           // metrics whose value on every path is kept
	Progress func(done, of int) // called now and then, from one thread at a time; may be nil
}

// Histograms are fine in buckets an octave, as a power of two: a quantile of a metric is within 2^-11 of its value, and
// far closer where values lie densely. Of series there are as many as dates times quantities: theirs are coarser the more
// there are, so that their memory does not grow.
const (
	metricBits = 11
	hiddenBits = 8 // of what other tables say year by year: there are many
)

func seriesBits(columns int) int {
	switch {
	case columns <= 512:
		return 10
	case columns <= 1024:
		return 9
	}
	return 8
}

// collector holds what all threads have seen. Histograms are integer counts: they take chunks as they come. Moments
// are merged in the order of the chunks, so that sums are the same for any number of threads.
type collector struct {
	p       *Program
	columns int             // series by step
	bits    int             // of their tallies
	samples []*stats.Sample // step by series, then metrics
	begun   atomic.Int32    // so many steps have their samples
	locks   []sync.Mutex
	mu      sync.Mutex
	next    int                     // the chunk whose moments come next
	early   map[int][]stats.Moments // of chunks that came before their turn
	spare   [][]stats.Moments       // to be used again
	turn    *sync.Cond              // tells that a chunk has been merged
}

// mostEarly is how many chunks may be ahead of the one whose turn it is.
const mostEarly = 32

// Run simulates. The error is that of a cancelled context.
func (p *Program) Run(ctx context.Context, o Options) (*Outcome, error) {
	c := newCollector(p)
	chunks := (o.Paths + chunkSize - 1) / chunkSize
	threads := max(1, min(o.Threads, chunks))
	taken, done := threads, 0
	var wg sync.WaitGroup
	take := func() int {
		c.mu.Lock()
		defer c.mu.Unlock()
		if ctx.Err() != nil || taken == chunks {
			return -1
		}
		taken++
		return taken - 1
	}
	joint := p.joint.prepare(o.Paths, jointPaths)
	noted := p.noted(o.Note).prepare(o.Paths, o.Paths)
	trail := &keeper{want: o.Keep}
	trail.prepare(p, o.Paths)
	for t := range threads {
		wg.Go(func() {
			w := p.tallier(c, trail, (o.Paths+threads-1)/threads, t*len(c.samples)/threads)
			for k := t; k >= 0; k = take() { // each has one to begin with: the first paths are in good hands
				w.first = k * chunkSize
				count := min(chunkSize, o.Paths-w.first)
				w.chunk(w.first, count)
				joint.note(w.worker, w.first, count)
				noted.note(w.worker, w.first, count)
				w.end(k, count)
				if o.Progress != nil {
					c.mu.Lock()
					done += count
					o.Progress(done, o.Paths)
					c.mu.Unlock()
				}
			}
			if ctx.Err() == nil {
				w.countSeries()
				w.countMetrics()
				again := func() {
					trail.replay(w.worker)
					w.leave()
				}
				if threads == 1 {
					again()
				} else {
					go again()
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("stopped before the end: %w", err)
	}
	x := &Outcome{p: p, o: o, samples: c.inOrder(), trail: trail, joint: joint, noted: noted}
	if p.adjusted != nil {
		o.Keep, o.Note, o.Progress = 0, nil, nil
		adjusted, err := p.adjusted.Run(ctx, o)
		if err != nil {
			return nil, err
		}
		x.adjusted = adjusted
	}
	return x, nil
}

func newCollector(p *Program) *collector {
	columns := len(p.series) * (p.Scenario.Calendar.Steps + 1)
	n := columns + len(p.metrics)
	c := &collector{p: p, columns: columns, bits: seriesBits(columns), samples: make([]*stats.Sample, n), locks: make([]sync.Mutex, n), early: map[int][]stats.Moments{}}
	c.turn = sync.NewCond(&c.mu)
	for i, m := range p.metrics {
		bits := metricBits
		if m.hidden {
			bits = hiddenBits
		}
		c.samples[columns+i] = stats.NewSample(bits)
	}
	return c
}

// inOrder are the samples as an outcome has them: series by step, then metrics.
func (c *collector) inOrder() []*stats.Sample {
	out := slices.Clone(c.samples)
	many := len(c.p.series)
	for i, s := range c.samples[:c.columns] {
		out[i%many*(c.columns/many)+i/many] = s
	}
	return out
}

// merge adds a chunk's moments when those of all chunks before it are in, and those of the chunks after it that have come. It
// returns memory for the moments of another: nobody waits for his turn, unless a great many are ahead of it.
func (c *collector) merge(k int, moments []stats.Moments) []stats.Moments {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k != c.next && len(c.early) >= mostEarly {
		c.turn.Wait()
	}
	c.early[k] = moments
	for ready := c.early[c.next]; ready != nil; ready = c.early[c.next] {
		delete(c.early, c.next) // until it is merged nobody finds a next one: one thread merges
		c.mu.Unlock()
		for i := range ready {
			c.samples[i].Moments.Merge(ready[i])
		}
		c.mu.Lock()
		c.next++
		c.spare = append(c.spare, ready)
		c.turn.Broadcast()
	}
	if n := len(c.spare); n > 0 {
		free := c.spare[n-1]
		c.spare = c.spare[:n-1]
		return free
	}
	return make([]stats.Moments, len(moments))
}
