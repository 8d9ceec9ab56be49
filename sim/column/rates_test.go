package column

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"dealsim/sim/stats"
)

// flowsOf makes flows of one path at the ends of steps from 0 to last, of one of the kinds that deals have, or that are meant to
// be hard.
func flowsOf(r *rand.Rand, last int) []float64 {
	f := make([]float64, last+1)
	amount := func() float64 { return math.Exp(3 * r.NormFloat64()) }
	some := func(n int, sign float64, from, to int) {
		for range n {
			f[from+r.IntN(to-from+1)] += sign * amount()
		}
	}
	cut := r.IntN(last) // what is before it goes out, what is after it comes in
	switch r.IntN(18) {
	case 0: // nothing, or little
		some(r.IntN(2), -1, 0, last)
	case 1:
		f[0], f[last] = -amount(), amount()
	case 2:
		some(1+r.IntN(6), -1, 0, cut)
		some(1, 1, cut+1, last)
	case 3:
		some(1+r.IntN(6), -1, 0, cut)
		some(1+r.IntN(20), 1, cut+1, last)
	case 4: // borrowed
		some(1+r.IntN(20), 1, 0, cut)
		some(1+r.IntN(6), -1, cut+1, last)
	case 5: // a last payment out
		some(1+r.IntN(6), -1, 0, cut)
		some(1+r.IntN(6), 1, cut+1, last)
		f[last] = -amount()
	case 6: // anything
		some(2+r.IntN(6), -1, 0, last)
		some(2+r.IntN(6), 1, 0, last)
	case 7:
		for k := range f {
			f[k] = r.NormFloat64()
		}
	case 8: // nearly all lost, or many times won
		f[0], f[last] = -amount(), amount()*math.Exp(40*r.NormFloat64())
	case 9: // the sum is 0, or nearly
		some(1+r.IntN(6), -1, 0, cut)
		sum := 0.0
		for _, c := range f {
			sum += c
		}
		f[cut+1] = -sum * (1 + []float64{0, 0, 1e-16, -1e-15, 1e-13, -1e-11, 1e-9}[r.IntN(7)])
	case 10: // a double rate, or two near one another
		a, b, h := amount(), amount(), 1+r.IntN(max(1, last/2))
		if r.IntN(2) == 0 {
			b = a * (1 + 1e-3*r.NormFloat64())
		}
		if 2*h <= last {
			f[0], f[h], f[2*h] = -1, a+b, -a*b
		}
	case 11: // a coupon
		for k := range f {
			f[k] = 0.01
		}
		f[0], f[last] = -amount(), f[last]+amount()
	case 12: // undefined or infinite
		some(3, -1, 0, cut)
		some(3, 1, cut+1, last)
		f[r.IntN(last+1)] = []float64{math.NaN(), math.Inf(1), math.Inf(-1)}[r.IntN(3)]
	case 13: // too much or too little to add up
		some(3, -1, 0, cut)
		some(3, 1, cut+1, last)
		scale := math.Exp2(float64(r.IntN(2000) - 1000))
		for k := range f {
			f[k] *= scale
		}
	case 14: // a little among much, and zeros with a sign
		some(3, -1, 0, cut)
		some(3, 1, cut+1, last)
		for k := range f {
			if f[k] == 0 && r.IntN(2) == 0 {
				f[k] = math.Copysign([]float64{0, 5e-324, 1e-300}[r.IntN(3)], float64(r.IntN(2))-0.5)
			}
		}
	case 15: // in and out by turns
		for k := range f {
			if r.IntN(4) == 0 {
				f[k] = amount() * float64(1-k%2*2)
			}
		}
		f[0] -= 3 * amount()
	case 16: // a rate a little above 0, and another as little below it
		if h := last / 2; h > 0 {
			up := 1e-6 * math.Exp(6*r.Float64())
			down := up * (1 + 3*r.Float64())
			f[0], f[h], f[2*h] = -1, math.Exp(up)+math.Exp(-down), -math.Exp(up-down)
		}
	case 17: // a last payment out takes all, but for rounding
		sum := 0.0
		for k := range last {
			f[k] = r.Float64() * float64(k-cut)
			sum += f[k]
		}
		f[last] = -sum * (1 + 1e-16*r.NormFloat64())
	}
	return f
}

