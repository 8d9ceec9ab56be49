//go:build !(goexperiment.simd && amd64)

package column

// This build has no vectors, and what follows is never called.
func unchangedVector(x, y *Column) bool                                             { return false }
func advanceVector(clock, late *Column, t float64)                                  {}
func slipsVector(clock, late *Column, t, dt, instant float64) bool                  { return false }
func slabVector(sum, at, a, b, c, d, room, use *Column, f1, f2, width float64)      {}
func areasVector(sum, at, late, room, use, not *Column, k *Knots, from, to float64) {}
func climbVector(sum, at, late, room, use, not, lines *Column, first, last int, opens, from, to float64) {
}
