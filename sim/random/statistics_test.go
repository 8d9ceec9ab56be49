package random

import (
	"math"
	"testing"

	"dealsim/sim/column"
)

// normals returns the normals of a stream: steps 0 to steps-1 (a multiple of 4) of the paths of some blocks, one path's
// steps together.
func normals(s Stream, blocks, steps int) []float64 {
	z := make([]float64, blocks*column.Size*steps)
	var four [4]column.Column
	var w Words
	for b := range blocks {
		path := block(uint64(b * column.Size))
		for quad := range steps / 4 {
			s.Normals(&four, &w, path, uint64(quad))
			for j := range four {
				for i, v := range four[j] {
					z[(b*column.Size+i)*steps+4*quad+j] = v
				}
			}
		}
	}
	return z
}

// changed returns a copy of a sample with each value changed.
func changed(z []float64, change func(i int, v float64) float64) []float64 {
	out := make([]float64, len(z))
	for i, v := range z {
		out[i] = change(i, v)
	}
	return out
}

// refuse is a negative control: the check must find fault.
func refuse(t *testing.T, what string, err error) {
	t.Helper()
	if err == nil {
		t.Errorf("negative control: %s passes", what)
	}
}

func accept(t *testing.T, what string, err error) {
	t.Helper()
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
}

func TestNormalsHaveTheMomentsOfANormal(t *testing.T) {
	z := normals(New(1, "moments"), 256, 64)
	accept(t, "normals", checkMoments(z))
	refuse(t, "a mean of 0.005", checkMoments(changed(z, func(_ int, v float64) float64 { return v + 0.005 })))
	refuse(t, "a variance of 1.01", checkMoments(changed(z, func(_ int, v float64) float64 { return v * 1.005 })))
	refuse(t, "a skewed sample", checkMoments(changed(z, func(_ int, v float64) float64 { return v + 0.003*(v*v-1) })))
	refuse(t, "a flat-topped sample", checkMoments(changed(z, func(_ int, v float64) float64 { return v * (1.003 - 0.001*v*v) })))
}

func TestNormalsHaveTheTailsOfANormal(t *testing.T) {
	z := normals(New(2, "tails"), 1024, 64)
	accept(t, "normals", checkTails(z))
	refuse(t, "a sample 1% too wide", checkTails(changed(z, func(_ int, v float64) float64 { return v * 1.01 })))
	refuse(t, "a sample cut at 4", checkTails(changed(z, func(_ int, v float64) float64 { return max(-4, min(4, v)) })))
	refuse(t, "a sample wider beyond 4.5", checkTails(changed(z, func(_ int, v float64) float64 {
		if math.Abs(v) > 4.5 {
			return v * 1.1
		}
		return v
	})))
}

func TestStepsAndPathsAreUncorrelated(t *testing.T) {
	const steps = 64
	z := normals(New(3, "serial"), 64, steps)
	for _, lag := range []int{1, 2, 3, 4, 5, steps, 2 * steps, column.Size * steps} { // steps of a path, then paths
		accept(t, "lag", checkUncorrelated(z[:len(z)-lag], z[lag:]))
	}
	drift := changed(z, func(i int, v float64) float64 {
		if i == 0 {
			return v
		}
		return v + 0.01*z[i-1]
	})
	refuse(t, "a serial correlation of 0.01", checkUncorrelated(drift[1:], drift[:len(z)-1]))
	clustered := changed(z, func(i int, v float64) float64 {
		if i == 0 {
			return v
		}
		return v * (0.99 + 0.01*z[i-1]*z[i-1])
	})
	refuse(t, "volatility that clusters", checkUncorrelated(clustered[1:], clustered[:len(z)-1]))
}

func TestStreamsAreIndependent(t *testing.T) {
	base := normals(New(1, "a"), 64, 64)
	swapped := New(1, "a")
	swapped.k0, swapped.k1 = swapped.k1, swapped.k0
	for _, c := range []struct {
		what  string
		other Stream
	}{
		{"the next seed", New(2, "a")},
		{"the seed before", New(0, "a")},
		{"a seed far away", New(1<<63+1, "a")},
		{"another name", New(1, "b")},
		{"a name that begins with it", New(1, "a ")},
		{"no name", New(1, "")},
		{"the key's words exchanged", swapped},
	} {
		other := normals(c.other, 64, 64)
		accept(t, c.what, checkUncorrelated(base, other))
		accept(t, c.what+", a step later", checkUncorrelated(base[1:], other[:len(other)-1]))
	}
	other := normals(New(2, "a"), 64, 64)
	mixed := changed(other, func(i int, v float64) float64 { return math.Sqrt(1-1e-4)*v + 0.01*base[i] })
	refuse(t, "two streams with a correlation of 0.01", checkUncorrelated(base, mixed))
	refuse(t, "a stream and itself", checkUncorrelated(base, base))
}

func TestUniformsAreUniform(t *testing.T) {
	s, next := New(4, "uniform"), New(5, "uniform")
	var u, v []float64
	var c column.Column
	for b := range uint64(1024) {
		s.Uniforms(&c, block(b*column.Size), 0)
		u = append(u, c[:]...)
		next.Uniforms(&c, block(b*column.Size), 0)
		v = append(v, c[:]...)
	}
	accept(t, "uniforms", checkUniform(u))
	refuse(t, "the power 1.04 of uniforms", checkUniform(changed(u, func(_ int, x float64) float64 { return math.Pow(x, 1.04) })))
	refuse(t, "uniforms that end at 0.99", checkUniform(changed(u, func(_ int, x float64) float64 { return 0.99 * x })))

	z := changed(u, func(_ int, x float64) float64 { return column.Quantile(x) })
	y := changed(v, func(_ int, x float64) float64 { return column.Quantile(x) })
	accept(t, "normals made of uniforms", checkMoments(z))
	accept(t, "neighbouring paths", checkUncorrelated(z[1:], z[:len(z)-1]))
	accept(t, "adjacent seeds", checkUncorrelated(z, y))
}
