//go:build !(goexperiment.simd && amd64)

package column

// This build has no vectors, and what follows is never called.
func rangeVector(c *Column) (low, high float64)                                      { return }
func anyButVector(x, y *Column) bool                                                 { return false }
func towardVector(x, to, keep *Column)                                               {}
func revertVector(x, to, keep, noise, z *Column)                                     {}
func switchVector(x, u, off, on *Column)                                             {}
func excessVector(d, x, y *Column)                                                   {}
func yieldVector(d, x, by, off *Column)                                              {}
func trapezoidVector(d, x, y, off *Column, half float64)                             {}
func partVector(d, e, x, y, off, share *Column)                                      {}
func takeVector(d, short, want, free, there, price *Column)                          {}
func drainVector(d, short, want, free *Column, there, price []*Column)               {}
func earnVector(x *Earnings, now int, n float64)                                     {}
func leftVector(d, due, spent, closed, share *Column, rest float64)                  {}
func integrateVector(d *Column, p *Path, dt float64, of uintptr)                     {}
func fadeVector(p *Path, keep, noise *Column, of uintptr)                            {}
func loadVector(d, a, k, x, y, z *Column)                                            {}
func growVector(d, growth, vol, premium, z *Column, dt, root float64)                {}
func bookVector(due, sum, open, floor, counted, closed *Column, by float64)          {}
func bookCVector(due, sum, open, counted, closed *Column, more float64)              {}
func openVector(d, rest, due, settled, owed, spent, kept, closed *Column)            {}
func settleVector(short, open, carried, due, settled, closed *Column, keeps float64) {}
func termsVector(d, x *Column, begin float64, n, to int)                             {}
func seriesVector(d, x *Column, ups, downs []float64)                                {}
func rationVector(buyers []Buyer, left, price []*Column)                             {}
func handVector(rest, bought, share *Column)                                         {}
func handOverVector(rest, bought, passed, taken, share *Column)                      {}
