package dist

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"dealsim/sim/unit"
)

func TestEveryFamilyExplainsItself(t *testing.T) {
	for name, f := range Families() {
		for what, text := range map[string]string{"summary": f.Summary, "why": f.Why, "model": f.Model, "step": f.Step,
			"moments": f.Moments, "limits": f.Limits, "source": f.Source, "checked": f.Checked, "example": f.Example} {
			if text == "" {
				t.Errorf("%s has no %s", name, what)
			}
		}
		if f.Section != "distribution" || f.Name != name || len(f.Fields) == 0 {
			t.Errorf("%s: section %q, name %q, %d fields", name, f.Section, f.Name, len(f.Fields))
		}
		for _, field := range f.Fields {
			if field.Help == "" {
				t.Errorf("%s: field %s has no help", name, field.Name)
			}
		}
	}
	want := "beta discrete empirical gamma lognormal normal pert poisson triangular uniform"
	if got := strings.Join(slices.Sorted(maps.Keys(Families())), " "); got != want {
		t.Errorf("families: %s, want %s", got, want)
	}
}

func TestFamiliesCanNotBeChangedFromOutside(t *testing.T) {
	delete(Families(), "pert")
	if Families()["pert"] == nil {
		t.Error("a caller has removed a family")
	}
}

// example makes the law of a family's example.
func example(t *testing.T, f *Family) Law {
	t.Helper()
	l, _, p := write(t, f.Example)
	if p != nil {
		t.Fatalf("%s: %s: %s", f.Example, p.Why, p.Remedy)
	}
	return l
}

// law makes the law of a text such as {pert: [1, 2, 3]}.
func law(t *testing.T, text string) Law {
	t.Helper()
	l, _, p := write(t, text)
	if p != nil {
		t.Fatalf("%s: %s: %s", text, p.Why, p.Remedy)
	}
	return l
}

// write reads the three flow forms that a distribution has.
func write(t *testing.T, text string) (Law, unit.Dim, *unit.Problem) {
	t.Helper()
	family, rest, ok := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}"), ": ")
	if !ok || Families()[family] == nil {
		t.Fatalf("no family in %s", text)
	}
	quantity := func(s string) unit.Quantity {
		q, p := unit.Parse(s)
		if p != nil {
			t.Fatalf("%s: %s", text, p.Why)
		}
		return q
	}
	var a Args
	switch {
	case strings.HasPrefix(rest, "[["):
		for _, pair := range strings.Split(strings.Trim(rest, "[]"), "], [") {
			v, chance, _ := strings.Cut(pair, ", ")
			a.Pairs = append(a.Pairs, [2]unit.Quantity{quantity(v), quantity(chance)})
		}
	case strings.HasPrefix(rest, "["):
		for _, s := range strings.Split(strings.Trim(rest, "[]"), ", ") {
			if s != "" {
				a.List = append(a.List, quantity(s))
			}
		}
	default:
		a.Named = map[string]unit.Quantity{}
		for _, s := range strings.Split(strings.Trim(rest, "{}"), ", ") {
			if name, v, ok := strings.Cut(s, ": "); ok {
				a.Named[name] = quantity(v)
			}
		}
	}
	return Families()[family].Make(a)
}
