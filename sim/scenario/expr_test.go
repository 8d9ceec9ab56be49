package scenario

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/expr-lang/expr/parser"

	"dealsim/sim/unit"
)

var deal = unit.Calendar{AsOf: time.Date(2026, 4, 20, 0, 0, 0, 0, time.UTC), PerYear: 4, Steps: 40}

func parsed(t *testing.T, text string) *Expr {
	t.Helper()
	m := &Mistakes{}
	e := ParseExpression(text, deal, m)
	if e == nil {
		t.Fatalf("%s: %v", text, m)
	}
	return e
}

// TestExpressionsMeanWhatTheySay holds precedence, units and what counts as one word.
func TestExpressionsMeanWhatTheySay(t *testing.T) {
	for text, want := range map[string]string{
		"a + b * c":                   "+(a, *(b, c))",
		"(a + b) * c":                 "*(+(a, b), c)",
		"a - b - c":                   "-(-(a, b), c)",
		"a / b / c":                   "/(/(a, b), c)",
		"-a ^ 2":                      "neg(^(a, 2))",
		"a ** 2":                      "^(a, 2)",
		"a - -b":                      "-(a, neg(b))",
		"a > 1 and b < 2 or c":        "or(and(>(a, 1), <(b, 2)), c)",
		"not (a > 1)":                 "not(>(a, 1))",
		"1 < a < 5":                   "and(<(1, a), <(a, 5))",
		"target-1.paid - target-2":    "-(target-1.paid, target-2)",
		"a-b":                         "a-b",
		"a -b":                        "-(a, b)",
		"$5bn + $350m":                "+($5bn, $350m)",
		"$2.5 billion":                "$2.5 billion",
		"2 quarters + 18 months":      "+(2 quarters, 18 months)",
		"2quarters":                   "2quarters",
		"5 GW * $10bn/GW/y":           "*(5 GW, $10bn/GW/y)",
		"$10bn / GW / y * x":          "*($10bn / GW / y, x)",
		"5 / x":                       "/(5, x)",
		"15%/y * t":                   "*(15%/y, t)",
		"max(a, b, $0)":               "max(a, b, $0)",
		"held(a > 1, 2 quarters)":     "held(>(a, 1), 2 quarters)",
		"1e3 + .5":                    "+(1e3, .5)",
		"date >= 2026-06-30":          ">=(date, 2026-06-30)",
		"date >= 2026-Q2":             ">=(date, 2026-Q2)",
		"at(x, 2026-06)":              "at(x, 2026-06)",
		"a\n\t+ b":                    "+(a, b)",
		"prob(total(aws.paid) > $0)":  "prob(>(total(aws.paid), $0))",
		"12%/y effective * t":         "*(12%/y effective, t)",
		"x and not y":                 "and(x, not(y))",
		"10bn_of_money":               "",
		"a ? b : c":                   "",
		"a | b":                       "",
		"a[1]":                        "",
		"a.b(c).d":                    "",
		"$5 - bn(":                    "",
		"f(a":                         "",
		"a b":                         "",
		"5 5":                         "",
		"a ..b":                       "",
		"{}":                          "",
		"a in b":                      "",
		"#x":                          "",
		"let a = 1; a":                "",
		"a matches b":                 "",
		strings.Repeat("(", 41) + "a": "",
	} {
		m := &Mistakes{}
		got := ""
		if e := ParseExpression(text, deal, m); e != nil {
			got = e.Canonical()
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q (%v)", text, got, want, m)
		}
		if want == "" && m.Count() != 1 {
			t.Errorf("%q makes %d mistakes, want 1", text, m.Count())
		}
	}
}

