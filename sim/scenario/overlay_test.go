package scenario

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

// small is a language with one section and one process, enough for overlays.
func small() *schema.Language {
	money := schema.Field{Name: "amount", Form: schema.Number, Dim: unit.Money}
	text := schema.Field{Name: "note", Form: schema.Prose}
	price := schema.Field{Name: "price", Form: schema.Group, Short: "rule", Fields: []schema.Field{
		{Name: "rule", Form: schema.Choice, Choices: []string{"market", "fixed"}}, {Name: "fixed", Form: schema.Number, Dim: unit.Money}}}
	return &schema.Language{
		Sections:      map[string]*schema.Kind{"tranches": {Section: "tranches", Name: "tranche", Fields: []schema.Field{money, text, price}}},
		Processes:     map[string]*schema.Kind{"constant": {Section: "process", Name: "constant", Fields: []schema.Field{{Name: "value", Form: schema.Number, Own: true, Required: true}}}},
		Distributions: map[string]*schema.Kind{"pert": {Name: "pert"}, "lognormal": {Name: "lognormal"}},
	}
}

const base = `scenario: Base
as_of: 2026-04-20
horizon: 5y
inputs:
  size: {value: {lognormal: {p10: $1bn, p90: $9bn}}, status: assumed}
tranches:
  one: {amount: $5bn, note: first, price: {rule: fixed, fixed: $350bn}}
  two: {amount: $6bn, note: second}
drivers:
  x: {process: constant, value: 1}
metrics: {}
`

// over reads an overlay of the base, and whatever the command line adds.
func over(t *testing.T, overlay string, o Options) (*Scenario, *Mistakes) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "variant.yaml")
	if err := os.WriteFile(path, []byte(overlay), 0o644); err != nil {
		t.Fatal(err)
	}
	o.Library = func(name string) ([]byte, bool) { return []byte(base), name == "base" }
	s, m, err := Read(path, small(), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, m
}

// TestAnOverlayThatOnlyRenames: texts matter to nobody's numbers, a name or a note no more than a title; what the command
// line sets does.
func TestAnOverlayThatOnlyRenames(t *testing.T) {
	for text, whole := range map[string]bool{"": true, "tranches: {one: {note: another}}": true, "names: {one: The first}": true, "tranches: {one: {amount: $5bn}}": true,
		"tranches: {one: {amount: $7bn}}": false, "tranches: {two: ~}": false, "drivers: {y: {process: constant, value: 2}}": false, "horizon: 6y": false} {
		for _, set := range [][]string{nil, {"horizon=7y"}} {
			s, m := over(t, "scenario: Over\nextends: base\n"+text+"\n", Options{Set: set})
			if !m.None() {
				t.Fatal(m)
			}
			said := len(s.Repeats) > 0 && s.Repeats[0].Path == ""
			if said != (whole && set == nil) {
				t.Errorf("%q with %v: %v", text, set, s.Repeats)
			}
		}
	}
}

// shown is a resolved scenario's value at a key, as one would write it.
func shown(s *Scenario, key string) string {
	n := s.tree
	for _, p := range strings.Split(key, "/") {
		n = n.get(p)
	}
	if n == nil {
		return "nothing"
	}
	return raw(n)
}

// TestOverlays holds what an overlay and the command line do to a file: maps are merged by key, anything else
// replaces, ~ removes, and a process or another distribution is a whole value.
func TestOverlays(t *testing.T) {
	for _, c := range []struct {
		overlay   string
		set       []string
		key, want string
	}{
		{"", nil, "tranches/one", "{amount: $5bn, note: first, price: {rule: fixed, fixed: $350bn}}"},
		{"tranches: {one: {amount: $7bn}}", nil, "tranches/one", "{amount: $7bn, note: first, price: {rule: fixed, fixed: $350bn}}"},
		{"tranches: {one: {note: ~}}", nil, "tranches/one", "{amount: $5bn, price: {rule: fixed, fixed: $350bn}}"},
		{"tranches: {one: {price: {fixed: $400bn}}}", nil, "tranches/one/price", "{rule: fixed, fixed: $400bn}"},
		{"tranches: {one: {price: market}}", nil, "tranches/one/price", "market"},
		{"tranches: {two: ~}", nil, "tranches", "{one: {amount: $5bn, note: first, price: {rule: fixed, fixed: $350bn}}}"},
		{"tranches: {three: {amount: $1bn}}", nil, "tranches/three", "{amount: $1bn}"},
		{"tranches: ~", nil, "tranches", "nothing"},
		{"inputs: {size: {value: {lognormal: {p10: $2bn}}}}", nil, "inputs/size/value", "{lognormal: {p10: $2bn, p90: $9bn}}"},
		{"inputs: {size: {value: {pert: [$1bn, $2bn, $3bn]}}}", nil, "inputs/size/value", "{pert: [$1bn, $2bn, $3bn]}"},
		{"inputs: {size: {value: $3bn}}", nil, "inputs/size", "{value: $3bn, status: assumed}"},
		{"drivers: {x: {value: 2}}", nil, "drivers/x", "{process: constant, value: 2}"},
		{"drivers: {x: {process: constant, value: 3}}", nil, "drivers/x", "{process: constant, value: 3}"},
		{"horizon: 3y", nil, "horizon", "3y"},
		{"", []string{"tranches.one.amount=$9bn"}, "tranches/one/amount", "$9bn"},
		{"", []string{" tranches.one.amount = $9bn "}, "tranches/one/amount", "$9bn"},
		{"", []string{"tranches.one.note=a = b"}, "tranches/one/note", "a = b"},
		{"", []string{"tranches.two.price={fixed: $1bn}"}, "tranches/two/price", "{fixed: $1bn}"},
		{"", []string{"tranches.one.note=~"}, "tranches/one", "{amount: $5bn, price: {rule: fixed, fixed: $350bn}}"},
		{"", []string{"tranches.two=~"}, "tranches/two", "nothing"},
		{"", []string{"inputs.size=$4bn"}, "inputs/size", "{value: $4bn, status: assumed}"},
		{"", []string{"inputs.size.value=$4bn"}, "inputs/size", "{value: $4bn, status: assumed}"},
		{"", []string{"inputs.size.note=mine"}, "inputs/size/note", "mine"},
		{"", []string{"horizon=2y", "step=month"}, "step", "month"},
		{"horizon: 3y", []string{"horizon=2y"}, "horizon", "2y"},
	} {
		s, m := over(t, "extends: base\n"+c.overlay+"\n", Options{Set: c.set})
		if !m.None() {
			t.Errorf("%s %v: %v", c.overlay, c.set, m)
			continue
		}
		if got := shown(s, c.key); got != c.want {
			t.Errorf("%s %v: %s is %s, want %s", c.overlay, c.set, c.key, got, c.want)
		}
	}
}

