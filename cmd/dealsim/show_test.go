package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"dealsim/scenarios"
	"dealsim/sim/schema"
)

func TestHelpStartsWithTheCommandToTryFirst(t *testing.T) {
	for _, args := range [][]string{nil, {"--help"}, {"-h"}, {"help"}} {
		out, _ := do(t, fine, args...)
		command := regexp.MustCompile(`(?m)^  dealsim .*$`).FindString(out)
		if command != "  dealsim run "+base {
			t.Errorf("dealsim %v: the first command is %q", args, command)
		}
		holds(t, out, "--version")
		if strings.Contains(out, "true|false") || strings.Contains(out, "completion") {
			t.Errorf("noise in the help:\n%s", out)
		}
	}
	for _, c := range []string{"run", "check", "list", "show", "diff", "explain", "new", "schema"} {
		long, _ := do(t, fine, c, "--help")
		other, _ := do(t, fine, "help", c)
		if long != other || !strings.Contains(long, "dealsim "+c) {
			t.Errorf("help %s and %s --help differ", c, c)
		}
	}
	out, _ := do(t, fine, "--version")
	if !regexp.MustCompile(`^dealsim \S+, vectors: (none|AVX2|AVX-512)\n$`).MatchString(out) {
		t.Errorf("version is %q", out)
	}
}

func TestList(t *testing.T) {
	out, _ := do(t, fine, "list")
	for _, n := range scenarios.Names() {
		holds(t, out, n)
	}
	holds(t, out, "$5bn now", "dealsim run NAME")
	for line := range strings.Lines(out) {
		if n := utf8.RuneCountInString(line) - 1; n > 100 {
			t.Errorf("a line of %d columns: %s", n, line)
		}
	}
}

func TestListOfOverlaysOfOverlays(t *testing.T) {
	below := map[string][]shipped{"": {{"a", "one"}, {"d", "four"}}, "a": {{"b", strings.Repeat("two ", 30)}}, "b": {{"c", "three"}}}
	var out strings.Builder
	if err := printList(&out, listing(below, "", "")); err != nil {
		t.Fatal(err)
	}
	two := strings.TrimSpace(strings.Repeat("two ", 23)) // 91 columns beside the names
	if want := "a      one\n  b    " + two + "\n       " + strings.TrimSpace(strings.Repeat("two ", 7)) + "\n    c  three\nd      four\n"; out.String() != want {
		t.Errorf("printed\n%swant\n%s", out.String(), want)
	}
}

func TestCheck(t *testing.T) {
	dir := here(t, map[string]string{"small.yaml": small,
		"hopeful.yaml": strings.Replace(small, "[$9bn, $12bn]", "[$90bn, $120bn]", 1)})
	before := len(tree(t, dir))
	out, _ := do(t, fine, "check", "small.yaml", base, "--paths", "2000")
	holds(t, out, "small.yaml: no mistakes", base+": no mistakes")
	out, _ = do(t, fine, "check", "hopeful.yaml", "--paths", "500") // not asked for
	holds(t, out, "doubt: 500 paths")
	out, errs := do(t, inFile, "check", "--expect", "hopeful.yaml", "small.yaml", "--paths", "2000")
	holds(t, out, "FAILS: median of end is ", "expected $90bn to $120bn", "holds: median of end is ")
	holds(t, errs, "hopeful.yaml: an expectation does not hold")
	out, _ = do(t, inFile, "check", "--expect", "hopeful.yaml", "--paths", "2000", "--quiet")
	holds(t, out, "FAILS: median of end")
	if strings.Contains(out, "doubt") {
		t.Errorf("--quiet says %s", out)
	}
	if after := len(tree(t, dir)); after != before {
		t.Error("check has written something")
	}
}

func TestExpectationsOfTheShippedScenariosHold(t *testing.T) {
	for _, n := range scenarios.Names() {
		out, _ := do(t, fine, "check", "--expect", n)
		holds(t, out, n+": no mistakes")
	}
}

func TestShownScenarioMeansTheSame(t *testing.T) {
	here(t, map[string]string{"variant.yaml": "scenario: A variant\nextends: " + base + "\ncommitments: {aws: {basis: annual}}\ntranches: {target-4: ~}\nmetrics: {all_targets: ~}\n"})
	args := []string{"variant.yaml", "--set", "inputs.commitment=$150bn", "--set", "shocks.cheap-competitor.rate=20%/y"}
	shown, _ := do(t, fine, append([]string{"show"}, args...)...)
	holds(t, shown, "basis: annual", "# --set", "$150bn")
	if strings.Contains(shown, "target-4:") {
		t.Error("what ~ removes is shown")
	}
	if err := os.WriteFile("again.yaml", []byte(shown), 0o666); err != nil {
		t.Fatal(err)
	}
	do(t, fine, append([]string{"run", "--quiet", "--paths", "700", "--format", "none"}, args...)...)
	do(t, fine, "run", "--quiet", "--paths", "700", "--format", "none", "again.yaml")
	if !sameTables(t, filepath.Join("out", "variant"), filepath.Join("out", "again")) {
		t.Error("the shown scenario gives other tables")
	}
}