// TestPartsOfAnExpressionHaveColumns holds where each part stands, and its text.
// TestANameAloneIsAsTheParserReadsIt holds what is read without the parser against what the parser makes of it: the same
// tree, with the same text and place. All else is left to the parser.
func TestANameAloneIsAsTheParserReadsIt(t *testing.T) {
	for _, text := range []string{"a", " target-1.paid ", "$5bn", "12%/y effective", "2026-Q2", "5 GW", "\n\ta\n", "in", "true", "1e3"} {
		at := Place{File: &File{Name: "deal", Lines: strings.Split(text, "\n")}, Line: 1, Col: 1, Width: len(text)}.within(text)
		r := &reader{m: &Mistakes{}, calendar: deal}
		masked, tokens, ok := r.mask(text, at, "")
		if !ok {
			t.Fatalf("%q: %v", text, r.m)
		}
		tree, err := parser.Parse(masked)
		if err != nil {
			t.Fatal(err)
		}
		c := grower{r, tokens, text, at, ""}
		got, want := c.alone(), c.convert(tree.Node)
		if got == nil {
			t.Errorf("%q is left to the parser", text)
			continue
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%q is %+v, and the parser makes %+v of it", text, got, want)
		}
	}
	for _, text := range []string{"-a", "a + b", "f(a)", "f()", "f(a,)", "f(a b)", "f(-a)", "f(g(a))", "f(a)(b)", "(a)", "a b", "f(a", "f a)", "$5bn(a)", "f(a) + b", ""} {
		r := &reader{m: &Mistakes{}, calendar: deal}
		if _, tokens, ok := r.mask(text, Place{}, ""); ok {
			if c := (grower{r, tokens, text, Place{}, ""}); c.alone() != nil {
				t.Errorf("%q is read without the parser", text)
			}
		}
	}
}

