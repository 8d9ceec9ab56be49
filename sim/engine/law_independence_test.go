package engine

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// baseText is the shipped deal as it is written.
func baseText(t testing.TB) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "scenarios", "amazon-anthropic-2026.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// with adds an entry at the top of a section, or the section.
func with(t *testing.T, text, section, entry string) string {
	t.Helper()
	head := regexp.MustCompile(`(?m)^` + section + `:.*\n`)
	if at := head.FindStringIndex(text); at != nil {
		return text[:at[1]] + "  " + entry + "\n" + text[at[1]:]
	}
	return text + section + ":\n  " + entry + "\n"
}

// TestAnEditMovesNothingElse is the law of named streams: what is added moves no other number, not in its last bit.
func TestAnEditMovesNothingElse(t *testing.T) {
	const paths = 3 * chunkSize
	for name, text := range map[string]string{"base": baseText(t), "every clause": everyClause} {
		want := watch(deal(t, text), 0, paths)
		investor, company, revenue := "amazon", "anthropic", "anthropic.arr"
		if name != "base" {
			investor, company, revenue = "cloud", "lab", "lab.arr"
		}
		for what, edited := range map[string]string{
			"an unused driver":              with(t, text, "drivers", "aaa: {process: gbm, start: 1, drift: 5%/y, volatility: 30%}"),
			"a last driver":                 with(t, text, "drivers", "zzz: {process: jump-diffusion, start: 1, volatility: 30%, jump_rate: 100%/y, jump_mean: -10%, jump_volatility: 10%}"),
			"an unused input":               with(t, text, "inputs", "aaa: {value: {pert: [1, 2, 3]}, status: assumed}"),
			"a tranche that never fires":    with(t, text, "tranches", "aaa: {investor: "+investor+", into: "+company+", amount: $9bn, when: "+revenue+" > $99999tn}"),
			"a tranche of a stranger":       with(t, text, "tranches", "zzz: {investor: stranger, into: "+company+", amount: $9bn, when: "+revenue+" > $99999tn}"),
			"a tranche declined":            with(t, text, "tranches", "aaa: {investor: "+investor+", into: "+company+", amount: $9bn, on: 1y, discretion: 0%}"),
			"a shock that never strikes":    with(t, text, "shocks", "aaa: {rate: 0%/y, effects: {"+revenue+": {times: {pert: [50%, 60%, 70%]}}}}"),
			"a shock on another driver":     with(t, with(t, text, "drivers", "aaa: {process: constant, value: 1}"), "shocks", "zzz: {rate: 50%/y, effects: {aaa: {times: 2}}}"),
			"a commitment of others":        with(t, with(t, text, "drivers", "aaa: {process: gbm, start: $1bn, volatility: 30%}"), "commitments", "zzz: {buyer: stranger, seller: other, floor: $9bn, term: 2y, demand: aaa}"),
			"a capacity that nobody buys":   with(t, text, "capacity", "aaa: {cap: 9 GW, ramp: {1y: 1 GW}, delay: {pert: [0y, 1y, 2y]}}"),
			"a company more":                with(t, text, "companies", "aaa: {revenue: {process: gbm, start: $1bn, volatility: 40%}, value: {process: gbm, start: $9bn, volatility: 60%}}"),
			"a metric and a quantity":       with(t, with(t, text, "metrics", "aaa: max("+revenue+")"), "quantities", "aab: trailing("+revenue+", 4)"),
			"a correlation of other groups": with(t, with(t, with(t, text, "drivers", "aaa: {process: gbm, start: 1, volatility: 30%}"), "drivers", "aab: {process: gbm, start: 1, volatility: 30%}"), "correlations", "- [aaa, aab, 50%]"),
		} {
			bitsEqual(t, name+" with "+what, want, watch(deal(t, edited), 0, paths), 0)
		}
	}
}

// TestACorrelationMovesItsGroupAlone has a negative control: the driver that is named does move.
func TestACorrelationMovesItsGroupAlone(t *testing.T) {
	text := with(t, everyClause, "drivers", "aaa: {process: gbm, start: 1, volatility: 30%}")
	a, b := watch(deal(t, text), 0, chunkSize), watch(deal(t, with(t, text, "correlations", "- [aaa, rival, 50%]")), 0, chunkSize)
	for _, name := range []string{"lab.arr", "lab.value", "share", "price", "aws.spend", "alarm"} {
		bitsEqual(t, name, seen{series: map[string][][]float64{name: a.series[name]}, paths: chunkSize}, b, 0)
	}
	if a.series["rival"][1][0] == b.series["rival"][1][0] {
		t.Error("negative control: the correlated driver has the draws it had alone")
	}
}

