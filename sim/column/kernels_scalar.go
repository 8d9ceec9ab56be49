//go:build !(goexperiment.simd && amd64)

package column

// This build has no vectors, and what follows is never called.
const (
	avx512 = false
	vector = false
)

func addVector(d, x, y *Column)                                                            {}
func subVector(d, x, y *Column)                                                            {}
func mulVector(d, x, y *Column)                                                            {}
func divVector(d, x, y *Column)                                                            {}
func mulAddVector(d, a, x, y *Column)                                                      {}
func scaleVector(d, x *Column, w float64)                                                  {}
func addScaledVector(d, x *Column, w float64)                                              {}
func sumOfTwoVector(d, x *Column, u float64, y *Column, v float64)                         {}
func sumOfThreeVector(d, x *Column, u float64, y *Column, v float64, z *Column, w float64) {}
func shiftVector(d, x *Column, w float64)                                                  {}
func lessVector(d, x, y *Column)                                                           {}
func atMostVector(d, x, y *Column)                                                         {}
func equalVector(d, x, y *Column)                                                          {}
func unequalVector(d, x, y *Column)                                                        {}
func andVector(d, x, y *Column)                                                            {}
func orVector(d, x, y *Column)                                                             {}
func largerVector(d, x, y *Column)                                                         {}
func smallerVector(d, x, y *Column)                                                        {}
func highestVector(d, x *Column)                                                           {}
func lowestVector(d, x *Column)                                                            {}
func selectVector(d, c, x, y *Column)                                                      {}
func expVector(dst, src *Column)                                                           {}
func timesExpVector(d, y, x *Column)                                                       {}
func logisticVector(d, x *Column)                                                          {}
func logVector(dst, src *Column)                                                           {}
func normalsVector(z *[4]Column, w *[2][Size]uint64)                                       {}
func anyVector(c *Column) bool                                                             { return false }

func fillVector(d *Column, c float64)                     {}
func cSubVector(d *Column, c float64, x *Column)          {}
func divCVector(d, x *Column, c float64)                  {}
func cDivVector(d *Column, c float64, x *Column)          {}
func lessCVector(d, x *Column, c float64)                 {}
func atMostCVector(d, x *Column, c float64)               {}
func greaterCVector(d, x *Column, c float64)              {}
func atLeastCVector(d, x *Column, c float64)              {}
func equalCVector(d, x *Column, c float64)                {}
func unequalCVector(d, x *Column, c float64)              {}
func largerCVector(d, x *Column, c float64)               {}
func smallerCVector(d, x *Column, c float64)              {}
func cLargerVector(d *Column, c float64, x *Column)       {}
func cSmallerVector(d *Column, c float64, x *Column)      {}
func affineVector(d, x *Column, a, b float64)             {}
func revertCVector(x, z *Column, to, keep, noise float64) {}

func chainVector(d, x *Column, c *Chain)                      {}
func chainTimesVector(d, x, y *Column, c *Chain)              {}
func chainPlusVector(d, x, y *Column, c *Chain, sign float64) {}
func sumOfFourVector(d, w, x, y, z *Column)                   {}
