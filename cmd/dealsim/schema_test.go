package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/santhosh-tekuri/jsonschema/v6/kind"
	"go.yaml.in/yaml/v4"

	"dealsim/scenarios"
	"dealsim/sim/engine"
)

// schemaLine is the first line of a scenario that an editor with a language server for YAML knows the keys of.
const schemaLine = "# yaml-language-server: $schema=" + schemaFile

// told is what an editor is told: the committed schema.
func told(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := os.ReadFile("../../scenarios/" + schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schemaFile, doc); err != nil {
		t.Fatal(err)
	}
	return c.MustCompile(schemaFile)
}

// asJSON is a YAML document as a language server sees it: YAML 1.2, where a date and yes are texts.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return asJSON(n.Content[0])
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, asJSON(c))
		}
		return list
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true" || n.Value == "True" || n.Value == "TRUE"
	case "!!int", "!!float":
		if _, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return json.Number(n.Value)
		}
	}
	return n.Value
}

// wrong are the places that an editor marks, as in drivers.price.speed; none for a file that it likes.
func wrong(t *testing.T, s *jsonschema.Schema, text string) []string {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatal(err)
	}
	var invalid *jsonschema.ValidationError
	if err := s.Validate(asJSON(&doc)); err == nil {
		return nil
	} else if !errors.As(err, &invalid) {
		t.Fatal(err)
	}
	var places []string
	var walk func(e *jsonschema.ValidationError)
	walk = func(e *jsonschema.ValidationError) {
		if name, ok := e.ErrorKind.(*kind.PropertyNames); ok { // of a name the validator does not say where it stands
			places = append(places, name.Property+": propertyNames")
			return
		}
		if len(e.Causes) == 0 {
			place := strings.Join(e.InstanceLocation, ".")
			places = append(places, place+": "+strings.Join(e.ErrorKind.KeywordPath(), "."))
			return
		}
		for _, c := range e.Causes {
			walk(c)
		}
	}
	walk(invalid)
	slices.Sort(places)
	return slices.Compact(places)
}

func TestCommittedSchemaIsThatOfTheTables(t *testing.T) {
	want, _ := do(t, fine, "schema")
	got, err := os.ReadFile("../../scenarios/" + schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("scenarios/" + schemaFile + " is stale: make schema")
	}
}

func TestShippedScenariosNameTheSchema(t *testing.T) {
	for _, n := range scenarios.Names() {
		text, _ := scenarios.Find(n)
		if !strings.HasPrefix(string(text), schemaLine+"\n") {
			t.Errorf("scenarios/%s.yaml does not start with\n%s", n, schemaLine)
		}
	}
}

func TestEditorLikesWhatTheProgramReads(t *testing.T) {
	s := told(t)
	seen := 0
	for _, pattern := range []string{"../../scenarios/*.yaml", "../../sim/engine/testdata/validation/*.yaml", "../../sim/engine/testdata/silent/*.yaml", "../../bench/*.yaml", "starters/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			for _, w := range wrong(t, s, string(text)) {
				t.Errorf("%s: an editor marks %s", f, w)
			}
		}
	}
	for name, text := range documents(t) {
		for _, m := range fence.FindAllStringSubmatch(text, -1) {
			if m[1] != "yaml" {
				continue
			}
			seen++
			if m[2] = strings.TrimPrefix(m[2], schemaLine+"\n"); !strings.HasPrefix(m[2], "scenario:") {
				m[2] = "extends: another\n" + m[2]
			}
			for _, w := range wrong(t, s, m[2]) {
				t.Errorf("%s: an editor marks %s in\n%s", name, w, m[2])
			}
		}
	}
	if seen < 50 {
		t.Errorf("%d files were looked at", seen)
	}
}

