package engine

import (
	"context"
	"dealsim/scenarios"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dealsim/sim/clause"
	"dealsim/sim/dist"
	"dealsim/sim/metric"
	"dealsim/sim/process"
	"dealsim/sim/schema"
)

// everyKind is all kinds that a scenario can name, by what they are.
func everyKind() map[string]map[string]*schema.Kind {
	out := map[string]map[string]*schema.Kind{"process": {}, "clause": {}, "metric": {}, "function": {}, "distribution": {}}
	for name, p := range process.All() {
		out["process"][name] = &p.Kind
	}
	for name, c := range clause.All() {
		out["clause"][name] = &c.Kind
	}
	for name, m := range metric.All() {
		out["metric"][name] = &m.Kind
	}
	for name, f := range functions {
		out["function"][name] = &f.Kind
	}
	for name, f := range dist.Families() {
		out["distribution"][name] = &f.Kind
	}
	return out
}

// eachKind visits every kind of every registry.
func eachKind(t *testing.T, visit func(t *testing.T, what string, k *schema.Kind)) {
	for what, kinds := range everyKind() {
		if len(kinds) < 5 {
			t.Errorf("only %d of kind %s", len(kinds), what)
		}
		for _, name := range schema.Sorted(kinds) {
			t.Run(what+"/"+name, func(t *testing.T) { visit(t, what, kinds[name]) })
		}
	}
}

// saysWithout is how the help of a field without a default says what holds where it is left out.
var saysWithout = regexp.MustCompile(`(?i)unless|without|need|in place of|for the reader`)

// TestEveryKindIsExplained wants the texts that explain prints: of a function what it does, why it is used and what it
// gives; of all others also where it comes from and what holds it; of a clause who pays whom and a step by hand.
func TestEveryKindIsExplained(t *testing.T) {
	eachKind(t, func(t *testing.T, what string, k *schema.Kind) {
		texts := map[string]string{"Summary": k.Summary, "Model": k.Model, "Example": k.Example}
		texts["Why"] = k.Why
		if what != "function" {
			texts["Source"], texts["Checked"] = k.Source, k.Checked
		}
		switch what {
		case "clause":
			texts["Posts"], texts["ByHand"] = k.Posts, k.ByHand
		case "metric":
			texts["About"], texts["Value"] = k.About, k.Value
		case "function", "distribution":
			texts["Value"] = k.Value
		}
		if what == "process" || what == "clause" {
			texts["Step"], texts["Limits"] = k.Step, k.Limits
		}
		for name, text := range texts {
			if strings.TrimSpace(text) == "" {
				t.Errorf("no %s", name)
			}
			if text != strings.TrimSpace(text) && name != "Example" {
				t.Errorf("%s begins or ends with a space: %q", name, text)
			}
		}
		var fields func(path string, list []schema.Field)
		fields = func(path string, list []schema.Field) {
			for _, f := range list {
				if f.Help == "" {
					t.Errorf("field %s%s has no help", path, f.Name)
				}
				if what != "distribution" && !f.Required && f.Default == "" && !saysWithout.MatchString(f.Help) {
					t.Errorf("field %s%s does not say what holds where it is left out: %s", path, f.Name, f.Help)
				}
				if f.Form == schema.Choice && len(f.Choices) == 0 {
					t.Errorf("field %s%s has no choices", path, f.Name)
				}
				fields(path+f.Name+".", f.Fields)
			}
		}
		fields("", k.Fields)
		for _, o := range k.Outputs {
			if o.Help == "" {
				t.Errorf("output %q has no help", o.Suffix)
			}
		}
	})
}

// testsOfTheRepository are the names of all Go tests.
func testsOfTheRepository(t *testing.T) map[string]bool {
	t.Helper()
	tests := map[string]bool{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, x := range file.Decls {
			if f, ok := x.(*ast.FuncDecl); ok && f.Recv == nil && strings.HasPrefix(f.Name.Name, "Test") {
				tests[f.Name.Name] = true
			}
		}
		return nil
	})
	if err != nil || len(tests) < 100 {
		t.Fatal("no tests found", err)
	}
	return tests
}

