package plots

import (
	"slices"
	"testing"
)

// TestCompaniesShareTheKindOfAxis: where one company's value needs a log axis, the other's has one too.
func TestCompaniesShareTheKindOfAxis(t *testing.T) {
	calm := usual
	calm.paths, calm.sigma, calm.name = 400, 0.1, "calm"
	r, wide := calm.simulate(), usual
	wide.paths = 400
	if f := figure(All(r), "fan-calm-value"); f == nil || f.Y.Log {
		t.Fatal("alone it has no log axis")
	}
	r.Series = append(r.Series, *wide.simulate().SeriesOf("anthropic.value"))
	all := All(r)
	for _, name := range []string{"fan-calm-value", "fan-anthropic-value"} {
		if f := figure(all, name); f == nil || !f.Y.Log {
			t.Errorf("%s has no log axis", name)
		}
	}
	if f := figure(all, "fan-calm-arr"); f == nil || f.Y.Log {
		t.Error("another quantity has one too")
	}
}

// TestChosenFiguresStandInTheOrderOfTheChoice: the first pattern's come first, none twice; where none fits, all stay.
func TestChosenFiguresStandInTheOrderOfTheChoice(t *testing.T) {
	all := []Figure{{Name: "fan-a-cash"}, {Name: "tranches"}, {Name: "fan-a-value"}, {Name: "fan-b-cash"}}
	var got []string
	for _, f := range Choose(all, []string{"tranches", "fan-*-cash", "fan-b-*", "none"}) {
		got = append(got, f.Name)
	}
	if want := []string{"tranches", "fan-a-cash", "fan-b-cash"}; !slices.Equal(got, want) {
		t.Errorf("chosen %q, want %q", got, want)
	}
	if n := len(Choose(all, []string{"none"})); n != len(all) {
		t.Errorf("of nothing chosen %d are left", n)
	}
}

// TestTitlesSayNames: what people call a party stands in the titles, and the file keeps the id.
func TestTitlesSayNames(t *testing.T) {
	d := usual
	d.paths = 300
	r := d.simulate()
	r.Names = map[string]string{"anthropic": "Anthropic", "amazon": "Amazon", "aws": "AWS", "target-1": "First target"}
	for name, title := range map[string]string{
		"fan-anthropic-value": "Market value of Anthropic", "commitment-aws": "Spend of Anthropic at Amazon against its commitment",
		"distribution-aws_spend_total": "Total spend under AWS", "distribution-amazon_stake_value_10y": "Value of Amazon’s stake after 10 years",
	} {
		if f := figure(All(r), name); f == nil || f.Title != title {
			t.Errorf("%s: %v, want %q", name, f, title)
		}
	}
	if f := figure(All(r), "tranches"); !slices.ContainsFunc(f.Series, func(l Line) bool { return l.Label == "First target" }) {
		t.Error("the first tranche is not called by its name")
	}
}
