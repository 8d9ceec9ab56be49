package scenario

import (
	"reflect"
	"strings"
	"testing"
)

// A text that is read again gives the same tree, with its places in the file it is read from now, and one that nobody has
// changed.
func TestATextReadAgain(t *testing.T) {
	const text = "scenario: a deal read twice\ninputs: {a: {value: '$1bn', status: assumed}}\nseries: [a, b]\nlong: >\n  two\n  lines\n"
	read := func(name string) (*node, *File) {
		f := &File{Name: name, Lines: strings.Split(text, "\n")}
		m := &Mistakes{}
		n := treeOf(f, text, m)
		if n == nil || !m.None() {
			t.Fatal(m)
		}
		return n, f
	}
	first, one := read("one.yaml")
	first.get("inputs").get("a").put("value", Place{}, &node{text: "$2bn"})
	first.get("series").items[0].text = "c"
	first.remove("long")
	second, two := read("two.yaml")
	third, _ := read("two.yaml")
	plain := parseTree(two, []byte(text), &Mistakes{})
	if plain.get("inputs").get("a").get("value").text != second.get("inputs").get("a").get("value").text || second.get("series").items[0].text != "a" || second.get("long") == nil {
		t.Error("what was changed in one reading is changed in the next")
	}
	if second.get("series").File != two || second.entries[0].place.File != two || first.entries[0].place.File != one {
		t.Error("places are in another file")
	}
	if !reflect.DeepEqual(second, third) || second == third {
		t.Error("two readings differ, or are one")
	}
	var same func(a, b *node) bool
	same = func(a, b *node) bool {
		ok := a.form == b.form && a.text == b.text && a.Line == b.Line && a.Col == b.Col && a.File == b.File && len(a.entries) == len(b.entries) && len(a.items) == len(b.items)
		for i := range a.entries {
			ok = ok && a.entries[i].key == b.entries[i].key && a.entries[i].place == b.entries[i].place && same(a.entries[i].value, b.entries[i].value)
		}
		for i := range a.items {
			ok = ok && same(a.items[i], b.items[i])
		}
		return ok
	}
	if !same(plain, second) {
		t.Error("a text read again has another tree")
	}
	for range 2 {
		m := &Mistakes{}
		if treeOf(&File{Name: "bad.yaml", Lines: []string{"a: [1"}}, "a: [1", m); m.None() {
			t.Error("a text that cannot be read is right when it is read again")
		}
	}
}
