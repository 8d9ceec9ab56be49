package engine

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dealsim/sim/clause"
	"dealsim/sim/dist"
	"dealsim/sim/metric"
	"dealsim/sim/process"
	"dealsim/sim/result"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// Known answers, through scenario files: what a file in testdata/validation comes to is held against a number that is
// known from elsewhere, to within five standard errors, or to 1e-9 where nothing is random. The same check on a file
// with one thing changed must fail, which shows that it could.

// seed is of every run; with it, a check is right or wrong for good.
const seed = 20260420

// reach is how many standard errors an answer may be off: by chance once in 1.7 million checks.
const reach = 5

// exact is how far off, in proportion, an answer may be that nothing random goes into.
const exact = 1e-9

// known is a scenario file with what it must come to.
type known struct {
	file    string
	set     []string // changes that make the file another known case
	paths   int
	answers []answer
	wrong   []change // what must break the answers; an answer without a name is broken by the first
}

// change is something else that is said in the file.
type change struct {
	name string
	set  []string
}

// answer is one number that a run must come to.
type answer struct {
	of    string  // the metric, or the series
	what  string  // which number of it
	p     float64 // of a quantile or a tail
	step  int     // of a series
	want  float64
	error float64 // standard error of want, when it is an estimate itself
	bias  float64 // how far off a scheme is known to be
	terms string  // of a tail: the metric that says how far beyond the quantile a value is
	by    string  // the change that breaks it
}

// mean is the mean of a metric that is defined on every path.
func mean(of string, want float64) answer { return answer{of: of, what: "mean", want: want} }

// meanWhere is the mean of a metric over the paths on which it is defined.
func meanWhere(of string, want float64) answer {
	return answer{of: of, what: "mean where defined", want: want}
}

// quantile is the value that a share p of the paths are below.
func quantile(of string, p, want float64) answer {
	return answer{of: of, what: fmt.Sprintf("q%02.0f", 100*p), p: p, want: want}
}

// lowest is the mean of the lowest share p; terms is the metric max(0, quantile - value), highest the other way round.
func lowest(of string, p, want float64, terms string) answer {
	return answer{of: of, what: fmt.Sprintf("mean of the lowest %.0f%%", 100*p), p: p, want: want, terms: terms}
}

func highest(of string, p, want float64, terms string) answer {
	return answer{of: of, what: fmt.Sprintf("mean of the highest %.0f%%", 100*p), p: p, want: want, terms: terms}
}

// rise is the share of paths on which a series goes from 0 to 1 in a step.
func rise(of string, step int, want float64) answer {
	return answer{of: of, what: fmt.Sprintf("rise in step %d", step), step: step, want: want}
}

// always is the value of a metric on every path.
func always(of string, want float64) answer { return answer{of: of, what: "value", want: want} }

// never is a metric that is undefined on every path.
func never(of string) answer { return answer{of: of, what: "share undefined", want: 1} }

// unless names the change that breaks the answer.
func (a answer) unless(change string) answer { a.by = change; return a }

// within allows for a known bias; estimated says that the answer has a standard error of its own.
func (a answer) within(bias float64) answer  { a.bias = bias; return a }
func (a answer) estimated(se float64) answer { a.error = se; return a }

// look is an answer held against a run: what it came to, how far that is off, and whether it will do. off is in
// standard errors, or in proportion where nothing is random.
func (a answer) look(t *testing.T, r *result.Result) (got, off float64, ok bool) {
	if strings.HasPrefix(a.what, "rise") {
		at := r.SeriesOf(a.of).At
		got = at[a.step].Mean - at[a.step-1].Mean
		return a.compare(got, math.Sqrt(a.want*(1-a.want)/float64(r.Paths)), 0)
	}
	m := r.Metric(a.of)
	if m == nil {
		t.Fatalf("no metric is called %s", a.of)
	}
	s, n := m.Sample, float64(r.Paths)
	if gone := s.Undefined + s.Infinite; a.what != "mean where defined" && a.what != "share undefined" && gone > 0 {
		t.Logf("%s is undefined on %d of %d paths", a.of, gone, r.Paths)
		return math.NaN(), math.Inf(1), false
	}
	switch {
	case a.what == "value":
		got = s.Min
		if math.Abs(s.Max-a.want) > math.Abs(s.Min-a.want) {
			got = s.Max
		}
		off = math.Abs(got-a.want) / max(math.Abs(a.want), 1e-300)
		if a.want == 0 {
			off = math.Abs(got)
		}
		return got, off, off <= exact
	case a.what == "share undefined":
		got = float64(s.Undefined) / n
		return got, 1 - got, got == 1
	case a.terms != "":
		got = s.TailMean(a.p)
		if strings.Contains(a.what, "highest") {
			got = s.UpperTailMean(a.p)
		}
		// the mean beyond a quantile is that of q ± max(0, ±(X-q))/p, whatever the error of q
		return a.compare(got, r.Metric(a.terms).Sample.MCSE()/a.p, math.Ldexp(math.Abs(a.want), -metricBits))
	case a.p != 0:
		// in shares of paths: a share below the wanted value is binomial; a bucket's share is not told apart
		width := math.Ldexp(math.Abs(a.want), -metricBits)
		share, bucket := s.CDF(a.want), (s.CDF(a.want+width)-s.CDF(a.want-width))/2
		b := answer{want: a.p}
		_, off, ok = b.compare(share, math.Sqrt(a.p*(1-a.p)/n), bucket)
		return s.Quantile(a.p), off, ok
	case m.Dim == unit.Bool:
		return a.compare(s.Mean, math.Sqrt(a.want*(1-a.want)/n), 0)
	}
	return a.compare(s.Mean, s.MCSE(), 0)
}

