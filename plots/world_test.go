package plots

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"dealsim/sim/result"
	"dealsim/sim/stats"
	"dealsim/sim/unit"
)

// deal is a made-up deal of the tests: a company grows, tranches wait for its revenue, and it spends at a cloud.
type deal struct {
	paths, steps, tranches int
	name                   string // of the company
	value, growth, sigma   float64
	zero                   bool // nothing ever happens
	annual                 bool // the commitment is by year
	multi                  bool // a second investor and a second commitment
}

var usual = deal{paths: 20000, steps: 40, tranches: 4, name: "anthropic", value: 380, growth: 0.25, sigma: 0.35}

// simulate makes the result of a deal; the same each time.
func (d deal) simulate() *result.Result {
	rng := rand.New(rand.NewPCG(1, 2))
	cal := unit.Calendar{AsOf: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), PerYear: 4, Steps: d.steps}
	r := &result.Result{
		Name: "amazon-" + d.name + "-2026", Hash: "1f3c9b2e" + strings.Repeat("0", 56), Engine: "0.1.0",
		Seed: 42, Paths: d.paths, AsOf: cal.AsOf,
	}
	for q := 0; q <= d.steps; q++ {
		r.Dates, r.Years = append(r.Dates, cal.Date(q)), append(r.Years, cal.Years(q))
	}
	value, arr := make([][]float64, d.steps+1), make([][]float64, d.steps+1)
	spend, spent, floor := make([][]float64, d.steps+1), make([][]float64, d.steps+1), make([][]float64, d.steps+1)
	invested := make([][]float64, d.steps+1)
	triggered := make([][][]float64, d.tranches)
	for i := range triggered {
		triggered[i] = make([][]float64, d.steps+1)
	}
	for q := range value {
		for _, s := range []*[]float64{&value[q], &arr[q], &spend[q], &spent[q], &floor[q], &invested[q]} {
			*s = make([]float64, d.paths)
		}
		for i := range triggered {
			triggered[i][q] = make([]float64, d.paths)
		}
		for p := range d.paths {
			scale := d.value / 380
			switch {
			case d.zero:
				continue
			case q == 0:
				value[q][p], arr[q][p] = d.value, 30*scale
			default:
				z := rng.NormFloat64()
				value[q][p] = value[q-1][p] * math.Exp((d.growth-d.sigma*d.sigma/2)/4+d.sigma*math.Sqrt(0.25)*z)
				arr[q][p] = arr[q-1][p] * math.Exp(0.05+0.7*d.sigma*math.Sqrt(0.25)*(0.6*z+0.8*rng.NormFloat64()))
				spend[q][p] = math.Min(arr[q][p]*0.05, 4*scale)
				spent[q][p] = spent[q-1][p] + spend[q][p]
			}
			floor[q][p] = math.Min(100, float64(q)*2.5) * scale
			for i := range triggered {
				triggered[i][q][p] = 0
				if q > 0 {
					triggered[i][q][p] = triggered[i][q-1][p]
				}
				if arr[q][p] >= (30+35*float64(i))*scale && triggered[i][q][p] == 0 {
					triggered[i][q][p] = 1
					invested[q][p] += 5 * scale
				}
			}
		}
	}
	series := func(name string, dim unit.Dim, flow bool, values [][]float64) {
		s := result.Series{Name: name, Dim: dim, Flow: flow}
		for _, v := range values {
			s.At = append(s.At, sampled(v))
		}
		r.Series = append(r.Series, s)
	}
	metric := func(name string, values []float64) string {
		r.Metrics = append(r.Metrics, result.Metric{Name: name, Dim: unit.Money, Sample: sampled(values)})
		return name
	}
	series(d.name+".arr", unit.Money.Over(unit.Years), false, arr)
	series(d.name+".value", unit.Money, false, value)
	series("amazon.invested", unit.Money, true, invested)
	for i := range triggered {
		id := fmt.Sprintf("target-%d", i+1)
		if len(d.name) > 30 {
			id += "-" + d.name
		}
		series(id+".triggered", unit.Bool, false, triggered[i])
		r.Tranches = append(r.Tranches, result.Tranche{ID: id, Investor: "amazon", Company: d.name, Conditional: true, Triggered: id + ".triggered"})
	}
	c := result.Commitment{ID: "aws", Buyer: d.name, Seller: "amazon", Cumulative: !d.annual,
		SpendToDate: "aws.spend_to_date", FloorToDate: "aws.floor_to_date", Spend: "aws.spend"}
	series(c.SpendToDate, unit.Money, false, spent)
	series(c.FloorToDate, unit.Money, false, floor)
	series(c.Spend, unit.Money, true, spend)
	c.Floor = metric("aws_floor", floor[d.steps])
	for k := 0; k*4 < d.steps; k++ {
		year, floors := make([]float64, d.paths), make([]float64, d.paths)
		for q := 4*k + 1; q <= min(4*k+4, d.steps); q++ {
			for p := range year {
				year[p] += spend[q][p]
				floors[p] += floor[q][p] - floor[q-1][p]
			}
		}
		c.Years = append(c.Years, result.CommitmentYear{
			Spend: metric(fmt.Sprintf("aws_spend_y%d", k+1), year), Floor: metric(fmt.Sprintf("aws_floor_y%d", k+1), floors)})
	}
	r.Commitments = []result.Commitment{c}
	metric("aws_spend_total", spent[d.steps])
	stake := make([]float64, d.paths)
	for p := range stake {
		stake[p] = value[d.steps][p] * 0.02 * (2 + float64(p%5))
		if d.tranches > 0 && triggered[0][d.steps][p] == 0 {
			stake[p] = 0
		}
	}
	metric("amazon_stake_value_10y", stake)
	for p := range stake {
		stake[p] = value[d.steps/2][p]*0.12 - 0.1*d.value
	}
	metric("amazon_stake_value_5y", stake)
	return r
}