func blockOf(r *rand.Rand, last int) (flows []Column, some []uint16) {
	flows = make([]Column, last+1)
	for i := range Size {
		for k, c := range flowsOf(r, last) {
			flows[k][i] = c
		}
	}
	for k := range flows {
		some = append(some, uint16(k))
	}
	return flows, some
}

var grids = []struct {
	last    int
	perYear float64
}{{40, 4}, {32, 4}, {1, 1}, {2, 1}, {10, 1}, {120, 12}, {80, 4}, {17, 12}, {400, 12}, {1200, 12}, {300, 1}, {70, 4}}

// TestRatesAreThoseOfOnePath holds the rates of a block to those of paths one by one: statuses to the letter, rates to
// rounding.
func TestRatesAreThoseOfOnePath(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	looked, found, closer := 0, 0, 0
	for round := range 40 * len(grids) {
		g := grids[round%len(grids)]
		if g.last > 300 && round > 5*len(grids) {
			continue
		}
		flows, some := blockOf(r, g.last)
		var rate Column
		left := Rates(&rate, flows, some, g.perYear)
		for i := range rate {
			var amounts, times []float64
			for k := range flows {
				if c := flows[k][i]; c != 0 {
					amounts, times = append(amounts, c), append(times, float64(k)/g.perYear)
				}
			}
			looked++
			if left.Has(i) {
				closer++
				continue
			}
			want, status := stats.IRR(amounts, times)
			if (status == stats.Unique) != (rate[i] == rate[i]) {
				t.Fatalf("%v at %v: %v, of one path %v, %v", amounts, times, rate[i], want, status)
			}
			if status != stats.Unique {
				continue
			}
			found++
			if math.Abs(rate[i]-want) > tolerance(amounts, times, want) {
				t.Errorf("%v at %v: %.17g, of one path %.17g, off by %.2g, tolerance %.2g", amounts, times, rate[i], want, (rate[i]-want)/(1+want), tolerance(amounts, times, want)/(1+want))
			}
		}
	}
	t.Logf("%d paths, %d rates, %d left", looked, found, closer)
}

// TestRatesAreExact holds rates to those found in numbers of 300 bits. What is allowed is one unit of 1 + rate or two, and what
// the rounding of sums moves a rate by: had the discount factor been taken for exact, a rate by months would be off by more.
func TestRatesAreExact(t *testing.T) {
	r := rand.New(rand.NewPCG(37, 38))
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
	for _, g := range grids {
		flows, some := blockOf(r, g.last)
		for i := range Size { // as a deal has them
			for k := range flows {
				flows[k][i] = 0
			}
			flows[g.last][i] = 25 * math.Exp(r.NormFloat64())
			for range 1 + r.IntN(5) {
				flows[int(float64(g.last)/4*r.ExpFloat64())%g.last][i] -= 5 * r.Float64()
			}
		}
		var rate Column
		left := Rates(&rate, flows, some, g.perYear)
		for i := range rate {
			if left.Has(i) || g.last > 100 && i%8 != 0 { // that many digits take their time
				continue
			}
			v := number(math.Pow(1+rate[i], -1/g.perYear))
			for range 4 { // Newton's steps
				sum, slope := number(0), number(0)
				for k := len(flows) - 1; k >= 0; k-- {
					slope.Add(slope.Mul(slope, v), sum)
					sum.Add(sum.Mul(sum, v), number(flows[k][i]))
				}
				v.Sub(v, sum.Quo(sum, slope))
			}
			growth := number(1)
			for range int(g.perYear) {
				growth.Quo(growth, v)
			}
			off := number(1)
			off.Add(off, number(rate[i])).Sub(off, growth).Quo(off, growth)
			var amounts, times []float64
			for k := range flows {
				amounts, times = append(amounts, flows[k][i]), append(times, float64(k)/g.perYear)
			}
			want, _ := growth.Float64()
			if far, _ := off.Float64(); math.Abs(far) > 3e-16+6e-16*conditionOf(amounts, times, want-1)+1.2e-16/want {
				t.Errorf("%v: %v is off by %.2g", g, rate[i], far)
			}
		}
	}
}

