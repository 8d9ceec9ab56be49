//go:build !(goexperiment.simd && amd64)

package column

func ratesVector(rate *Column, flows []Column, some []uint16, perYear float64, left *Set) {}
func firstTimeVector(d, holds, now *Column)                                               {}
func discountVector(d, factor, x, by *Column)                                             {}
