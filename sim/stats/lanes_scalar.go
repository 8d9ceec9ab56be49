//go:build !(goexperiment.simd && amd64)

package stats

const vector, avx512 = false, false // this build has none, and what follows is never called

func leaveVectors()                                                      {}
func distancesVector([]float64, float64) (sum, low, high float64)        { return }
func distances8([]float64, float64) (sum, low, high float64)             { return }
func spreadKeys8(Keys, []float64, float64, uint) (rest, squares float64) { return }
func spreadVector([]float64, float64) (rest, squares float64)            { return }
func keysVector(dst Keys, values, atoms []float64, bits uint)            {}
func keysAboveVector(dst Keys, values []float64, bits uint)              {}
func finiteVector(dst, values []float64) (n, undefined int)              { return }
func bothVector([]float64, float64, float64) (ofA, ofB int)              { return }