// shuffled puts the sections of a file, and the entries of each, in another order.
func shuffled(text string, r *rand.Rand) string {
	start := regexp.MustCompile(`^[a-z_]+:`)
	cut := func(lines []string, begins func(string) bool) (head []string, parts [][]string) {
		for _, l := range lines {
			switch {
			case begins(l):
				parts = append(parts, []string{l})
			case len(parts) == 0:
				head = append(head, l)
			default:
				parts[len(parts)-1] = append(parts[len(parts)-1], l)
			}
		}
		r.Shuffle(len(parts), func(i, j int) { parts[i], parts[j] = parts[j], parts[i] })
		return head, parts
	}
	out, sections := cut(strings.Split(strings.TrimSuffix(text, "\n"), "\n"), start.MatchString)
	for _, s := range sections {
		head, entries := cut(s[1:], func(l string) bool { return len(l) > 2 && strings.HasPrefix(l, "  ") && l[2] != ' ' && l[2] != '#' })
		out = append(append(out, s[0]), head...)
		for _, e := range entries {
			out = append(out, e...)
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// TestTheOrderOfAFileMeansNothing shuffles sections and entries.
func TestTheOrderOfAFileMeansNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, text := range map[string]string{"base": baseText(t), "every clause": everyClause} {
		p := deal(t, text)
		want := watch(p, 0, chunkSize)
		for range 6 {
			other := shuffled(text, r)
			if other == text {
				t.Fatal("nothing is shuffled")
			}
			q := deal(t, other)
			bitsEqual(t, name+" shuffled", want, watch(q, 0, chunkSize), 0)
			if q.Scenario.Hash == "" || len(q.series) != len(p.series) || len(q.metrics) != len(p.metrics) {
				t.Error("the shuffled file has other tables")
			}
		}
	}
}

// TestSeeds are the laws of the seed: the same bits for the same, other draws of the same law for another, and no
// likeness between neighbours.
func TestSeeds(t *testing.T) {
	const paths = 40 * chunkSize
	run := func(seed uint64) map[string][2]float64 {
		x, err := baseDeal(t, seed).Run(context.Background(), Options{Paths: paths, Threads: 2})
		if err != nil {
			t.Fatal(err)
		}
		out := map[string][2]float64{}
		for _, m := range x.Result("test").Metrics {
			if m.Sample.N > 1000 {
				out[m.Name] = [2]float64{m.Sample.Mean, m.Sample.MCSE()}
			}
		}
		return out
	}
	a, b := run(11), run(987654321)
	same := 0
	for name, x := range a {
		y, se := b[name], math.Hypot(x[1], b[name][1])
		if se == 0 && x[0] == y[0] {
			continue
		}
		if math.Abs(x[0]-y[0]) > 5*se {
			t.Errorf("%s is %v with one seed and %v with another: %.1f standard errors", name, x[0], y[0], math.Abs(x[0]-y[0])/se)
		}
		if x[0] == y[0] {
			same++
		}
	}
	if same > 3 {
		t.Errorf("%d estimates are the same with another seed", same)
	}
}

func TestAdjacentSeedsAreIndependent(t *testing.T) {
	const paths = 16 * chunkSize
	logs := func(seed uint64) []float64 {
		var out []float64
		for _, v := range watch(baseDeal(t, seed), 0, paths).series["anthropic.value"][40] {
			out = append(out, math.Log(v))
		}
		return out
	}
	one, two := logs(1), logs(2)
	if r := correlation(one, two); math.Abs(r)*math.Sqrt(paths) > 5 {
		t.Errorf("values under seeds 1 and 2 have correlation %.4f", r)
	}
	// path i of one seed is not path i+1 of the next either
	if r := correlation(one[1:], two[:paths-1]); math.Abs(r)*math.Sqrt(paths) > 5 {
		t.Errorf("shifted values under seeds 1 and 2 have correlation %.4f", r)
	}
	if r := correlation(one, logs(1)); r < 0.999 {
		t.Errorf("negative control: a seed has correlation %.4f with itself", r)
	}
}

func correlation(x, y []float64) float64 {
	var sx, sy, xx, yy, xy float64
	n := float64(len(x))
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
	}
	sx, sy = sx/n, sy/n
	for i := range x {
		a, b := x[i]-sx, y[i]-sy
		xx, yy, xy = xx+a*a, yy+b*b, xy+a*b
	}
	return xy / math.Sqrt(xx*yy)
}