// compare is how many standard errors a number is from what is wanted, beyond what the histogram cannot tell apart
// and a known bias.
func (a answer) compare(got, se, width float64) (float64, float64, bool) {
	se = math.Hypot(se, a.error)
	off := max(0, math.Abs(got-a.want)-width-a.bias) / se
	if se == 0 {
		off = 0
		if got != a.want {
			off = math.Inf(1)
		}
	}
	return got, off, off <= reach
}

// simulate runs a file of testdata/validation with changes, and records the metrics and the series that answers name.
func simulate(t *testing.T, file string, paths int, answers []answer, set ...string) *result.Result {
	t.Helper()
	s, m, err := scenario.Read(filepath.Join("testdata", "validation", file+".yaml"), Language(), scenario.Options{Set: set})
	if err != nil {
		t.Fatal(err)
	}
	var p *Program
	if s != nil {
		p = Compile(s, m, seed)
	}
	if p == nil {
		var text strings.Builder
		m.Print(&text)
		t.Fatal(text.String())
	}
	p.series = slices.DeleteFunc(p.series, func(s seriesColumn) bool { // most of the time goes into recording them
		return !slices.ContainsFunc(answers, func(a answer) bool { return a.of == s.name })
	})
	x, err := p.Run(context.Background(), Options{Paths: paths, Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	return x.Result("test")
}

// TestKnownAnswers runs every file as it is, and with every change that must break it. With -v it prints the answers:
// what is wanted, what came out, how far off that is, and how far off it is with the change.
func TestKnownAnswers(t *testing.T) {
	for _, k := range knownAnswers {
		t.Run(strings.Join(append([]string{k.file}, k.set...), " "), func(t *testing.T) {
			t.Parallel()
			r := simulate(t, k.file, k.paths, k.answers, k.set...)
			broken := map[string]*result.Result{}
			for _, c := range k.wrong {
				broken[c.name] = simulate(t, k.file, k.paths, k.answers, append(append([]string{}, k.set...), c.set...)...)
			}
			for _, a := range k.answers {
				got, off, ok := a.look(t, r)
				if a.by == "" {
					a.by = k.wrong[0].name
				}
				if broken[a.by] == nil {
					t.Fatalf("%s: no change is called %q", a.of, a.by)
				}
				bad, badOff, badOK := a.look(t, broken[a.by])
				row := fmt.Sprintf("%-24s %-22s want %-16.12g got %-14.9g off %-8.2g | %s: %.9g off %.3g", a.of, a.what, a.want, got, off, a.by, bad, badOff)
				switch {
				case !ok:
					t.Errorf("WRONG   %s", row)
				case badOK:
					t.Errorf("BLIND   %s", row)
				default:
					t.Log(row)
				}
			}
		})
	}
}

// TestValidationFiles holds the folder against the table, and both against what the texts of the kinds say is checked.
func TestValidationFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "validation", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	run := map[string]bool{}
	for _, k := range knownAnswers {
		run[k.file+".yaml"] = true
	}
	for _, f := range files {
		if !run[filepath.Base(f)] {
			t.Errorf("%s: nothing runs it", f)
		}
		if text, err := os.ReadFile(f); err != nil || !strings.HasPrefix(string(text), "# ") {
			t.Errorf("%s: does not begin with the law that it checks (%v)", f, err)
		}
	}
	cited := regexp.MustCompile(`validation/([a-z0-9-]+\.yaml)`)
	check := func(k *schema.Kind) {
		for _, m := range cited.FindAllStringSubmatch(k.Checked, -1) {
			if !run[m[1]] {
				t.Errorf("%s %s is said to be checked by %s, which nothing runs", k.Section, k.Name, m[0])
			}
		}
	}
	for _, x := range clause.All() {
		check(&x.Kind)
	}
	for _, x := range process.All() {
		check(&x.Kind)
	}
	for _, x := range metric.All() {
		check(&x.Kind)
	}
	for _, x := range dist.Families() {
		check(&x.Kind)
	}
	for _, x := range functions {
		check(&x.Kind)
	}
}
