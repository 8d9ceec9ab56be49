package scenario

import (
	"sort"
	"strings"
)

// names reads what people call the things of the file: {anthropic: Anthropic, aws: AWS}. Ids stay what they are in
// expressions and tables. One map at the top, and not a field of each block: a party needs no block of its own, and an
// overlay names everything in one place.
func (d *decoder) names(n *node) {
	known := d.s.ids()
	d.ids("names", n, func(e entry) {
		path := "names." + e.key
		switch text := strings.TrimSpace(e.value.text); {
		case e.value.form == null: // an overlay takes a name back
		case !contains(known, e.key):
			if !d.s.Lost[e.key] {
				d.m.Add(e.place, path, listed("names", known), "nothing is called %q%s", e.key, didYouMean(e.key, known))
			}
		case e.value.form != scalar || text == "":
			d.m.Add(e.value.Place, path, "write "+e.key+": "+strings.ToUpper(e.key[:1])+e.key[1:], "want a line of text, found %s", found(e.value))
		case len([]rune(text)) > 40:
			d.m.Add(e.value.Place, path, "shorten it: it stands in titles and tables", "a name has at most 40 letters, found %d", len([]rune(text)))
		case strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r == 0x7f }):
			d.m.Add(e.value.Place, path, "write it on one line", "a name holds no line breaks or control characters")
		default:
			if d.s.Names == nil {
				d.s.Names = map[string]string{}
			}
			d.s.Names[e.key] = text
		}
	})
}

// ids are the names that things of the file have: blocks, parties that have none, and quantities.
func (s *Scenario) ids() []string {
	seen := map[string]bool{}
	for _, b := range s.Blocks {
		if !strings.Contains(b.ID, ".") {
			seen[b.ID] = true
		}
		for _, v := range b.Values {
			if v.Field != nil && v.Field.Refers == "party" && v.Text != "" {
				seen[v.Text] = true
			}
		}
	}
	for _, q := range s.Quantities {
		seen[q.ID] = true
	}
	var out []string
	for id := range seen {
		out = append(out, id)
	}
	sort.Strings(out)
	return out
}
