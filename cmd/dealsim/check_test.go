package main

import (
	"os"
	"strings"
	"testing"
)

// TestDoubtsOfAFile: check says where, what and what to do; strict fails on it; run has it as a footnote and in the
// manifest.
func TestDoubtsOfAFile(t *testing.T) {
	odd := strings.Replace(small, "  now:", "  spare: {value: 1, status: assumed}\n  now:", 1)
	here(t, map[string]string{"small.yaml": small, "odd.yaml": odd})
	const doubted = "doubt: odd.yaml:5:3: inputs.spare: nothing uses it [unused-input]\n     = name it where it belongs, or leave it out\n"
	if out, _ := do(t, fine, "check", "odd.yaml"); out != "odd.yaml: no mistakes\n"+doubted {
		t.Errorf("check prints %q", out)
	}
	if out, errs := do(t, inFile, "check", "odd.yaml", "--strict", "--quiet"); out != doubted || errs != "odd.yaml: there are doubts\n" {
		t.Errorf("check --strict prints %q, %q", out, errs)
	}
	if out, _ := do(t, fine, "check", "small.yaml", "--strict"); out != "small.yaml: no mistakes\n" {
		t.Errorf("of a file without doubts: %q", out)
	}
	out, _ := do(t, fine, "run", "odd.yaml", "--paths", "2000", "--format", "none")
	holds(t, out, "doubt: inputs.spare: nothing uses it\n")
	manifest, err := os.ReadFile("out/odd/manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	holds(t, string(manifest), `"inputs.spare: nothing uses it"`)
}

// TestAShorterRunLeavesExpectationsOut: what is expected after the end of a shorter run is doubted and not looked at, and
// the rest is. A name that no run has stays a mistake, as does a year that the run has not, where the file itself says both.
func TestAShorterRunLeavesExpectationsOut(t *testing.T) {
	file := `scenario: A lab
as_of: 2026-03-31
horizon: 10y
companies: {lab: {revenue: {process: gbm, start: $9bn, drift: 20%/y, volatility: 30%}}}
expect:
  - {metric: lab_arr_5y, statistic: median, within: [$1bn, $900bn]}
  - {metric: NAME, statistic: median, within: [$1bn, $900bn]}
`
	here(t, map[string]string{"ten.yaml": strings.Replace(file, "NAME", "lab_arr_10y", 1), "typo.yaml": strings.Replace(file, "NAME", "lab_ar_10y", 1),
		"seven.yaml": strings.Replace(file, "NAME", "lab_arr_7y", 1)})
	out, _ := do(t, fine, "check", "ten.yaml", "--set", "horizon=5y", "--expect", "--paths", "500")
	holds(t, out, "expect.lab_arr_10y: not looked at: the run ends after 5 years", "holds: median of lab_arr_5y", "\nnot looked at: median of lab_arr_10y, the run ends after 5 years\n")
	out, _ = do(t, fine, "run", "ten.yaml", "--set", "horizon=12y", "--paths", "500", "--format", "none")
	holds(t, out, "expect.lab_arr_10y: not looked at: the run ends after 12 years")
	if out, _ = do(t, fine, "check", "ten.yaml", "--expect", "--paths", "500"); strings.Contains(out, "not looked at") {
		t.Errorf("ten years are looked at: %s", out)
	}
	for name, args := range map[string][]string{"lab_ar_10y": {"check", "typo.yaml"}, "lab_ar_10y\", did you mean \"lab_arr_5y\"?": {"check", "typo.yaml", "--set", "horizon=5y"}, "lab_arr_7y": {"check", "seven.yaml"}} {
		_, bad := do(t, inFile, args...)
		holds(t, bad, "no metric is called \""+name)
	}
}

// TestCheckSaysWhatADealMovesWith on the shipped deal: growth first, which nobody has published.
func TestCheckSaysWhatADealMovesWith(t *testing.T) {
	here(t, nil)
	out, _ := do(t, fine, "check", base)
	holds(t, out, "moves with: aws_spend_total: growth_start ", "% of its ranks)\n     = the rest is chance on the paths, not fact: volatilities, shocks and rates are estimates too\n")
	if strings.Contains(out, "rests on") || strings.Count(out, "the rest is chance") != 1 {
		t.Errorf("the rest is said once, and nothing rests on a fact: %s", out)
	}
	for line := range strings.Lines(out) {
		if len([]rune(line)) > 101 {
			t.Errorf("more than 100 columns: %s", line)
		}
	}
	if quiet, _ := do(t, fine, "check", base, "--quiet"); quiet != "" {
		t.Errorf("--quiet prints %q", quiet)
	}
}

// TestStartersAreBeyondDoubt: what new writes is clean.
func TestStartersAreBeyondDoubt(t *testing.T) {
	here(t, nil)
	for _, kind := range []string{"deal", "model"} {
		do(t, fine, "new", kind, "--kind", kind)
		do(t, fine, "check", kind+".yaml", "--strict")
	}
}
