//go:build goexperiment.simd && amd64

package column

import (
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unsafe"
)

// passes are the kernels of several operations.
var passes = map[string]any{
	"Range": Range, "AnyBut": AnyBut, "Toward": Toward, "Revert": Revert, "Excess": Excess, "Yield": Yield,
	"Trapezoid": Trapezoid, "Part": Part, "Part of all": func(d, e, x, share *Column) { Part(d, e, x, nil, nil, share) }, "Take": Take, "Drain": Drain, "Book": Book, "Left": Left,
	"Book by four": func(due, sum, open, floor, counted, closed *Column) { Book(due, sum, open, floor, counted, closed, 4) },
	"Book alike":   BookC,
	"Book no more": func(due, sum, counted, closed *Column, more float64) { BookC(due, sum, nil, counted, closed, more) },
	"Book plainly": func(due, sum, floor, counted, closed *Column, by float64) {
		Book(due, sum, nil, floor, counted, closed, by)
	},
	"Earn": func(x *Earnings) { Earn(x, 1, 3) }, "Earn later": func(x *Earnings) { Earn(x, 2, 4) },
	"Earn alone": func(x Earnings) {
		x.Gone, x.Less = nil, nil
		Earn(&x, 0, 2)
	},
	"Open": Open, "Slips": Slips, "Slab": Slab, "Load": Load, "Logistic": Logistic, "Times exp": func(d, y, x *Column) { TimesExp(d, y, x); *x = Column{} },
	"Integrate":       func(d *Column, p *Path, dt float64) { Integrate(d, p, dt, false) },
	"Integrate alike": func(d *Column, p *Path, dt float64) { alike(p); Integrate(d, p, dt, true) },
	"Fade":            func(p *Path, keep, noise *Column) { Fade(p, keep, noise, false) },
	"Fade alike":      func(p *Path, keep, noise *Column) { alike(p); Fade(p, keep, noise, true) },
	"Terms":           Terms, "Grow": Grow, "Settle": Settle,
	"Hand": Hand, "HandOver": HandOver, "Affine": Affine, "SumOfFour": SumOfFour, "RevertC": RevertC,
	"Ration": func(ask, got, left, price []*Column, one *Column) {
		for _, l := range left { // nothing is below 0
			for i, v := range l {
				l[i] = math.Abs(v)
			}
		}
		buyers := []Buyer{{ask[0], got[0], []int{1, 0}, true}, {ask[1], got[1], []int{2}, false}, {ask[2], got[2], []int{0, 1, 2}, false}, {ask[0], one, nil, true}}
		Ration(buyers, left, price)
	},
	"Switch": func(x, words, off, on *Column) {
		bits := func(c *Column) *[Size]uint64 { return (*[Size]uint64)(unsafe.Pointer(c)) }
		limits := func(c *Column) *Limits {
			l := new(Limits)
			for i, word := range bits(c) {
				l[i] = word >> 11
			}
			return l
		}
		Switch(x, bits(words), limits(off), limits(on))
	},
	"LogOdds": func(x *Column) {
		for i, v := range x {
			if x[i] = (1 + v) / 4; !(x[i] > 0 && x[i] < 1) {
				x[i] = math.Ldexp(1, -1-i%54)
				if i%2 == 0 {
					x[i] = 1 - x[i]
				}
			}
		}
		LogOdds(x, Size)
	},
	"AtOdds": func(x *Column, middle, low, high float64) {
		for i := range x {
			if i%3 == 0 {
				x[i] *= 300
			}
		}
		AtOdds(x, Size, middle, low, high)
	},
	"Series": func(d, x *Column, a, b, c float64) { Series(d, x, []float64{a, b, c}, []float64{b, c, a}) },
	"Chain":  func(d, x *Column, a, b, c float64) { chains(a, b, c, func(c *Chain) { c.Of(d, x); *x = *d }) },
	"Chain times": func(d, x, y *Column, a, b, c float64) {
		chains(a, b, c, func(c *Chain) { c.OfTimes(d, x, y); *x = *d })
	},
	"Chain plus": func(d, x, y *Column, a, b, c float64) {
		chains(a, b, c, func(c *Chain) { c.OfPlus(d, x, y, 1); *x = *d })
	},
	"Chain minus": func(d, x, y *Column, a, b, c float64) { chains(a, b, c, func(c *Chain) { c.OfPlus(x, x, y, -1) }) },
	"Areas": func(sum, at, late, room, use, not *Column, k *Knots, from, to float64) {
		Areas(sum, at, late, room, use, not, k, min(from, to), max(from, to))
	},
	"Areas anywhere": func(sum, at, late, room, use *Column, k *Knots, from, to float64) {
		Areas(sum, at, late, room, use, nil, k, min(from, to), max(from, to))
	},
	"Unchanged": Unchanged, "Advance": Advance,
}

// alike makes the volatilities and the premiums of a path the same on the first eight, and leaves the others as they are.
func alike(p *Path) {
	for _, c := range []*Column{p.Vol, p.Eta, p.Premium, p.GrowthPremium} {
		for i := range 8 {
			c[i] = c[0]
		}
	}
}

// chains are all chains, of some numbers.
func chains(a, b, c float64, do func(c *Chain)) {
	for does := range uint8(64) {
		ch := Chain{Alike, does}
		for k, v := range []float64{a, b, -c, a - b, -a, b} {
			if does>>k&1 != 0 {
				ch.Links[k] = v
			}
		}
		do(&ch)
	}
}

