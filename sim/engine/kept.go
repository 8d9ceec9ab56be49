package engine

import (
	"math"
	"slices"
	"strings"
	"sync/atomic"

	"dealsim/sim/column"
	"dealsim/sim/result"
	"dealsim/sim/stats"
)

// keeper chooses paths to keep in full: among the first few thousand, those at even ranks of where they end. They are
// simulated again, alone: a path depends on nothing but its number. That is done by the first thread of a run that has
// nothing else to do, on the memory it has; what comes after the run need not wait for it.
type keeper struct {
	want  int
	by    int          // the series by whose last value paths are ranked; -1 for none
	ends  []float64    // each block fills its own part
	open  atomic.Int64 // paths of which it is not known where they end
	begun atomic.Bool
	done  chan struct{} // closed when there are the paths
	kept  []result.Path
}

// ranked is among how many paths the kept ones are chosen.
const rankedPaths = 8192

func (k *keeper) prepare(p *Program, paths int) {
	k.by = -1
	for i, s := range p.series { // the first market value, else the first company's revenue, else any
		if strings.HasSuffix(s.name, ".value") {
			k.by = i
			break
		}
		if k.by < 0 || strings.HasSuffix(s.name, ".arr") && !strings.HasSuffix(p.series[k.by].name, ".arr") {
			k.by = i
		}
	}
	k.ends = make([]float64, min(paths, rankedPaths))
	k.want = min(k.want, len(k.ends), column.Size)
	k.open.Store(int64(len(k.ends)))
	if k.done = make(chan struct{}); k.by < 0 || k.want == 0 {
		k.begun.Store(true)
		close(k.done)
	}
}

// note keeps where the paths of a block ended; it is called in the last step.
func (k *keeper) note(w *worker, first int) {
	if k.by < 0 || first >= len(k.ends) {
		return
	}
	n := copy(k.ends[first:min(first+w.b.Live, len(k.ends))], w.b.Columns[w.p.series[k.by].slot][:])
	k.open.Add(int64(-n))
}

// replay simulates the chosen paths again, where it is known which they are and nobody else does.
func (k *keeper) replay(w *worker) {
	if k.open.Load() == 0 && k.begun.CompareAndSwap(false, true) {
		k.kept = w.replay(k.chosen())
		close(k.done)
	}
}

// paths are the chosen ones, once they are simulated again.
func (k *keeper) paths() []result.Path {
	<-k.done
	return k.kept
}

// chosen are the numbers of the paths to keep.
func (k *keeper) chosen() []uint64 {
	rank, chosen := byEnd(k.ends), make([]uint64, k.want)
	for i := range chosen {
		chosen[i] = uint64(rank[(2*i+1)*len(rank)/(2*k.want)])
	}
	slices.Sort(chosen)
	return chosen
}

// byEnd are the places of values from the least to the greatest, those that are undefined after all others. Equal ones stay
// in their order.
func byEnd(values []float64) []int32 {
	if !slices.ContainsFunc(values, math.IsNaN) { // as they mostly are: nothing is copied
		return stats.Order(values)
	}
	var known []float64
	var places, undefined []int32
	for i, v := range values {
		if v != v {
			undefined = append(undefined, int32(i))
			continue
		}
		known, places = append(known, v), append(places, int32(i))
	}
	rank := stats.Order(known)
	for i, at := range rank {
		rank[i] = places[at]
	}
	return append(rank, undefined...)
}
