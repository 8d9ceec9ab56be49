package engine

import (
	"math"
	"testing"
)

// TestRatesOfKnownFlows has flows whose rate of return is known, most of which want a closer look than column.Rates takes.
func TestRatesOfKnownFlows(t *testing.T) {
	s := tell(t, `
scenario: Rates of known flows
as_of: 2026-01-01
horizon: 3y
step: quarter
drivers:
  plain: {process: knots, between: only, knots: {0y: -$10bn, 1y: -$5bn, 3y: $37.24bn}}
  lost: {process: knots, between: only, knots: {0y: -$10bn, 3y: $1.25bn}}
  back: {process: knots, between: only, knots: {0y: -$10bn, 1y: -$5bn, 3y: $15bn}}
  once: {process: knots, between: only, knots: {0y: -$1bn, 1y: $3bn, 2y: -$3bn, 3y: $2bn}}
  huge: {process: knots, between: only, knots: {0y: -$1, 1y: $30000bn}}
  last-out: {process: knots, between: only, knots: {0y: -$10bn, 1y: $30bn, 2y: -$5bn}}
  twice: {process: knots, between: only, knots: {0y: -$10bn, 1y: $23bn, 2y: -$13.2bn}}
  touching: {process: knots, between: only, knots: {0y: -$1bn, 1y: $2.2bn, 2y: -$1.21bn}}
  never: {process: knots, between: only, knots: {0y: -$10bn, 1y: $10bn, 2y: -$10bn}}
metrics:
  plain_rate: irr(plain)
  lost_rate: irr(lost)
  back_rate: irr(back)
  once_rate: irr(once)
  huge_rate: irr(huge)
  last_rate: irr(last-out)
  twice_rate: irr(twice)
  touching_rate: irr(touching)
  never_rate: irr(never)
  nothing_rate: irr(0 * plain)
`)
	s.end("plain_rate", 0.4) // 10·1.4³ + 5·1.4²
	s.end("lost_rate", -0.5) // an eighth is left after three years
	s.end("back_rate", 0)
	s.end("once_rate", 1)                        // -1 + 3/2 - 3/4 + 2/8; signs change three times, and so do those of the running sums
	s.end("huge_rate", 3e13-1)                   // beyond e^30
	s.end("last_rate", (30+math.Sqrt(700))/20-1) // and (30-√700)/20 - 1, which is below 0
	for _, name := range []string{"twice_rate", "touching_rate", "never_rate", "nothing_rate"} {
		s.end(name, math.NaN())
	}
}
