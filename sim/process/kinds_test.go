package process

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// a block of every law, whole enough to run
var examples = map[string]given{
	"constant": {say: map[string]string{"value": "5 GW"}},
	"gbm":      {say: map[string]string{"start": "$350bn", "drift": "15%/y", "volatility": "60%"}},
	"mean-reverting": {say: map[string]string{"start": "$12bn/GW/y", "level": "$9bn/GW/y", "half_life": "18 months",
		"volatility": "45%"}},
	"jump-diffusion": {say: map[string]string{"start": "$380bn", "drift": "25%/y", "volatility": "45%", "jump_rate": "50%/y",
		"jump_mean": "-25%", "jump_volatility": "20%"}},
	"schwartz-moon": {owner: "lab", say: map[string]string{"start": "$30bn", "growth": "100%/y", "growth_level": "7%/y",
		"growth_speed": "70%/y", "volatility": "35%", "volatility_level": "15%", "volatility_speed": "50%/y",
		"growth_volatility": "35%", "growth_volatility_speed": "50%/y"}},
	"multiple": {owner: "lab", others: map[string]func(int, int, int) float64{"lab.arr": func(_, _, step int) float64 { return 30 + float64(step) }},
		say: map[string]string{"start": "$380bn", "multiple_level": "7", "speed": "50%/y", "volatility": "40%"}},
	"curve": {say: map[string]string{"start": "62%", "level": "36%", "half_life": "18 months"}},
	"knots": {say: map[string]string{"noise": "40%", "half_life": "1y"},
		knots: map[string]map[float64]string{"knots": {0.25: "0.3 GW", 2: "1 GW"}}},
	"logistic":  {say: map[string]string{"cap": "5 GW", "speed": "90%/y", "midpoint": "4y"}},
	"two-state": {say: map[string]string{"off_rate": "10%/y", "on_rate": "100%/y"}},
	"poisson":   {say: map[string]string{"rate": "300%/y"}},
	"hazard":    {say: map[string]string{"rate": "35%/y"}},
	"regime-switching": {say: map[string]string{"start": "$380bn", "calm.drift": "30%/y", "calm.volatility": "35%", "calm.leave": "20%/y",
		"stress.drift": "-40%/y", "stress.volatility": "80%", "stress.leave": "100%/y"}},
	"student-t": {say: map[string]string{"start": "$380bn", "drift": "15%/y", "volatility": "60%"}},
	"garch": {say: map[string]string{"start": "$10bn/GW/y", "drift": "-3%/y", "volatility_level": "25%", "volatility": "40%",
		"alpha": "10%", "beta": "80%"}},
	"heston": {say: map[string]string{"start": "$380bn", "drift": "20%/y", "volatility": "50%", "volatility_level": "60%", "speed": "150%/y",
		"vol_of_variance": "60%"}, lean: map[[2]string]float64{{"", "variance"}: -0.7}},
	"cir":  {say: map[string]string{"start": "3%/y", "level": "4%/y", "speed": "50%/y", "volatility": "50%"}},
	"bass": {say: map[string]string{"market": "$400bn", "innovation": "3%/y", "imitation": "60%/y", "share": "2%", "volatility": "30%"}},
	"bootstrap": {say: map[string]string{"start": "$10bn/GW/y", "block": "4"},
		lists: map[string][]string{"changes": {"3%", "-1%", "-8%", "-12%", "2%", "5%", "-3%", "-6%"}}},
}

func TestEveryLawSaysWhatItIs(t *testing.T) {
	for _, name := range schema.Sorted(All()) {
		p := All()[name]
		if p.Name != name || p.Section != "process" || p.Build == nil {
			t.Errorf("%s is registered as %s.%s", name, p.Section, p.Name)
		}
		for what, text := range map[string]string{"Summary": p.Summary, "Why": p.Why, "Model": p.Model, "Step": p.Step,
			"Moments": p.Moments, "Limits": p.Limits, "Source": p.Source, "Checked": p.Checked, "Example": p.Example} {
			if text == "" {
				t.Errorf("%s has no %s", name, what)
			}
		}
		if !strings.Contains(p.Model, "Units:") {
			t.Errorf("%s does not say its units", name)
		}
		if !strings.Contains(p.Example, "process: "+name) {
			t.Errorf("the example of %s does not use it", name)
		}
		for _, f := range p.Fields {
			for _, f := range append(f.Fields, f) {
				if f.Help == "" {
					t.Errorf("%s.%s has no help", name, f.Name)
				}
			}
		}
		for _, o := range p.Outputs {
			if o.Label == "" || o.Help == "" {
				t.Errorf("output %q of %s has no label or no help", o.Suffix, name)
			}
		}
		if _, ok := examples[name]; !ok {
			t.Errorf("no test runs %s", name)
		}
	}
}

