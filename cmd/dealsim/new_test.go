package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestNewScenarioIsFreeOfDoubts: it runs as it is, an editor likes it, its expectations hold, and nothing in it is in
// doubt; the negative control has an input that nothing uses.
func TestNewScenarioIsFreeOfDoubts(t *testing.T) {
	s := told(t)
	here(t, nil)
	for _, kind := range []string{"deal", "model"} {
		name := "my-" + kind
		out, _ := do(t, fine, "new", name, "--kind", kind)
		holds(t, out, name+".yaml: a scenario to start from", "next: dealsim run "+name+".yaml")
		text, err := os.ReadFile(name + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(text), schemaLine+"\n") || strings.Contains(string(text), "NAME") {
			t.Errorf("%s starts with %.200s", name, text)
		}
		holds(t, string(text), "dealsim run "+name+".yaml", "scenario: A first draft of "+name+"\n")
		if w := wrong(t, s, string(text)); w != nil {
			t.Errorf("%s: an editor marks %v", name, w)
		}
		checked, _ := do(t, fine, "check", name+".yaml", "--expect")
		if holds(t, checked, "no mistakes", "holds: "); strings.Contains(checked, "doubt") {
			t.Errorf("%s: %s", name, checked)
		}
		do(t, fine, "run", name+".yaml", "--paths", "600", "--format", "none")
	}
	text, err := os.ReadFile("my-model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	idle := strings.Replace(string(text), "inputs:\n", "inputs:\n  idle: {value: 3, status: assumed}\n", 1)
	if err := os.WriteFile("idle.yaml", []byte(idle), 0o666); err != nil {
		t.Fatal(err)
	}
	out, _ := do(t, fine, "check", "idle.yaml")
	holds(t, out, "doubt: ")
}

// TestNewScenarioTeachesEverySection that a deal has.
func TestNewScenarioTeachesEverySection(t *testing.T) {
	here(t, nil)
	do(t, fine, "new", "d")
	text, err := os.ReadFile("d.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range []string{"sources", "inputs", "companies", "investors", "drivers", "capacity", "commitments", "tranches", "shocks", "correlations", "metrics", "expect"} {
		before, _, ok := strings.Cut(string(text), "\n"+section+":\n")
		if last := before[strings.LastIndex(before, "\n")+1:]; !ok || !strings.HasPrefix(last, "# ") {
			t.Errorf("%s has no comment before it: %q", section, last)
		}
	}
}

// TestNewOverwritesNothing: neither a scenario nor a schema of another version.
func TestNewOverwritesNothing(t *testing.T) {
	dir := here(t, map[string]string{"mine.yaml": "mine", "old/" + schemaFile: "{}"})
	_, errs := do(t, inTheWorld, "new", "mine")
	holds(t, errs, "mine.yaml is there already, and is left as it is", "choose another name, or another file with --out")
	if got, _ := os.ReadFile("mine.yaml"); string(got) != "mine" || len(tree(t, dir)) != 4 {
		t.Errorf("found %q and %v", got, tree(t, dir))
	}
	out, _ := do(t, fine, "new", "mine", "--out", filepath.Join("old", "draft.yaml"))
	holds(t, out, "dealsim schema > old/"+schemaFile+" renews it")
	if got, _ := os.ReadFile("old/" + schemaFile); string(got) != "{}" {
		t.Error("the schema of another version is gone")
	}
	out, _ = do(t, fine, "new", "yours")
	holds(t, out, schemaFile+": tells an editor what may stand in it")
	got, _ := os.ReadFile(schemaFile)
	if want, _ := do(t, fine, "schema"); string(got) != want {
		t.Error("another schema than dealsim schema prints")
	}
	if out, _ = do(t, fine, "new", "theirs"); strings.Contains(out, schemaFile) {
		t.Errorf("it is there and right: %s", out)
	}
}

func TestNewWantsAName(t *testing.T) {
	here(t, nil)
	for _, c := range []struct {
		args []string
		code int
		say  string
	}{
		{nil, inCommand, "new wants a name"},
		{[]string{"a", "b"}, inCommand, "new wants a name"},
		{[]string{"../a"}, inCommand, `"../a" cannot be a name`},
		{[]string{"1"}, inCommand, `"1" cannot be a name`},
		{[]string{"a", "--kind", "modle"}, inCommand, `did you mean "model"?`},
		{[]string{"a", "--out", "nowhere/a.yaml"}, inTheWorld, "nowhere/a.yaml"},
	} {
		_, errs := do(t, c.code, append([]string{"new"}, c.args...)...)
		holds(t, errs, c.say)
	}
}
