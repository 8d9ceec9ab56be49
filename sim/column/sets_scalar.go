//go:build !(goexperiment.simd && amd64)

package column

const vectorOfBytes = false

func listVector(*[Size]uint8, Set) int { return 0 }

func whereVector(*Set, *Column)                      {}
func whereIsVector(*Set, *Column, float64)           {}
func whereLessVector(_ *Set, x, y *Column)           {}
func whereAboveVector(*Set, *Column, float64)        {}
func inARowVector(_ *Set, _, _ *Column, _ float64)   {}
func whereUnderVector(_ *Set, words, limits *Column) {}

func clearVector(*Column)                      {}
func whereShortVector(_ *Set, x, y, z *Column) {}
func markVector(*Column, *Set)                 {}
func productVector(_ *Set, d, x, y *Column)    {}
