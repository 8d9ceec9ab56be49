package engine

import (
	"math"
	"runtime"
	"strings"
	"testing"
)

// The laws of direction: the same world with one term changed, path by path.

// changed is the base deal with terms set, over some paths of the same world.
func changed(t *testing.T, set ...string) seen {
	t.Helper()
	return watch(baseDeal(t, 9, set...), 0, 8*chunkSize)
}

// notAbove wants b above a on no path; undefined stands above all.
func notAbove(t *testing.T, what string, a, b []float64) {
	t.Helper()
	moved := 0
	for i := range a {
		x, y := a[i], b[i]
		if x != x {
			x = math.Inf(1)
		}
		if y != y {
			y = math.Inf(1)
		}
		if x != y && !(math.Abs(x-y) <= 1e-12*min(math.Abs(x), math.Abs(y))) {
			moved++
			if y > x {
				t.Errorf("%s: %v after %v on path %d", what, b[i], a[i], i)
				return
			}
		}
	}
	if moved == 0 {
		t.Errorf("%s: nothing moves, the law is not tried", what)
	}
}

// TestALooserTriggerNeverFiresLater lowers thresholds, sustains for shorter, opens the window longer.
func TestALooserTriggerNeverFiresLater(t *testing.T) {
	tight := changed(t, "inputs.target_1.value={lognormal: {p10: $50bn, p90: $90bn}}")
	loose := changed(t, "inputs.target_1.value={lognormal: {p10: $40bn, p90: $70bn}}")
	notAbove(t, "trigger time at a lower threshold", tight.ends["target-1.trigger_time"], loose.ends["target-1.trigger_time"])
	notAbove(t, "money at a higher threshold", loose.ends["target-1.paid"], tight.ends["target-1.paid"])
	once := changed(t, "inputs.target_1.value={lognormal: {p10: $50bn, p90: $90bn}}", "tranches.target-1.sustained=1 quarter")
	notAbove(t, "trigger time sustained for less", tight.ends["target-1.trigger_time"], once.ends["target-1.trigger_time"])
	longer := changed(t, "inputs.target_1.value={lognormal: {p10: $50bn, p90: $90bn}}", "tranches.target-1.until=8y")
	notAbove(t, "trigger time in a longer window", tight.ends["target-1.trigger_time"], longer.ends["target-1.trigger_time"])
	shy := changed(t, "inputs.discretion.value=70%")
	notAbove(t, "money with less discretion", changed(t).ends["amazon_conditional_paid"], shy.ends["amazon_conditional_paid"])
}

// TestMoreCapacityNeverLowersSpend raises what is built, makes it earlier, sells more of it.
func TestMoreCapacityNeverLowersSpend(t *testing.T) {
	base := changed(t)
	for _, more := range [][]string{{"inputs.chip_reached.value={pert: [3 GW, 4.8 GW, 5 GW]}"}, {"inputs.chip_late_p.value=0%"}, {"inputs.chip_use.value=97%"}} {
		rich := changed(t, more...)
		for _, q := range []int{16, 20, 28} {
			notAbove(t, strings.Join(more, " ")+": spend", rich.series["aws.spend"][q], base.series["aws.spend"][q])
		}
		notAbove(t, strings.Join(more, " ")+": shortfall", base.ends["aws_shortfall_total"], rich.ends["aws_shortfall_total"])
	}
}

// TestAWaivedShortfallIsNoFloor: who need not pay spends and owns as one who has promised nothing.
func TestAWaivedShortfallIsNoFloor(t *testing.T) {
	waived, free, paid := changed(t, "commitments.aws.shortfall={rule: waive}"), changed(t, "inputs.commitment.value=$0"), changed(t)
	for _, name := range []string{"aws.spend", "aws.unmet", "aws.true_up", "aws.margin", "anthropic.arr", "anthropic.value", "amazon.stake", "amazon.invested"} {
		bitsEqual(t, name, seen{series: map[string][][]float64{name: waived.series[name]}, paths: waived.paths}, free, 0)
	}
	bitsEqual(t, "the floor moves no spend", seen{series: map[string][][]float64{"aws.spend": paid.series["aws.spend"]}, paths: paid.paths}, free, 0)
	notAbove(t, "true-up where it is waived", paid.ends["aws_true_up_total"], waived.ends["aws_true_up_total"])
	notAbove(t, "shortfall of a lower floor", changed(t, "inputs.commitment.value=$150bn").ends["aws_shortfall_total"], paid.ends["aws_shortfall_total"])
}