func TestPartsOfAnExpressionHaveColumns(t *testing.T) {
	var got []string
	parsed(t, "(a + $2.5bn) * max(lab.arr, 5 GW / (b - 1)) >= -c").Walk(func(e *Expr) {
		got = append(got, fmt.Sprintf("%d+%d %s", e.Col, e.Width, e.Text))
	})
	want := []string{
		"45+2 (a + $2.5bn) * max(lab.arr, 5 GW / (b - 1)) >= -c",
		"14+1 (a + $2.5bn) * max(lab.arr, 5 GW / (b - 1))",
		"4+1 a + $2.5bn",
		"2+1 a",
		"6+6 $2.5bn",
		"16+3 max(lab.arr, 5 GW / (b - 1))",
		"20+7 lab.arr",
		"34+1 5 GW / (b - 1)",
		"29+4 5 GW",
		"39+1 b - 1",
		"37+1 b",
		"41+1 1",
		"48+1 -c",
		"49+1 c",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("found\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// TestPlacesWithinTexts finds a word of a text where the file has it: in quotes, folded, or after other letters.
func TestPlacesWithinTexts(t *testing.T) {
	for _, c := range []struct {
		file, text string // the text begins at the mark §, and the word is what stands after ¶
	}{
		{"x: §a + ¶bad", "a + bad"},
		{`x: §"a + ¶bad"`, "a + bad"},
		{`x: §'a + ¶bad'`, "a + bad"},
		{`größe: §"a + ¶bad"`, "a + bad"},
		{"é: {a: ü, x: §a + ¶bad}", "a + bad"},
		{`x: §"a \"q\" + ¶bad"`, `a "q" + bad`},
		{`x: §'it''s + ¶bad'`, "it's + bad"},
		{"x: §>\n  a +\n  ¶bad\n", "a + bad\n"},
		{"x: §|\n  a +\n\n    ¶bad\n", "a +\n\n  bad\n"},
		{"x: §a +\n  ¶bad", "a + bad"},
		{"x: §\"a +\n   ¶bad\"", "a + bad"},
		{"x: §\"  a + ¶bad \"", "a + bad"},
	} {
		at := func(mark string) (line, col int) {
			before, _, _ := strings.Cut(strings.NewReplacer("§", "§", "¶", "¶").Replace(c.file), mark)
			before = strings.NewReplacer("§", "", "¶", "").Replace(before)
			lines := strings.Split(before, "\n")
			return len(lines), len([]rune(lines[len(lines)-1])) + 1
		}
		line, col := at("§")
		wantLine, wantCol := at("¶")
		f := &File{Lines: strings.Split(strings.NewReplacer("§", "", "¶", "").Replace(c.file), "\n")}
		p := Place{File: f, Line: line, Col: col}.within(c.text).At(strings.Index(c.text, "bad"), 3)
		if p.Line != wantLine || p.Col != wantCol || p.Width != 3 {
			t.Errorf("%q: found at %d:%d, want %d:%d", c.file, p.Line, p.Col, wantLine, wantCol)
		}
	}
	p := Place{File: &File{Lines: []string{"x: something else"}}, Line: 1, Col: 4, Width: 9}
	if got := p.within("a + bad").At(4, 3); got.Col != 4 || got.Width != 9 {
		t.Errorf("a text that is not in the file is placed at %d+%d, want where it was said to be", got.Col, got.Width)
	}
}

// TestNearest holds which names are close enough to be meant.
func TestNearest(t *testing.T) {
	valid := []string{"gbm", "jump-diffusion", "mean-reverting", "knots", "anthropic.arr", "aws.spend", "x", "t"}
	for name, want := range map[string]string{
		"gmb": "gbm", "GBM": "gbm", "gb": "gbm", "abc": "", "jumpdiffusion": "jump-diffusion", "mean-revertng": "mean-reverting",
		"knot": "knots", "arr": "anthropic.arr", "antropic.arr": "anthropic.arr", "spend": "aws.spend", "y": "", "X": "x", "kW": "",
		"": "", strings.Repeat("a", 200): "",
	} {
		if got := Nearest(name, valid); got != want {
			t.Errorf("nearest to %q is %q, want %q", name, got, want)
		}
	}
	if got := Nearest("target-5", []string{"target-2", "target-1", "target-3"}); got != "target-1" {
		t.Errorf("of several as near, %q is named, want the first", got)
	}
}

// TestRemedy holds what is said to be written instead.
func TestRemedy(t *testing.T) {
	for _, c := range []struct {
		text     string
		is, want unit.Dim
		remedy   string
	}{
		{"5", unit.Number, unit.Money, "write $5bn"},
		{"0", unit.Number, unit.Money, "write $0"},
		{"5%", unit.Number, unit.Money, "write $5bn"},
		{"2", unit.Number, unit.Power, "write 2 GW"},
		{"15%", unit.Number, unit.Rate, "write 15%/y"},
		{"18", unit.Number, unit.Years, "write 18 months or 18y"},
		{"10", unit.Number, unit.Price, "write $10bn/GW/y"},
		{"$10bn", unit.Money, unit.Price, "write $10bn/GW/y"},
		{"20%/y", unit.Rate, unit.Number, "write 20%"},
		{"$30bn/y", unit.Money.Over(unit.Years), unit.Money, "write $30bn"},
		{"5 GW", unit.Power, unit.Money, "write $5bn"},
	} {
		if got := Remedy(c.text, c.is, c.want); got != c.remedy {
			t.Errorf("%s where %s is wanted: %q, want %q", c.text, c.want, got, c.remedy)
		}
	}
}

// TestMistakesComeInFileOrder holds that they are sorted by place, each once, and twenty shown.
func TestMistakesComeInFileOrder(t *testing.T) {
	one, two := &File{Name: "one.yaml", Lines: []string{"a", "b"}, rank: 1}, &File{Name: "two.yaml", Lines: []string{"a"}, rank: 2}
	m := &Mistakes{}
	m.Add(Place{File: two, Line: 1, Col: 1}, "z", "", "last")
	m.Add(Place{File: one, Line: 2, Col: 1}, "b", "", "third")
	m.Add(Place{File: one, Line: 1, Col: 5}, "a", "", "second")
	m.Add(Place{File: one, Line: 1, Col: 2}, "a", "", "first")
	m.Add(Place{File: one, Line: 1, Col: 2}, "a", "", "first")
	var got []string
	for _, x := range m.Sorted() {
		got = append(got, x.What)
	}
	if s := strings.Join(got, " "); s != "first second third last" {
		t.Error(s)
	}
	if got, want := m.Error(), "one.yaml:1:2: a: first (and 3 more)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for i := range 30 {
		m.Add(Place{File: two, Line: 1, Col: 10 + i}, "z", "", "more %d", i)
	}
	var b strings.Builder
	m.Print(&b)
	if !strings.HasSuffix(b.String(), "\nand 14 more mistakes\n") {
		t.Error(b.String())
	}
}