// TestWithout switches blocks off: they stay in the file. It says when there is none, or when others follow from it.
func TestWithout(t *testing.T) {
	s, m := over(t, "extends: base\n", Options{Without: []string{"tranches.two"}})
	if !m.None() || shown(s, "tranches/two") != "{amount: $6bn, note: second, off: yes}" || shown(s, "tranches/one/amount") != "$5bn" {
		t.Errorf("%v: tranches are %s", m, shown(s, "tranches"))
	}
	_, m = over(t, "extends: base\n", Options{Without: []string{"tranches.tow"}})
	if want := `--without:1:1: tranches.tow: there is nothing called "tow" to leave out, did you mean "two"?`; m.Error() != want {
		t.Errorf("%q, want %q", m.Error(), want)
	}
	_, m = over(t, "extends: base\n", Options{Without: []string{"drivers.x"}})
	if want := `--without:1:1: drivers.x: "drivers.x" cannot be left out: others follow from it`; m.Error() != want {
		t.Errorf("%q, want %q", m.Error(), want)
	}
}

// TestHash holds that a scenario is the same however it is written: order, comments, layout and the split into files
// do not matter, every value does.
func TestHash(t *testing.T) {
	same := []string{
		base,
		"extends: base\n",
		"extends: base\nhorizon: 5y\ntranches: {two: {note: second}}\n",
		strings.Replace(base, "  two: {amount: $6bn, note: second}", "  two: # more\n    note: 'second'\n    amount: \"$6bn\"", 1),
		strings.Replace(base, "as_of: 2026-04-20\nhorizon: 5y", "horizon: 5y\n\n# when\nas_of: 2026-04-20", 1),
	}
	want := ""
	for i, text := range same {
		s, m := over(t, text, Options{})
		if !m.None() {
			t.Fatal(m)
		}
		if i == 0 {
			want = s.Hash
		}
		if s.Hash != want || len(want) != 64 {
			t.Errorf("the hash of\n%s\nis %s, want %s", text, s.Hash, want)
		}
	}
	for _, text := range []string{
		strings.Replace(base, "$6bn", "$7bn", 1),
		strings.Replace(base, "note: second", "note: third", 1),
		strings.Replace(base, "  x:", "  z:", 1),
		"extends: base\ntranches: {two: ~}\n",
	} {
		if s, m := over(t, text, Options{}); !m.None() || s.Hash == want {
			t.Errorf("the hash does not see that the file is\n%s\n%v", text, m)
		}
	}
}

// TestShowReadsTheSame holds that a resolved scenario, written out, is the scenario.
func TestShowReadsTheSame(t *testing.T) {
	s, m := over(t, "extends: base\ntranches: {one: {amount: $7bn, note: 'it is: a \"note\" # with, [all] {of} it'}, two: {note: 'null'}, three: {note: '- a'}, four: {note: \"two\\nlines\"}}\n", Options{Set: []string{"inputs.size=$4bn"}})
	if !m.None() {
		t.Fatal(m)
	}
	var b strings.Builder
	if err := s.Show(&b); err != nil {
		t.Fatal(err)
	}
	again, m := over(t, b.String(), Options{})
	if !m.None() || again.Hash != s.Hash {
		t.Errorf("%v\n%s", m, b.String())
	}
}