func sampled(values []float64) *stats.Sample {
	s := stats.NewSample(9)
	s.Add(values)
	return s
}

// figure finds one by name.
func figure(figures []Figure, name string) *Figure {
	for i := range figures {
		if figures[i].Name == name {
			return &figures[i]
		}
	}
	return nil
}

// odd are results at the edge of what can be drawn.
func odd() map[string]*result.Result {
	with := func(change func(*deal)) *result.Result {
		d := usual
		d.paths = 400
		change(&d)
		return d.simulate()
	}
	long := strings.Repeat("a-very-long-name-of-a-company-", 5)
	return map[string]*result.Result{
		"usual":     with(func(d *deal) {}),
		"zero":      with(func(d *deal) { d.zero = true }),
		"constant":  with(func(d *deal) { d.sigma = 0; d.growth = 0 }),
		"one-step":  with(func(d *deal) { d.steps = 1 }),
		"months":    with(func(d *deal) { d.steps = 3 }),
		"one-path":  with(func(d *deal) { d.paths = 1 }),
		"long":      with(func(d *deal) { d.name = long; d.tranches = 8 }),
		"twelve":    with(func(d *deal) { d.tranches = 12 }),
		"huge":      with(func(d *deal) { d.value = 5e5 }),
		"tiny":      with(func(d *deal) { d.value = 0.003 }),
		"annual":    with(func(d *deal) { d.annual = true }),
		"far":       with(func(d *deal) { d.steps = 160; d.growth = 0.1 }),
		"wild":      with(func(d *deal) { d.sigma = 1.5 }),
		"negative":  negative(with(func(d *deal) {})),
		"ruin":      ruin(with(func(d *deal) {})),
		"narrow":    narrow(with(func(d *deal) {})),
		"sure":      sure(with(func(d *deal) { d.tranches = 3 })),
		"undefined": undefined(with(func(d *deal) {})),
	}
}

// negative turns all values of the company and half of its stake below zero.
func negative(r *result.Result) *result.Result {
	for i := range r.Series {
		if s := &r.Series[i]; strings.HasSuffix(s.Name, ".value") {
			for q := range s.At {
				s.At[q] = sampled([]float64{-5, -3 - float64(q), -1, 2, float64(q)})
			}
		}
	}
	return r
}

// ruin makes a tenth of the company's paths worth nothing, the later the more.
func ruin(r *result.Result) *result.Result {
	for i := range r.Series {
		if s := &r.Series[i]; strings.HasSuffix(s.Name, ".value") {
			for q := range s.At {
				if q > 5 {
					s.At[q].Add(make([]float64, q))
				}
			}
		}
	}
	return r
}

// narrow makes metrics whose values are nearly equal.
func narrow(r *result.Result) *result.Result {
	for i := range r.Metrics {
		values := make([]float64, 400)
		for p := range values {
			values[p] = 100 + 0.005*float64(p%17)
		}
		r.Metrics[i].Sample = sampled(values)
	}
	return r
}

// sure makes tranches of probability 1, 0 and one half.
func sure(r *result.Result) *result.Result {
	for i, t := range r.Tranches {
		s := r.SeriesOf(t.Triggered)
		for q := range s.At {
			s.At[q] = sampled([][]float64{{1, 1, 1, 1}, {0, 0, 0, 0}, {0, 1, 0, 1}}[i])
		}
	}
	return r
}

// undefined leaves holes in the series and the metrics.
func undefined(r *result.Result) *result.Result {
	hole := sampled([]float64{math.NaN(), math.NaN()})
	for i := range r.Series {
		for q := range r.Series[i].At {
			if q%7 == 3 || q > 36 {
				r.Series[i].At[q] = hole
			}
		}
	}
	for i := range r.Metrics {
		if strings.HasSuffix(r.Metrics[i].Name, "_10y") {
			r.Metrics[i].Sample.Add([]float64{math.NaN(), math.NaN(), math.Inf(1)})
		} else if strings.HasSuffix(r.Metrics[i].Name, "_5y") {
			r.Metrics[i].Sample = hole
		}
	}
	return r
}