// rough fills a column: now and then with what is undefined, infinite or tiny, with zeros, with numbers from -1 to 3.
func rough(r *rand.Rand, tame bool) *Column {
	odd := []float64{0, 0, math.Copysign(0, -1), 1, math.NaN(), math.Inf(1), math.Inf(-1), 5e-324, 1e308}
	c, zeros := new(Column), r.IntN(3)
	for i := range c {
		switch c[i] = 4*r.Float64() - 1; {
		case tame:
		case r.IntN(30) == 0:
			c[i] = odd[r.IntN(len(odd))]
		case r.IntN(3) < zeros:
			c[i] = 0
		}
	}
	return c
}

// drawn makes an argument of a kernel.
func drawn(r *rand.Rand, of reflect.Type, tame bool) reflect.Value {
	switch of {
	case reflect.TypeFor[*Column]():
		return reflect.ValueOf(rough(r, tame))
	case reflect.TypeFor[float64]():
		return reflect.ValueOf(2 * r.Float64())
	case reflect.TypeFor[int]():
		return reflect.ValueOf(2 + r.IntN(10))
	case reflect.TypeFor[[]*Column]():
		return reflect.ValueOf([]*Column{rough(r, tame), rough(r, tame), rough(r, tame)})
	case reflect.TypeFor[*Knots]():
		k := &Knots{Opens: math.Inf(-1)}
		for range 1 + r.IntN(4) {
			k.Years, k.Values = append(k.Years, float64(len(k.Years))/2+r.Float64()/4), append(k.Values, rough(r, tame))
		}
		if r.IntN(2) == 0 {
			k.Opens = 2 * r.Float64()
		}
		return reflect.ValueOf(k)
	}
	if of == reflect.TypeFor[[4]*Column]() {
		return reflect.ValueOf([4]*Column{rough(r, tame), rough(r, tame), rough(r, tame), rough(r, tame)})
	}
	if of == reflect.TypeFor[Earnings]() {
		return drawn(r, reflect.PointerTo(of), tame).Elem()
	}
	v := reflect.New(of.Elem())
	for i := range v.Elem().NumField() {
		v.Elem().Field(i).Set(drawn(r, v.Elem().Field(i).Type(), tame))
	}
	return v
}

// columnsOf are the columns behind arguments.
func columnsOf(args []reflect.Value) (out []*Column) {
	for _, a := range args {
		switch v := a.Interface().(type) {
		case *Column:
			out = append(out, v)
		case []*Column:
			out = append(out, v...)
		case *Knots:
			out = append(out, v.Values...)
		case [4]*Column:
			out = append(out, v[:]...)
		case *Path, *Earnings, Earnings:
			a = reflect.Indirect(a)
			for i := range a.NumField() {
				out = append(out, columnsOf([]reflect.Value{a.Field(i)})...)
			}
		}
	}
	return out
}

// TestPassesDoWhatTheirTwinsDo holds every kernel of several operations on vectors against its loop over paths.
func TestPassesDoWhatTheirTwinsDo(t *testing.T) {
	if !vector {
		t.Skip("no vectors")
	}
	had, one := vector, avx512
	defer func() { vector, avx512 = had, one }()
	r := rand.New(rand.NewPCG(17, 18))
	for name, kernel := range passes {
		f, defined := reflect.ValueOf(kernel), 0
		for round := range 200 {
			var args []reflect.Value
			for i := range f.Type().NumIn() {
				args = append(args, drawn(r, f.Type().In(i), round%2 == 0))
			}
			columns := columnsOf(args)
			before := make([]Column, len(columns))
			for k, c := range columns {
				before[k] = *c
			}
			run := func(vectors, wide bool) (out []Column, says []reflect.Value) {
				vector, avx512 = vectors, wide
				for k, c := range columns {
					*c = before[k]
				}
				says = f.Call(args)
				for _, c := range columns {
					out = append(out, *c)
				}
				return out, says
			}
			want, says := run(false, false)
			for _, wide := range []bool{false, one} {
				got, said := run(true, wide)
				for k := range said {
					if w, g := says[k].Interface(), said[k].Interface(); w != g && w == w {
						t.Fatalf("%s (eight: %v) says %v, want %v", name, wide, g, w)
					}
				}
				for k := range got {
					for i := range got[k] {
						if a, b := got[k][i], want[k][i]; math.Float64bits(a) != math.Float64bits(b) && (a == a || b == b) {
							t.Fatalf("%s (eight: %v), round %d: path %d of argument %d is %v, want %v", name, wide, round, i, k, a, b)
						} else if a == a && a != before[k][i] {
							defined++
						}
					}
				}
			}
		}
		if f.Type().NumOut() == 0 && defined < 10000 {
			t.Errorf("%s changes only %d numbers", name, defined)
		}
	}
}

// BenchmarkPasses is each kernel of several operations, a value.
func BenchmarkPasses(b *testing.B) {
	for _, name := range slices.Sorted(maps.Keys(passes)) {
		f, r := reflect.ValueOf(passes[name]), rand.New(rand.NewPCG(17, 18))
		b.Run(name, func(b *testing.B) {
			var args []reflect.Value
			for i := range f.Type().NumIn() {
				args = append(args, drawn(r, f.Type().In(i), true))
			}
			for b.Loop() {
				f.Call(args)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/Size, "ns/value")
		})
	}
}
