package table

import (
	"strings"
	"testing"
)

func TestAlign(t *testing.T) {
	var b strings.Builder
	err := Align(&b, [][]string{
		{"metric", "mean", "note"},
		{"Amazon–Anthropic", "$5bn", ""},
		{},
		{"日本", "-$12.5bn", "wide"},
		{"e\u0301tage", "", "joined"},
	}, []bool{false, true})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"metric                mean  note",
		"Amazon–Anthropic      $5bn",
		"",
		"日本              -$12.5bn  wide",
		"e\u0301tage                       joined",
		"",
	}, "\n")
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestAlignKeepsTheWritersError(t *testing.T) {
	if err := Align(full{}, [][]string{{"a"}}, nil); err == nil {
		t.Error("no error")
	}
}
