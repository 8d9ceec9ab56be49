package table

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// byStrconv is a number as strconv has it.
func byStrconv(v float64) string {
	a := math.Abs(v)
	switch {
	case v == 0:
		return "0"
	case a < 1e-6 || a >= 1e15:
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// TestNumbersAreThoseOfStrconv: any bits, numbers of few digits and their neighbours, halfway cases, powers of two and ten.
func TestNumbersAreThoseOfStrconv(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var buffer []byte
	check := func(v float64) {
		if v-v != 0 {
			return
		}
		buffer = appendNumber(buffer[:0], v)
		if want := byStrconv(v); string(buffer) != want {
			t.Fatalf("%x is written %s, want %s", v, buffer, want)
		}
	}
	around := func(v float64) {
		for _, x := range []float64{v, math.Nextafter(v, 0), math.Nextafter(v, math.Inf(1)), -v} {
			check(x)
		}
	}
	for e := -1074; e < 1024; e++ {
		around(math.Ldexp(1, e))
		around(math.Ldexp(3, e))
	}
	for e := -30; e < 30; e++ {
		around(math.Pow10(e))
	}
	for range 200_000 {
		check(math.Float64frombits(r.Uint64()))
		check(math.Ldexp(1+r.Float64(), r.IntN(72)-21)) // of those that are not left to strconv
		check(math.Exp(10 * r.NormFloat64()))
		around(float64(r.Uint64N(1e9)) / math.Pow10(r.IntN(13)))
		around(float64(r.Uint64N(1e5)) / 1024) // ends in 5, with few digits
		check(float64(r.Uint64N(1<<53)) / 8)   // halfway between numbers of 16 digits
	}
}

func BenchmarkNumbers(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 4096)
	for i := range values {
		values[i] = math.Exp(3 * r.NormFloat64())
	}
	var buffer []byte
	for b.Loop() {
		buffer = buffer[:0]
		for _, v := range values {
			buffer = appendNumber(buffer, v)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(values)), "ns/number")
}

func BenchmarkNumbersOfStrconv(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	values := make([]float64, 4096)
	for i := range values {
		values[i] = math.Exp(3 * r.NormFloat64())
	}
	var buffer []byte
	for b.Loop() {
		buffer = buffer[:0]
		for _, v := range values {
			buffer = strconv.AppendFloat(buffer, v, 'f', -1, 64)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(values)), "ns/number")
}