func TestEditorMarksWhatIsWrongAtItsPlace(t *testing.T) {
	s := told(t)
	good, err := starters.ReadFile("starters/deal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if w := wrong(t, s, string(good)); w != nil {
		t.Fatalf("the deal to start from: %v", w)
	}
	for _, c := range []struct{ what, find, put, want string }{
		{"a section that is not", "\ntranches:", "\ntranche:", ": additionalProperties"},
		{"a key that is not", "floor: promise", "flor: promise", "commitments.cloud: additionalProperties"},
		{"a key in a group", "shortfall: pay", "shortfall: {rule: pay, mots: 5%}", "commitments.cloud.shortfall: additionalProperties"},
		{"a key of another process", "drift: growth", "drift: growth, level: 5", "companies.lab.revenue: additionalProperties"},
		{"no such process", "process: gbm, start: $30bn", "process: gmb, start: $30bn", "companies.lab.revenue.process: enum"},
		{"no process", "process: mean-reverting, start", "start", "drivers.power_price: required"},
		{"no process in a company", "process: gbm, start: $30bn", "start: $30bn", "companies.lab.revenue: required"},
		{"a field of a process is missing", "drift: growth, volatility: 35%", "drift: growth", "companies.lab.revenue: required"},
		{"no such choice", "basis: pre-money", "basis: premoney", "tranches.now.price.basis: enum"},
		{"no such choice, written short", "price: market", "price: markt", "tranches.later.price: enum"},
		{"a field is missing", "investor: vendor, into: lab, amount: money_now,", "investor: vendor, into: lab,", "tranches.now: required"},
		{"a field of an each is missing", "{stake: 10%, lots", "{lots", "investors.vendor.holds.lab: required"},
		{"a number without a unit", "amount: money_now", "amount: 5", "tranches.now.amount: type"},
		{"a time without a unit", "term: 5y", "term: 5", "commitments.cloud.term: type"},
		{"a share beyond its bounds", "stake: 10%", "stake: 10", "investors.vendor.holds.lab.stake: maximum"},
		{"no such distribution", "{pert: [10%/y", "{prt: [10%/y", "inputs.growth.value: additionalProperties"},
		{"no such parameter", "{pert: [10%/y, 30%/y, 60%/y]}", "{lognormal: {p10: 10%/y, q90: 60%/y}}", "inputs.growth.value.lognormal: additionalProperties"},
		{"no such status", "status: assumed, role: uncertainty, note: what", "status: guessed, role: uncertainty, note: what", "inputs.price_now.status: enum"},
		{"an input without a status", "value: $10bn/GW/y, status: assumed,", "value: $10bn/GW/y,", "inputs.price_now: required"},
		{"sourced without a source", "status: sourced, source: press, role: lever, note: paid on", "status: sourced, role: lever, note: paid on", "inputs.money_now: required"},
		{"a name in capitals", "  power_price: {", "  Power_price: {", "Power_price: propertyNames"},
		{"no such statistic", "statistic: median", "statistic: modus", "expect.0.statistic: enum"},
		{"a correlation of two", "[lab.revenue, lab.value, 35%]", "[lab.revenue, lab.value]", "correlations.0: minItems"},
		{"no day of the deal", "\nas_of: 2026-04-20", "", ": required"},
		{"a day in another order", "as_of: 2026-04-20", "as_of: 20.04.2026", "as_of: pattern"},
	} {
		text := strings.Replace(string(good), c.find, c.put, 1)
		if text == string(good) {
			t.Errorf("%s: the deal does not say %q", c.what, c.find)
			continue
		}
		if w := wrong(t, s, text); len(w) != 1 || w[0] != c.want {
			t.Errorf("%s: an editor marks %q, want %q alone", c.what, w, c.want)
		}
	}
}

func TestEditorMarksWhatTheReaderRefuses(t *testing.T) {
	s := told(t)
	files, err := filepath.Glob("../../sim/engine/testdata/mistakes/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	marked, keys := 0, 0
	unknown := regexp.MustCompile(`no (field|section|process|kind|distribution) is called|the field is missing`)
	for _, f := range files {
		said, err := os.ReadFile(strings.TrimSuffix(f, ".yaml") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if yaml.Unmarshal(text, new(yaml.Node)) != nil {
			continue
		}
		w := wrong(t, s, string(text))
		if len(w) > 0 {
			marked++
		}
		if unknown.Match(said) && !bytes.Contains(text, []byte("extends")) {
			if keys++; len(w) == 0 {
				t.Errorf("%s: an editor marks nothing, the program says\n%s", filepath.Base(f), said)
			}
		}
	}
	if keys < 10 || marked < 30 {
		t.Errorf("of %d files an editor marks %d; %d have a wrong key or lack one", len(files), marked, keys)
	}
}

// TestEditorRefusesNoWayOfWriting: whatever the program takes for a value of the deal to start from, an editor takes too.
// Each value is written in other ways; what an editor marks the program must refuse.
func TestEditorRefusesNoWayOfWriting(t *testing.T) {
	s := told(t)
	good, err := starters.ReadFile("starters/deal.yaml")
	if err != nil {
		t.Fatal(err)
	}
	here(t, nil)
	ways := []string{`"%"`, `(%)`, `1 * (%)`, `~`, `0`, `.5`, `1e1y`, `5GW`, `2027-Q1`, `yes`, `$1bn to $2bn`,
		`{normal: {p5: $1bn, p95: $2bn}, min: $0}`, `{process: constant, value: %}`}
	liked, marked, a := 0, 0, &app{}
	for _, at := range regexp.MustCompile(`(\w+): +([^{}\[\],:#"\n]+)[,}\n]`).FindAllSubmatchIndex(good, -1) {
		switch string(good[at[2]:at[3]]) {
		case "note", "title", "publisher", "date", "label", "scenario", "summary", "role", "status":
			continue // words
		}
		for _, way := range ways {
			text := string(good[:at[4]]) + strings.ReplaceAll(way, "%", string(good[at[4]:at[5]])) + string(good[at[5]:])
			w := wrong(t, s, text)
			if w == nil {
				liked++
				continue
			}
			marked++
			if err := os.WriteFile("x.yaml", []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			if read, m, err := a.read("x.yaml"); err != nil || read != nil && engine.Compile(read, m, 1) != nil {
				t.Errorf("%s written as %s: an editor marks %v, the program takes it (%v)", good[at[2]:at[5]], way, w, err)
			}
		}
	}
	if liked < 300 || marked < 100 {
		t.Errorf("an editor likes %d and marks %d", liked, marked)
	}
}