// TestCheckedNamesTests holds the field Checked to tests that exist.
func TestCheckedNamesTests(t *testing.T) {
	var source strings.Builder
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if strings.HasSuffix(f.Name(), "_test.go") {
			text, err := os.ReadFile(f.Name())
			if err != nil {
				t.Fatal(err)
			}
			source.Write(text)
		}
	}
	for name, p := range All() {
		tests := regexp.MustCompile(`Test\w+`).FindAllString(p.Checked, -1)
		if len(tests) == 0 {
			t.Errorf("%s names no test", name)
		}
		for _, test := range tests {
			if !strings.Contains(source.String(), "func "+test+"(t *testing.T)") {
				t.Errorf("%s names %s, which does not exist", name, test)
			}
		}
	}
}

func TestStepsAllocateNothing(t *testing.T) {
	for _, name := range schema.Sorted(examples) {
		g := examples[name]
		g.grid = quarters(1 << 12)
		w := build(t, name, g)
		w.begin(0)
		if n := testing.AllocsPerRun(20, func() {
			w.block.Step++
			w.run()
		}); n != 0 {
			t.Errorf("a step of %s allocates %g times", name, n)
		}
		if n := testing.AllocsPerRun(20, func() {
			for _, o := range w.starts {
				o(&w.block)
			}
		}); n != 0 {
			t.Errorf("a start of %s allocates %g times", name, n)
		}
	}
}

// TestPathsStartAfresh runs a block twice in the same memory.
func TestPathsStartAfresh(t *testing.T) {
	for _, name := range schema.Sorted(examples) {
		g := examples[name]
		g.grid = quarters(8)
		w := build(t, name, g)
		for suffix := range w.out {
			first := w.at(suffix, 8, 2)
			for i, v := range w.at(suffix, 8, 2) {
				if v != first[i] && (v == v || first[i] == first[i]) {
					t.Fatalf("%s: %q of path %d is %g, then %g", name, suffix, i, first[i], v)
				}
			}
		}
	}
}

// TestCompaniesMoveAfterShocks looks at the phases.
func TestCompaniesMoveAfterShocks(t *testing.T) {
	for _, name := range schema.Sorted(examples) {
		g := examples[name]
		g.grid = quarters(8)
		g.owner = "lab"
		if w := build(t, name, g); w.phase != program.Companies {
			t.Errorf("%s of a company moves when %s", name, w.phase)
		}
		if name == "multiple" { // it needs a company
			continue
		}
		g.owner = ""
		if w := build(t, name, g); w.phase != program.Drivers {
			t.Errorf("%s moves when %s", name, w.phase)
		}
	}
}