// TestALowerPriceBuysMore: at a discount, or at a lower fixed price, nobody gets less.
func TestALowerPriceBuysMore(t *testing.T) {
	base := changed(t)
	notAbove(t, "stake at a lower price", changed(t, "inputs.deal_price.value=$300bn").ends["amazon_stake_10y"], base.ends["amazon_stake_10y"])
	notAbove(t, "gain at a discount", changed(t, "tranches.target-1.price={rule: market, discount: 20%}").ends["target-1.gain"], base.ends["target-1.gain"])
}

// TestTheBaseDealIsFinite looks at every series of the shipped deal, and at every metric: undefined only where its text
// says so.
func TestTheBaseDealIsFinite(t *testing.T) {
	p := baseDeal(t, 1)
	s := watch(p, 0, 40*chunkSize)
	for name, steps := range s.series {
		for q, at := range steps {
			for i, v := range at {
				if v-v != 0 {
					t.Fatalf("%s is %v at step %d on path %d", name, v, q, i)
				}
			}
		}
	}
	for _, name := range []string{"aws.spend", "aws.unmet", "aws.shortfall", "aws.true_up", "trainium2.online", "trainium5.online", "trainium4.available", "gigawatts", "anthropic.arr", "anthropic.value", "anthropic.revenue", "amazon.invested", "unmet_share"} {
		if s.series[name] == nil {
			t.Errorf("no series %s", name)
		}
		for q, at := range s.series[name] {
			for i, v := range at {
				if v < 0 {
					t.Fatalf("%s is %v at step %d on path %d", name, v, q, i)
				}
			}
		}
	}
	may := []string{"aws_floor_time", "amazon_payback", "amazon_irr", "amazon_mark_reflexivity", ".trigger_time", ".funded_time", ".price", ".bought"}
	for name, v := range s.ends {
		undefined := 0
		for _, x := range v {
			if math.IsInf(x, 0) {
				t.Errorf("%s is %v", name, x)
				break
			}
			if x != x {
				undefined++
			}
		}
		allowed := false
		for _, m := range may {
			allowed = allowed || strings.HasSuffix(name, m)
		}
		if undefined > 0 && !allowed {
			t.Errorf("%s is undefined on %d paths", name, undefined)
		}
	}
}

// TestNothingIsAllocatedPerStep: a block of paths is simulated in the memory its worker has.
func TestNothingIsAllocatedPerStep(t *testing.T) {
	for name, p := range map[string]*Program{"base": baseDeal(t, 1), "every clause": deal(t, everyClause), "equity side": deal(t, equityDeal), "t copula": baseDeal(t, 1, "copula={family: t, df: 5}")} {
		w := newRecorder(p)
		first := 0
		w.chunk(first, chunkSize)
		if n := testing.AllocsPerRun(5, func() { first += chunkSize; w.chunk(first, chunkSize) }); n > 0 {
			t.Errorf("%s: %v allocations for %d paths of %d steps", name, n, chunkSize, p.Scenario.Calendar.Steps)
		}
	}
}

// TestMemoryDoesNotGrowWithPaths: beyond the draws that joint.csv keeps of the first paths, a run of eight times the paths has
// few more buckets, in which rare values fall.
func TestMemoryDoesNotGrowWithPaths(t *testing.T) {
	p := baseDeal(t, 1)
	use := func(paths int) float64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		runs(t, p, paths, 1)
		runtime.ReadMemStats(&after)
		return float64(after.TotalAlloc - before.TotalAlloc)
	}
	draws := 8 * float64(len(p.joint.metrics))
	const few, many = 16 * chunkSize, 128 * chunkSize
	use(few) // what a worker has it keeps
	a, b := use(few), use(many)
	t.Logf("%.1f MB for %d paths, %.1f for %d, of which draws %.1f and %.1f", a/1e6, few, b/1e6, many, draws*few/1e6, draws*many/1e6)
	if b-draws*many > 3*(a-draws*few) {
		t.Errorf("%v bytes for %d paths, %v for eight times as many", a, few, b)
	}
}
