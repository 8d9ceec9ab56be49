package engine

import (
	"dealsim/sim/metric"
	"dealsim/sim/result"
)

// jointPaths is on how many paths at most the draws of headline metrics are kept: memory does not grow with the run.
const jointPaths = 1 << 17

// headlines are the metrics of which draws are kept, by number, and by which of them paths are put in order.
type headlines struct {
	metrics []int
	by      []string
}

// headline notes that the last metric is one, where its kind is; of a metric at several dates, that of the horizon.
func (c *compiler) headline(m *metric.Metric, name, year string) {
	last := len(c.p.metrics) - 1
	if m.Joint == metric.Apart || m.Each == metric.FiveAndEnd && year != plainYears(c.s.Calendar.Years(c.s.Calendar.Steps)) ||
		last < 0 || c.p.metrics[last].name != name {
		return
	}
	c.p.joint.metrics = append(c.p.joint.metrics, last)
	if m.Joint == metric.Orders {
		c.p.joint.by = append(c.p.joint.by, name)
	}
}

// draws is the memory of what headline metrics were on the first paths of a run: each chunk fills its own part.
type draws struct {
	of      []int // metrics
	columns [][]float64
}

// prepare makes room for the draws of a run, or of its first paths.
func (h headlines) prepare(paths, most int) draws {
	d := draws{of: h.metrics}
	for range h.metrics {
		d.columns = append(d.columns, make([]float64, min(paths, most)))
	}
	return d
}

// note keeps the draws of a chunk.
func (d draws) note(w *worker, first, count int) {
	for k, m := range d.of {
		if first < len(d.columns[k]) {
			copy(d.columns[k][first:], w.ended(m, count))
		}
	}
}

// result names what was kept.
func (d draws) result(p *Program) (j result.Joint) {
	for k, m := range d.of {
		j.Paths = len(d.columns[k])
		j.Metrics = append(j.Metrics, p.metrics[m].name)
	}
	j.By, j.Draws = p.joint.by, d.columns
	return j
}