func TestSourceIsTheFileAsWritten(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	if out, _ := do(t, fine, "show", "small.yaml", "--source"); out != small {
		t.Errorf("found %s", out)
	}
	want, _ := scenarios.Find(base)
	for _, name := range []string{base, base + ".yaml"} {
		if out, _ := do(t, fine, "show", name, "--source"); out != string(want) {
			t.Errorf("%s is not as shipped", name)
		}
	}
}

func TestGraph(t *testing.T) {
	out, _ := do(t, fine, "show", base, "--graph")
	holds(t, out, "quantity", "follows from", "8 tranches decide", "an expression can also read:", "target-1.funded_time")
	if !regexp.MustCompile(`(?m)^aws\.spend +USD bn +5 demand and spend +trainium2\.available, trainium2\.price, trainium3`).MatchString(out) {
		t.Errorf("aws.spend is not there as it should be:\n%s", out)
	}
}

func TestExplainEveryKind(t *testing.T) {
	out, _ := do(t, fine, "explain")
	bad := regexp.MustCompile(`%!|schema\.|unit\.|map\[|0x[0-9a-f]{6}|<nil>|&\{|\bfunc\(|float64`)
	for _, s := range shelves() {
		holds(t, out, s.name+": "+s.about)
		list, _ := do(t, fine, "explain", s.name)
		for _, n := range schema.Sorted(s.kinds) {
			holds(t, out, n)
			holds(t, list, n)
			text, _ := do(t, fine, "explain", s.name, n)
			if !strings.HasPrefix(text, n+" ("+s.name) {
				t.Errorf("%s %s starts with %q", s.name, n, strings.SplitN(text, "\n", 2)[0])
			}
			if !regexp.MustCompile(`(?m)^(formula:|what to do: \S)`).MatchString(text) {
				t.Errorf("%s %s has no formula, or nothing to do:\n%s", s.name, n, text)
			}
			if b := bad.FindString(text); b != "" {
				t.Errorf("%s %s says %q:\n%s", s.name, n, b, text)
			}
			alone, _ := do(t, fine, "explain", n)
			holds(t, alone, text)
		}
	}
}

// TestExplainFitsANarrowTerminal: nothing but a word longer than the line is wider than 80 columns.
func TestExplainFitsANarrowTerminal(t *testing.T) {
	wide := func(args ...string) {
		t.Helper()
		out, _ := do(t, fine, append([]string{"explain"}, args...)...)
		for line := range strings.Lines(out) {
			if n := utf8.RuneCountInString(line) - 1; n > textWidth {
				t.Errorf("explain %s: a line of %d columns: %s", strings.Join(args, " "), n, line)
			}
		}
	}
	wide()
	for _, s := range shelves() {
		wide(s.name)
		for n := range s.kinds {
			wide(s.name, n)
		}
	}
}

// TestExplainBySection: the word that stands in the file finds what stands under it.
func TestExplainBySection(t *testing.T) {
	for section, want := range map[string]string{"exits": "insolvency", "rounds": "need-driven", "commitments": "commitment (clause, under commitments:)", "capacity": "capacity (clause, under capacity:)"} {
		out, _ := do(t, fine, "explain", section)
		holds(t, out, want)
	}
	one, _ := do(t, fine, "explain", "tranche")
	many, _ := do(t, fine, "explain", "tranches")
	if one != many {
		t.Error("explain tranche and explain tranches differ")
	}
	// bounds, defaults, and what a field says of itself, in one line
	out, _ := do(t, fine, "explain", "insolvency")
	holds(t, strings.Join(strings.Fields(out), " "), "[a plain number or percentage, 0% to 100%; 20% unless given]", "who pays whom: ", "by hand: ")
}

func TestExplainUnknownNames(t *testing.T) {
	for _, c := range []struct {
		args []string
		say  string
	}{
		{[]string{"gmb"}, `nothing is called "gmb", did you mean "gbm"?`},
		{[]string{"proces"}, `did you mean "process"?`},
		{[]string{"exit", "ipp"}, `no exit is called "ipp", did you mean "ipo"?`},
		{[]string{"clause", "tranch"}, `no clause is called "tranch", did you mean "tranche"?`},
		{[]string{"procss", "gbm"}, `no kind is called "procss", did you mean "process"?`},
		{[]string{"distribution", "gbm"}, `no distribution is called "gbm"`},
		{[]string{"xylophone"}, "there is abs, "},
		{[]string{""}, "there is abs, "},
	} {
		_, errs := do(t, inCommand, append([]string{"explain"}, c.args...)...)
		holds(t, errs, c.say)
	}
}
