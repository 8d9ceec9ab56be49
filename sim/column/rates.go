package column

// MostFlows is how many flows of a path Rates has room for.
const MostFlows = 1201

// A power of the discount factor is made of two: the weight of step k is (v^8)^(k/8)·v^(k mod 8).
const (
	rowBits  = 3
	inRow    = 1 << rowBits
	mostRows = MostFlows>>rowBits + 1
)

// What Rates does not do: it leaves it to who looks closer.
const (
	leastFlow = 1e-15 // of what comes in and of what goes out together
	mostFlow  = 1e15
	balanced  = 1e-12 // flows whose sum is less of all of them, and not 0: rounding may have made its sign
	farthest  = 300   // the logarithm of the discount factor of the last step, or of ten years
	mostLooks = 8
)

// When the next step is the last, in units of the logarithm of the discount factor of the last step.
const (
	nearTwice = 1e-8 // the step times the one before
	nearOnce  = 1e-3 // and the step itself
	nearMany  = 1e-9 // where signs change more than once: the worth may be bent there
)

// Rates sets rate to the effective annual rate at which the flows of each path are worth nothing, and returns the paths that
// it leaves to who looks closer (stats.IRR).
//
// It is the rate of return of many paths at once, which costs a tenth of one by one. Flow k is at the end of step k,
// perYear of which are a year. some are the steps in whose columns flows may be, ascending: others are not looked at.
//
// Model: Σ flowₖ·vᵏ = 0, v the discount factor of a step. With I what comes in and O what goes out, both discounted,
// y = log(I/O) is nearly a straight line in x = log v: a line, if each is one flow. The first step is Newton's from x = 0, where
// the sums need no powers. Others go to y = 0 on the curve x(y) through the last two looks with its slope at both (inverse
// cubic interpolation), or are Newton's where y is not halved. The rate is e^(−perYear·x) − 1. A rate is NaN where flows do not
// change sign, 0 where they do once and their sum is 0.
//
// Step: two looks for most paths. The rate is off by a few units in the 16th digit of 1 + rate, or as much as rounding moves the
// sums.
//
// Limits: left are paths on which there may be several rates (stats.IRR has the rules of signs), a rate of e^30 or of e^−30, of
// e^±300 over all steps, amounts beyond 1e15 and below 1e-15, and a sum that may be rounding alone. A path's rate depends on its own
// flows alone, to the last bit. There is room for MostFlows steps.
//
// Source: inverse interpolation with slopes, Traub 1964, Iterative Methods for the Solution of Equations, chapter 4.
//
// Checked: TestRatesAreThoseOfOnePath, TestRatesAreExact, TestRatesHaveOneAnswerEverywhere.
func Rates(rate *Column, flows []Column, some []uint16, perYear float64) (left Set) {
	if len(flows) > MostFlows {
		panic("column: more flows than there is room for")
	}
	if vector {
		ratesVector(rate, flows, some, perYear, &left)
		return left
	}
	return ratesEach(rate, flows, some, perYear)
}

// spanOf is how many steps there are after the first, or in ten years.
func spanOf(flows []Column, perYear float64) float64 {
	return max(float64(len(flows)-1), 10*perYear)
}