// TestRatesHaveOneAnswerEverywhere holds a block to the twin for one path, to the last bit: a path's rate depends neither
// on its place nor on its neighbours, nor on which columns are known to be empty.
func TestRatesHaveOneAnswerEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	for round := range 10 * len(grids) {
		g := grids[round%len(grids)]
		flows, some := blockOf(r, g.last)
		for k := range flows {
			if k%3 == 1 && g.last != 70 || g.last > 300 && k%7 != 0 {
				flows[k] = Column{}
			}
			if g.last == 70 && k > 60+round/len(grids) { // about as many as a vector's list has room for
				flows[k] = Column{}
			}
		}
		var few []uint16
		for k := range flows {
			if Any(&flows[k]) {
				few = append(few, uint16(k))
			}
		}
		var rate, again, swapped Column
		left := Rates(&rate, flows, some, g.perYear)
		leftAgain := Rates(&again, flows, few, g.perYear)
		var alone Column
		aloneLeft := ratesEach(&alone, flows, some, g.perYear)
		for i := range rate {
			if left.Has(i) != aloneLeft.Has(i) || leftAgain.Has(i) != aloneLeft.Has(i) || !sameBits(rate[i], alone[i]) || !sameBits(again[i], alone[i]) {
				t.Fatalf("%d steps, path %d: %v and %v, without vectors %v", g.last, i, rate[i], again[i], alone[i])
			}
		}
		for k := range flows {
			for i := range Size / 2 {
				flows[k][i], flows[k][Size-1-i] = flows[k][Size-1-i], flows[k][i]
			}
		}
		leftAgain = Rates(&swapped, flows, few, g.perYear)
		for i := range rate {
			if j := Size - 1 - i; left.Has(i) != leftAgain.Has(j) || !left.Has(i) && !sameBits(rate[i], swapped[j]) {
				t.Fatalf("place %d: %v, place %d: %v", i, rate[i], j, swapped[j])
			}
		}
	}
}

func sameBits(x, y float64) bool {
	return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y
}

// tolerance is what rounding may move a rate by.
func tolerance(flows, times []float64, rate float64) float64 {
	return 4e-16 + (1+rate)*(2e-15+1e-14*conditionOf(flows, times, rate))
}

// conditionOf is how much of the rounding of a sum a rate is off by: about 2 over the years between what goes out and what
// comes in.
func conditionOf(flows, times []float64, rate float64) float64 {
	gross, slope := 0.0, 0.0
	for i, c := range flows {
		w := c * math.Pow(1+rate, -times[i])
		gross += math.Abs(w)
		slope += times[i] * w
	}
	return gross / math.Abs(slope)
}

func BenchmarkRates(b *testing.B) {
	r := rand.New(rand.NewPCG(33, 34))
	flows := make([]Column, 41)
	for i := range Size {
		flows[0][i], flows[40][i] = -5, 25*math.Exp(r.NormFloat64())
		for range r.IntN(5) {
			flows[2+int(10*r.ExpFloat64())%24][i] -= 5
		}
	}
	var some []uint16
	for k := range flows {
		if Any(&flows[k]) {
			some = append(some, uint16(k))
		}
	}
	var rate Column
	for b.Loop() {
		Rates(&rate, flows, some, 4)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/Size/40, "ns/path-step")
}
