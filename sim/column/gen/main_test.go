package main

import (
	"bytes"
	"math"
	"math/big"
	"os"
	"testing"

	"dealsim/sim/column/internal/exact"
)

func TestTablesAreWhatThisProgramWrites(t *testing.T) {
	want, err := file()
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile("../tables.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("tables.go is not what go generate would write")
	}
}

func TestFitOfAPolynomialIsThePolynomial(t *testing.T) {
	cube := func(x *big.Float) *big.Float { // 2x^3 - x + 0.5
		v := number().Mul(x, number().Mul(x, x))
		v.Mul(v, exact.Of(2))
		v.Sub(v, x)
		return v.Add(v, exact.Of(0.5))
	}
	for i, c := range fit(cube, -1, 3, 3) {
		if want := []float64{0.5, -1, 0, 2}[i]; math.Abs(c-want) > 1e-60 {
			t.Errorf("coefficient %d is %v, want %v", i, c, want)
		}
	}
}

func TestSplitLeavesRoomForAnInteger(t *testing.T) {
	hi, lo := split(exact.Ln2())
	if math.Float64bits(hi)&(1<<21-1) != 0 {
		t.Errorf("%v has low bits", hi)
	}
	if hi+lo != math.Ln2 || lo == 0 {
		t.Errorf("%v + %v is not log 2", hi, lo)
	}
}