func TestCrossFieldRules(t *testing.T) {
	for _, c := range []struct {
		law   string
		say   map[string]string
		field string // the mistake's, "" for none
	}{
		{"curve", map[string]string{"start": "1", "level": "2", "speed": "50%/y"}, ""},
		{"curve", map[string]string{"start": "1", "level": "2"}, "half_life"},
		{"curve", map[string]string{"start": "1", "level": "2", "speed": "50%/y", "half_life": "1y"}, "half_life"},
		{"mean-reverting", map[string]string{"start": "1", "level": "2", "speed": "50%/y", "volatility": "10%"}, ""},
		{"mean-reverting", map[string]string{"start": "1", "level": "2", "speed": "50%/y"}, "volatility"},
		{"mean-reverting", map[string]string{"start": "1", "level": "2", "speed": "50%/y", "volatility": "10%", "deviation": "1"}, "deviation"},
		{"mean-reverting", map[string]string{"start": "-1", "level": "2", "speed": "50%/y", "volatility": "10%"}, "start"},
		{"mean-reverting", map[string]string{"on": "logit", "start": "40%", "level": "100%", "speed": "50%/y", "volatility": "10%"}, "level"},
		{"mean-reverting", map[string]string{"on": "logit", "start": "40%", "level": "38%", "speed": "50%/y", "volatility": "10%"}, ""},
		{"mean-reverting", map[string]string{"on": "level", "start": "-1", "level": "2", "speed": "50%/y", "deviation": "1"}, ""},
		{"mean-reverting", map[string]string{"on": "level", "start": "1", "level": "2", "speed": "50%/y"}, "deviation"},
		{"mean-reverting", map[string]string{"on": "level", "start": "1", "level": "2", "speed": "50%/y", "volatility": "10%"}, "volatility"},
		{"schwartz-moon", map[string]string{"start": "$1bn", "volatility": "10%", "volatility_level": "5%"}, "volatility_level"},
		{"schwartz-moon", map[string]string{"start": "$1bn", "volatility": "10%", "volatility_speed": "5%/y"}, "volatility_speed"},
		{"schwartz-moon", map[string]string{"start": "$0"}, "start"},
		{"multiple", map[string]string{"start": "$1bn", "multiple_level": "0", "speed": "5%/y"}, "multiple_level"},
		{"mean-reverting", map[string]string{"start": "1", "level": "2", "speed": "50%/y", "volatility": "10%", "risk_premium": "0.5"}, ""},
		{"mean-reverting", map[string]string{"on": "logit", "start": "40%", "level": "38%", "speed": "50%/y", "volatility": "10%", "risk_premium": "0.5"}, "risk_premium"},
		{"knots", map[string]string{"noise": "10%", "half_life": "1y"}, ""},
		{"knots", map[string]string{"noise": "10%"}, "half_life"},
		{"knots", map[string]string{"speed": "50%/y"}, "speed"},
		{"cir", map[string]string{"start": "0%", "level": "4%", "speed": "50%/y", "volatility": "50%"}, ""},
		{"cir", map[string]string{"start": "3%", "level": "0%", "speed": "50%/y", "volatility": "50%"}, "level"},
		{"cir", map[string]string{"start": "3%", "level": "4%", "volatility": "50%"}, "half_life"},
		{"heston", map[string]string{"start": "3%", "volatility": "40%"}, "half_life"},
		{"garch", map[string]string{"alpha": "20%", "beta": "79%"}, ""},
		{"garch", map[string]string{"alpha": "20%", "beta": "80%"}, "beta"},
		{"hazard", map[string]string{}, "rate"},
		{"hazard", map[string]string{"rate": "5%/y"}, ""},
		{"hazard", map[string]string{"rate": "5%/y", "rates": "{1: 5%/y}"}, "rates"},
	} {
		p := All()[c.law]
		rules := p.Check(query{kind: &p.Kind, given: given{say: c.say}})
		switch {
		case c.field == "" && len(rules) > 0:
			t.Errorf("%s %v: %s", c.law, c.say, rules[0].Wrong)
		case c.field != "" && len(rules) != 1:
			t.Errorf("%s %v: %d mistakes, want one at %s", c.law, c.say, len(rules), c.field)
		case c.field != "" && (rules[0].Field != c.field || rules[0].Wrong == "" || rules[0].Remedy == ""):
			t.Errorf("%s %v: %+v, want a mistake at %s", c.law, c.say, rules[0], c.field)
		}
	}
}

func TestFieldsOfMoneyAndTime(t *testing.T) {
	p := All()["schwartz-moon"]
	for field, want := range map[string]unit.Dim{"start": unit.Money, "growth": unit.Rate, "growth_volatility": unit.Number} {
		if got := p.Field(field).Dim; got != want {
			t.Errorf("%s is %s, want %s", field, got, want)
		}
	}
}

// TestNothingIsFused reads the assembly: a product that is added must be rounded first, on processors that could fuse;
// and no exponential, logarithm or power is package math's.
func TestNothingIsFused(t *testing.T) {
	if testing.Short() {
		t.Skip("builds for two architectures")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	fused := regexp.MustCompile(`\b(VFN?M(ADD|SUB)\d*[SP]D|FN?M(ADD|SUB)D?)\b`)
	foreign := regexp.MustCompile(`CALL\s+math\.(\w*[eE]xp\w*|\w*[lL]og\w*|\w*[pP]ow\w*)\(`)
	const pkg = "dealsim/sim/process"
	for _, env := range [][]string{{"GOARCH=arm64"}, {"GOARCH=amd64", "GOAMD64=v3"}} {
		cmd := exec.Command("go", "build", "-gcflags="+pkg+"=-S", pkg)
		cmd.Env = append(os.Environ(), append(env, "CGO_ENABLED=0")...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if !strings.Contains(string(out), "TEXT") {
			t.Fatalf("no assembly to read for %v", env)
		}
		for line := range strings.Lines(string(out)) {
			if fused.MatchString(line) || foreign.MatchString(line) {
				t.Errorf("%v: %s", env, strings.TrimSpace(line))
			}
		}
	}
}

// BenchmarkPaths is a block of 256 paths of 40 quarters, without the cost of its normals.
func BenchmarkPaths(b *testing.B) {
	for _, name := range schema.Sorted(examples) {
		b.Run(name, func(b *testing.B) {
			g := examples[name]
			g.grid = quarters(40)
			w := build(b, name, g)
			for b.Loop() {
				w.begin(0)
				for range 40 {
					w.block.Step++
					w.run()
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/256/40, "ns/path-step")
		})
	}
}
