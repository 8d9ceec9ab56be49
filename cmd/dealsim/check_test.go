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