// TestWhatIsCheckedExists holds the tests and files that a Checked text names against the repository.
func TestWhatIsCheckedExists(t *testing.T) {
	tests := testsOfTheRepository(t)
	name, file := regexp.MustCompile(`\bTest\w+`), regexp.MustCompile(`validation/[\w.-]+\.yaml`)
	eachKind(t, func(t *testing.T, what string, k *schema.Kind) {
		if what == "function" && k.Checked == "" {
			return
		}
		found := name.FindAllString(k.Checked, -1)
		files := file.FindAllString(k.Checked, -1)
		if len(found)+len(files) == 0 {
			t.Errorf("names no test: %q", k.Checked)
		}
		for _, n := range found {
			if !tests[n] {
				t.Errorf("there is no %s", n)
			}
		}
		for _, f := range files {
			if _, err := os.Stat(filepath.Join("testdata", f)); err != nil {
				t.Errorf("there is no %s", f)
			}
		}
	})
}

// around is what examples of clauses and functions name: a laboratory, its chips, its contract.
var around = []struct{ section, text string }{
	{"companies", "companies:\n  anthropic: {revenue: {process: schwartz-moon, start: $30bn, growth: 100%/y, growth_level: 7%/y, growth_speed: 70%/y, volatility: 30%}, value: {process: gbm, start: $380bn, volatility: 50%}, compute: {share_of_revenue: 60%}, cash: {start: $40bn}}\n"},
	{"capacity", "capacity:\n  trainium: {cap: 5 GW, ramp: {2026-Q2: 0.3 GW}, price: $10bn/GW/y}\n"},
	{"commitments", "commitments:\n  aws: {buyer: anthropic, seller: amazon, floor: $100bn, term: 10y, share: 40%, capacity: trainium}\n"},
	{"tranches", "tranches:\n  target: {investor: amazon, into: anthropic, amount: $5bn, when: anthropic.arr >= $60bn}\n"},
}

// example puts an example into the least deal around it: for a process none, since its example is a section of a file.
func example(what string, k *schema.Kind) string {
	text := "scenario: an example\nas_of: 2026-04-20\nhorizon: 10y\n"
	switch what {
	case "process":
		return text + k.Example
	case "distribution":
		return text + "quantities:\n  x: example\ninputs:\n  example: {value: " + strings.TrimSpace(k.Example) + ", status: assumed}\n"
	}
	for _, a := range around {
		if what != "clause" || a.section != k.Section {
			text += a.text
		}
	}
	if what == "clause" {
		return text + k.Section + ":\n  " + strings.ReplaceAll(strings.TrimSpace(k.Example), "\n", "\n  ") + "\n"
	}
	return text + "quantities:\n  unmet: aws.unmet\n  deal_flow: aws.spend - target.paid\nmetrics:\n  example: " + k.Example + "\n"
}

// TestEveryExampleRuns puts each example into the least deal around it, and runs that. What a metric gives begins with
// the unit that it has in the shipped deals.
func TestEveryExampleRuns(t *testing.T) {
	units := map[string]string{}
	for _, file := range scenarios.Names() {
		for _, m := range shipped(t, file, 1).metrics {
			units[m.name] = m.dim.Symbol()
		}
	}
	words := map[string]string{"1": "plain number"}
	eachKind(t, func(t *testing.T, what string, k *schema.Kind) {
		if what == "metric" { // its example is its name in the shipped deal
			is, known := units[k.Example]
			if !known {
				t.Errorf("no shipped deal has a metric %s", k.Example)
			}
			if words[is] != "" {
				is = words[is]
			}
			if !regexp.MustCompile(`^` + regexp.QuoteMeta(is) + `\b`).MatchString(k.Value) {
				t.Errorf("%s is in %s, but is said to give %s", k.Example, is, k.Value)
			}
			return
		}
		if _, err := deal(t, example(what, k)).Run(context.Background(), Options{Paths: 256}); err != nil {
			t.Error(err)
		}
	})
}
