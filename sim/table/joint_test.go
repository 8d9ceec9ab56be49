package table

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// together is a result of which only the draws of some metrics are known, by the first of them.
func together(draws map[string][]float64, names ...string) *result.Result {
	r := &result.Result{Joint: result.Joint{Metrics: names, By: names[:1]}}
	for _, name := range names {
		r.Joint.Paths = len(draws[name])
		r.Joint.Draws = append(r.Joint.Draws, draws[name])
		r.Metrics = append(r.Metrics, result.Metric{Name: name, Dim: unit.Money, Sample: sampleOf(draws[name]...)})
	}
	return r
}

// cells are the rows of a table by its columns' names.
func cells(t *testing.T, name string, r *result.Result) (rows []map[string]string) {
	t.Helper()
	text, err := written(t, name, r)
	if err != nil {
		t.Fatal(err)
	}
	all := rowsOf(t, text)
	for _, row := range all[1:] {
		m := map[string]string{}
		for k, cell := range row {
			m[all[0][k]] = cell
		}
		rows = append(rows, m)
	}
	return rows
}

func numberOf(t *testing.T, cell string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestJointByHand: twenty paths in an order of their own; each decile has two.
func TestJointByHand(t *testing.T) {
	draws := map[string][]float64{}
	for i := range 20 {
		x := float64((i*7)%20) + 1 // 1 to 20, once each
		draws["stake"] = append(draws["stake"], x)
		draws["spend"] = append(draws["spend"], when(x != 3, 10*x))
		draws["floor"] = append(draws["floor"], 5)
	}
	rows := cells(t, "joint.csv", together(draws, "stake", "spend", "floor"))
	if len(rows) != 20 {
		t.Fatalf("%d rows, want 10 deciles of 2 metrics", len(rows))
	}
	for k, want := range []map[string]string{
		{"by": "stake", "decile": "1", "low": "1", "high": "2", "metric": "spend", "unit": "USD bn", "mean": "15", "p05": "10.5", "p50": "15", "p95": "19.5", "undefined": "0"},
		{"decile": "1", "metric": "floor", "mean": "5", "mcse": "0", "p05": "5", "p95": "5", "undefined": "0"},
		// 3 has no spend: 4 stands alone, and nothing is known of its error
		{"decile": "2", "low": "3", "high": "4", "metric": "spend", "mean": "40", "mcse": "", "p50": "40", "undefined": "1"},
	} {
		for column, w := range want {
			if rows[k][column] != w {
				t.Errorf("row %d: %s is %s, by hand %s", k+1, column, rows[k][column], w)
			}
		}
	}
	if last := rows[18]; last["decile"] != "10" || last["low"] != "19" || last["high"] != "20" || last["mean"] != "195" {
		t.Errorf("the last decile: %v", last)
	}
}

// TestDecilesAgainstSorting: what is in a decile is what sorting the paths directly gives, atoms at zero included, and
// the deciles together are all paths.
func TestDecilesAgainstSorting(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	const n = 2003
	draws := map[string][]float64{}
	for range n {
		x := max(0, random.NormFloat64()) // half of them 0
		if random.IntN(50) == 0 {
			x = math.NaN()
		}
		draws["stake"] = append(draws["stake"], x)
		draws["spend"] = append(draws["spend"], random.ExpFloat64())
	}
	var paths []int
	for i, x := range draws["stake"] {
		if x == x {
			paths = append(paths, i)
		}
	}
	slices.SortStableFunc(paths, func(a, b int) int {
		return int(math.Copysign(1, draws["stake"][a]-draws["stake"][b])) * int(truth(draws["stake"][a] != draws["stake"][b]))
	})
	whole, count := 0.0, 0
	for d, row := range cells(t, "joint.csv", together(draws, "stake", "spend")) {
		in := paths[d*len(paths)/10 : (d+1)*len(paths)/10]
		var y []float64
		for _, i := range in {
			y = append(y, draws["spend"][i])
		}
		slices.Sort(y)
		whole += stats.Of(y).Mean * float64(len(y))
		count += len(y)
		for column, want := range map[string]float64{"low": draws["stake"][in[0]], "high": draws["stake"][in[len(in)-1]],
			"mean": stats.Of(y).Mean, "p50": (y[(len(y)-1)/2] + y[len(y)/2]) / 2} {
			if got := numberOf(t, row[column]); math.Abs(got-want) > 1e-12*max(1, math.Abs(want)) {
				t.Errorf("decile %d: %s is %v, want %v", d+1, column, got, want)
			}
		}
		if d < 4 && row["high"] != "0" || d > 5 && row["low"] == "0" {
			t.Errorf("decile %d runs from %s to %s", d+1, row["low"], row["high"])
		}
	}
	if count != len(paths) || whole == 0 {
		t.Errorf("the deciles have %d of %d paths", count, len(paths))
	}
}

// TestDecilesOfABivariateNormal holds means, and the errors that they claim, against closed forms. With correlation ρ
// the mean of y in the decile of x between the normal quantiles a and b is ρ·(φ(a) − φ(b))/0.1. Over 300 seeds the
// errors are those of the spread; the negative control is the error that takes the borders as known, which is a tenth
// short of it and more where y goes with x.
func TestDecilesOfABivariateNormal(t *testing.T) {
	phi := func(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	z := func(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }
	const rho, n, seeds = 0.9, 4000, 300
	means, claimed, naive := make([][]float64, 10), make([]float64, 10), make([]float64, 10)
	for seed := range uint64(seeds) {
		random := rand.New(rand.NewPCG(seed, 77))
		x, y := make([]float64, n), make([]float64, n)
		for i := range x {
			x[i] = random.NormFloat64()
			y[i] = rho*x[i] + math.Sqrt(1-rho*rho)*random.NormFloat64()
		}
		order := stats.Order(x)
		for d := range 10 {
			s := tenthOf(y, order, d*n/10, (d+1)*n/10, nil)
			means[d] = append(means[d], s.mean)
			claimed[d] += s.mcse / seeds
			var in []float64
			for _, i := range order[d*n/10 : (d+1)*n/10] {
				in = append(in, y[i])
			}
			naive[d] += stats.Of(in).MCSE() / seeds
		}
	}
	for d := range 10 {
		a, b := 0.0, 0.0
		if d > 0 {
			a = phi(z(float64(d) / 10))
		}
		if d < 9 {
			b = phi(z(float64(d+1) / 10))
		}
		m := stats.Of(means[d])
		if want := rho * (a - b) / 0.1; math.Abs(m.Mean-want) > 5*m.MCSE()+2./n {
			t.Errorf("decile %d: mean %v, want %v ± %v", d+1, m.Mean, want, m.MCSE())
		}
		if ratio := claimed[d] / m.SD(); ratio < 0.85 || ratio > 1.18 { // the spread is known to 4%
			t.Errorf("decile %d: claims %.3f of the spread", d+1, ratio)
		}
		if ratio := naive[d] / m.SD(); ratio > 0.85 {
			t.Errorf("negative control: decile %d: with known borders %.3f of the spread", d+1, ratio)
		}
	}
}

func TestCorrelationsByHand(t *testing.T) {
	nan := math.NaN()
	r := together(map[string][]float64{
		"stake": {1, 2, 3, 4, 5, nan, math.Inf(1)},
		"spend": {2, 1, 4, 3, 5, 9, 9}, // Σd² = 4: 1 − 24/120
		"short": {0, 0, 0, 7, nan, 0, 0},
		"floor": {3, 3, 3, 3, 3, 3, 3},
	}, "stake", "spend", "short", "floor")
	rows := cells(t, "correlations.csv", r)
	// stake and short: ranks 1 2 3 4 and 2 2 2 4, 3/√15; spend and short: 2 1 4 3 5.5 5.5 and 3 3 3 6 3 3, −1.5/√127.5
	want := []string{"stake spend 0.8 5 2", "stake short 0.775 4 3", "stake floor  5 2", "spend short -0.133 6 1", "spend floor  7 0", "short floor  6 1"}
	for k, row := range rows {
		rho := row["spearman"]
		if rho != "" {
			rho = strconv.FormatFloat(math.Round(numberOf(t, rho)*1000)/1000+0, 'f', -1, 64)
		}
		got := fmt.Sprint(row["metric_a"], " ", row["metric_b"], " ", rho, " ", row["paths"], " ", row["undefined"])
		if k < len(want) && got != want[k] {
			t.Errorf("got %q, want %q", got, want[k])
		}
	}
	if len(rows) != 6 || rows[2]["mcse"] != "" {
		t.Errorf("%d pairs, %v", len(rows), rows)
	}
	if got, want := numberOf(t, rows[0]["mcse"]), 0.36*math.Sqrt(1.32/2); math.Abs(got-want) > 1e-12 {
		t.Errorf("mcse %v, want %v", got, want)
	}
}

// TestCorrelationsOfABivariateNormal: the file itself says 6/π·asin(ρ/2), within five of the errors it gives; the
// negative control is ρ.
func TestCorrelationsOfABivariateNormal(t *testing.T) {
	const rho, n = 0.6, 131072
	random := rand.New(rand.NewPCG(8, 9))
	draws := map[string][]float64{}
	for range n {
		x := random.NormFloat64()
		draws["stake"] = append(draws["stake"], math.Exp(x))
		draws["spend"] = append(draws["spend"], rho*x+math.Sqrt(1-rho*rho)*random.NormFloat64())
	}
	row := cells(t, "correlations.csv", together(draws, "stake", "spend"))[0]
	got, se := numberOf(t, row["spearman"]), numberOf(t, row["mcse"])
	if want := 6 / math.Pi * math.Asin(rho/2); math.Abs(got-want) > 5*se {
		t.Errorf("%v ± %v, want %v", got, se, want)
	}
	if math.Abs(got-rho) < 5*se {
		t.Error("negative control: Spearman's correlation is not told from Pearson's")
	}
}

func TestLedgerTableByHand(t *testing.T) {
	r := byHand()
	r.Ledger = []result.Posting{
		{From: "lab", To: "cloud", Kind: "spend", Years: []string{"floor"}, Total: "floor"},
		{From: "cloud", To: "lab", Kind: "equity", Years: []string{"paid", "floor"}, Total: "paid"},
	}
	got, err := written(t, "ledger.csv", r)
	if err != nil {
		t.Fatal(err)
	}
	// 5, 5, 0, 0: mean 2.5, √(4·2.5²/3)/2, and 5% quantiles of four values
	compare(t, "ledger.csv", rowsOf(t, got), rowsOf(t, contract["ledger.csv"]+`
cloud,lab,equity,1,USD bn,2.5,1.4433756729740645,0,2.5,5
cloud,lab,equity,2,USD bn,10,0,10,10,10
cloud,lab,equity,,USD bn,2.5,1.4433756729740645,0,2.5,5
lab,cloud,spend,1,USD bn,10,0,10,10,10
lab,cloud,spend,,USD bn,10,0,10,10,10
`))
	if schema := tableCalled("ledger.csv").schema(); schema.PrimaryKey != nil {
		t.Errorf("a key that can be empty: %v", schema.PrimaryKey)
	}
	if schema := tableCalled("joint.csv").schema(); !slices.Equal(schema.PrimaryKey, []string{"by", "decile", "metric"}) {
		t.Errorf("negative control: %v", schema.PrimaryKey)
	}
	r.Ledger[0].Total = "flor"
	if _, err := written(t, "ledger.csv", r); err == nil || err.Error() != "bug: the result has no metric flor" {
		t.Error(err)
	}
}

func tableCalled(name string) *Table {
	for k := range tables {
		if tables[k].Name == name {
			return &tables[k]
		}
	}
	return nil
}

func TestJointThatDoesNotFitIsABug(t *testing.T) {
	for what, spoil := range map[string]func(r *result.Result){
		"bug: 2 draws of spend, want 3":                func(r *result.Result) { r.Joint.Draws[1] = r.Joint.Draws[1][:2] },
		"bug: the result has no metric sped":           func(r *result.Result) { r.Joint.Metrics[1] = "sped" },
		"bug: 1 columns of draws for 2 metrics":        func(r *result.Result) { r.Joint.Draws = r.Joint.Draws[:1] },
		"bug: paths cannot be put in order by stake":   func(r *result.Result) { r.Metrics[0].Dim = unit.Years },
		"bug: paths cannot be put in order by nothing": func(r *result.Result) { r.Joint.By = []string{"nothing"} },
	} {
		for _, name := range []string{"joint.csv", "correlations.csv"} {
			r := together(map[string][]float64{"stake": {1, 2, 3}, "spend": {3, 2, 1}}, "stake", "spend")
			if _, err := written(t, name, r); err != nil {
				t.Errorf("negative control: %v", err)
			}
			spoil(r)
			if _, err := written(t, name, r); err == nil || err.Error() != what {
				t.Errorf("%s: got %v, want %s", name, err, what)
			}
		}
	}
}

// TestWhatOrdersNothingHasNoDeciles: a stake that is the same on every path, or defined on none.
func TestWhatOrdersNothingHasNoDeciles(t *testing.T) {
	nan := math.NaN()
	for _, stake := range [][]float64{{0, 0, 0}, {nan, nan, nan}, {nan, 1, nan}, {}} {
		got, err := written(t, "joint.csv", together(map[string][]float64{"stake": stake, "spend": stake}, "stake", "spend"))
		if err != nil || strings.Count(got, "\n") != 1 {
			t.Errorf("%v: %q, %v", stake, got, err)
		}
	}
	// fewer paths than deciles: one each
	if rows := cells(t, "joint.csv", together(map[string][]float64{"stake": {3, 1, 2}, "spend": {1, 2, 3}}, "stake", "spend")); len(rows) != 3 {
		t.Errorf("%v", rows)
	}
}

// TestQuantilesByPlaces: counting bits gives the quantiles of sorting, with ties, with undefined draws, and of one path.
func TestQuantilesByPlaces(t *testing.T) {
	g := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{1, 2, 63, 64, 65, 1000} {
		draws := map[string][]float64{}
		for range n {
			draws["smooth"] = append(draws["smooth"], g.NormFloat64())
			draws["atoms"] = append(draws["atoms"], float64(g.IntN(3)))
			draws["gaps"] = append(draws["gaps"], when(g.IntN(3) > 0, g.NormFloat64()))
			draws["nothing"] = append(draws["nothing"], math.NaN())
		}
		j, err := newJoint(together(draws, "smooth", "atoms", "gaps", "nothing"))
		if err != nil {
			t.Fatal(err)
		}
		places := make([]uint64, n/64+1)
		for m, metric := range j.metrics {
			for _, some := range [][]int32{j.order(0), j.order(0)[:(n+2)/3], j.order(0)[n-1:]} {
				var in []float64
				for _, i := range some {
					if v := j.draws[m][i]; finite(v) {
						in = append(in, v)
					}
				}
				slices.Sort(in)
				got := j.quantiles(m, some, places)
				for k, p := range []float64{0.05, 0.50, 0.95} {
					want := math.NaN()
					if len(in) > 0 {
						at := p * float64(len(in)-1)
						a, b := in[int(at)], in[min(int(at)+1, len(in)-1)]
						want = a + (b-a)*(at-math.Floor(at))
					}
					if !(math.Abs(got[k]-want) <= 1e-12) && (got[k] == got[k] || want == want) {
						t.Errorf("%s, %d of %d paths: the %v quantile is %v, want %v", metric.Name, len(some), n, p, got[k], want)
					}
				}
			}
		}
	}
}
