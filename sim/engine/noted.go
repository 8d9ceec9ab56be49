package engine

import "slices"

// Metrics are the names of what summary.csv has, in its order.
func (p *Program) Metrics() []string {
	var names []string
	for _, m := range p.metrics {
		if !m.hidden {
			names = append(names, m.name)
		}
	}
	return names
}

// Headlines are the metrics that say in short how a path went: those of joint.csv, and where the deal has
// few of them the first of summary.csv. First comes the one by which paths are put in order.
func (p *Program) Headlines() []string {
	names := slices.Clone(p.joint.by)
	for _, m := range p.joint.metrics {
		if name := p.metrics[m].name; !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	for _, name := range p.Metrics() {
		if len(names) < 3 && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// noted are metrics by name.
func (p *Program) noted(names []string) (h headlines) {
	for k, m := range p.metrics {
		if !m.hidden && slices.Contains(names, m.name) {
			h.metrics = append(h.metrics, k)
		}
	}
	return h
}

// Noted are the values of a metric on every path, in the order of the paths; nil unless the run was asked for them.
func (x *Outcome) Noted(metric string) []float64 {
	for k, m := range x.noted.of {
		if x.p.metrics[m].name == metric {
			return x.noted.columns[k]
		}
	}
	return nil
}
