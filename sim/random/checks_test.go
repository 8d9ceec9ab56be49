package random

import (
	"fmt"
	"math"
	"slices"
)

// The checks of this file take a sample and return what is wrong with it at five standard errors. Every one is also
// given a sample that is wrong by a little, which it must refuse.

const errors5 = 5

// away says how far a value is from what it should be, if that is more than five standard errors.
func away(what string, got, want, se float64) error {
	if d := (got - want) / se; !(math.Abs(d) <= errors5) {
		return fmt.Errorf("%s is %v, want %v: off by %.1f standard errors", what, got, want, d)
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// checkMoments compares the first four moments with the normal's: 0, 1, 0, 3, of variance 1, 2, 15, 96.
func checkMoments(z []float64) error {
	var m [4]float64
	for _, v := range z {
		p := 1.0
		for k := range m {
			p *= v
			m[k] += p
		}
	}
	n := float64(len(z))
	root := math.Sqrt(n)
	return first(
		away("first moment", m[0]/n, 0, 1/root),
		away("second moment", m[1]/n, 1, math.Sqrt(2)/root),
		away("third moment", m[2]/n, 0, math.Sqrt(15)/root),
		away("fourth moment", m[3]/n, 3, math.Sqrt(96)/root),
	)
}

// checkTails compares the shares beyond 3, 4 and 5 on either side with the normal's.
func checkTails(z []float64) error {
	var errs []error
	for _, c := range []float64{3, 4, 5} {
		count := 0.0
		for _, v := range z {
			if math.Abs(v) > c {
				count++
			}
		}
		want := float64(len(z)) * math.Erfc(c/math.Sqrt2)
		errs = append(errs, away(fmt.Sprintf("count beyond %v", c), count, want, math.Sqrt(want)))
	}
	return first(errs...)
}

// checkUncorrelated looks at the products of pairs of normals, and of their squares.
func checkUncorrelated(x, y []float64) error {
	var xy, square float64
	for i := range x {
		xy += x[i] * y[i]
		square += (x[i]*x[i] - 1) * (y[i]*y[i] - 1)
	}
	n := float64(len(x))
	return first(
		away("correlation", xy/n, 0, 1/math.Sqrt(n)),
		away("covariance of the squares", square/n, 0, 2/math.Sqrt(n)),
	)
}

// checkUniform is Kolmogorov and Smirnov's test at the level of five standard errors: 2 exp(-2 d^2) = 5.7e-7.
func checkUniform(u []float64) error {
	u = slices.Sorted(slices.Values(u))
	n, d := float64(len(u)), 0.0
	for i, v := range u {
		d = max(d, v-float64(i)/n, float64(i+1)/n-v)
	}
	if d *= math.Sqrt(n); d > 2.744 {
		return fmt.Errorf("Kolmogorov's distance is %.3f, want at most 2.744", d)
	}
	return nil
}
