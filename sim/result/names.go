package result

import "strings"

// Called is what people call an id.
func (r *Result) Called(id string) string {
	if name := r.Names[id]; name != "" {
		return name
	}
	return id
}

// Say is a text with names in place of the ids that stand in it as whole words. A word with a dot behind or before it,
// such as anthropic in anthropic.arr, is a part of a quantity and stays; a full stop is followed by a space or by nothing.
func (r *Result) Say(text string) string {
	if len(r.Names) == 0 {
		return text
	}
	part := func(c byte) bool {
		return c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		if !part(text[i]) {
			b.WriteByte(text[i])
			i++
			continue
		}
		from := i
		for i < len(text) && (part(text[i]) || text[i] == '.' && i+1 < len(text) && part(text[i+1])) {
			i++
		}
		b.WriteString(r.Called(text[from:i]))
	}
	return b.String()
}

// LabelOf is a metric in words, with names in place of ids; what its author has written stays.
func (r *Result) LabelOf(m *Metric) string {
	if m.Own {
		return m.Label
	}
	return r.Say(m.Label)
}
