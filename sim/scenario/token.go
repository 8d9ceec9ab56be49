package scenario

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dealsim/sim/unit"
)

// token is a name or a quantity in an expression. The grammar's parser sees a stand-in of the same length in
// its place, so that columns stay right and $2.5bn, 5 GW, 2026-Q2 and target-1.amount are single words to it.
type token struct {
	text    string
	from    int // where it begins
	literal *unit.Quantity
	period  *unit.Period
}

// tokens are those of a text, in their order.
type tokens []token

// at finds the token that begins at a place.
func (t tokens) at(from int) (token, bool) {
	i, ok := slices.BinarySearchFunc(t, from, func(t token, from int) int { return t.from - from })
	if !ok {
		return token{}, false
	}
	return t[i], true
}

// mask finds names and quantities and replaces them by stand-ins.
func (r *reader) mask(text string, at Place, path string) (string, tokens, bool) {
	out := []byte(text)
	var found tokens
	put := func(from, to int, t token) {
		t.text, t.from = text[from:to], from
		found = append(found, t)
		out[from] = 'q'
		for i := from + 1; i < to; i++ {
			out[i] = '0'
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '\n' || c == '\t':
			out[i] = ' '
			i++
		case c == ' ' || strings.IndexByte("+-*/^(),<>=!", c) >= 0:
			i++
		case c == '$' || c >= '0' && c <= '9' || c == '.' && i+1 < len(text) && isDigit(text[i+1]):
			if p, end := period(text, i); p != nil {
				put(i, end, token{period: p})
				i = end
				continue
			}
			end := quantityEnd(text, i)
			q, problem := unit.Parse(text[i:end])
			if problem != nil {
				r.m.Add(at.At(i, end-i), path, problem.Remedy, "%s", problem.Why)
				return "", nil, false
			}
			put(i, end, token{literal: &q})
			i = end
		case isLetter(c):
			end := nameEnd(text, i)
			if word := text[i:end]; word != "and" && word != "or" && word != "not" {
				put(i, end, token{})
			}
			i = end
		default:
			sign, _ := utf8.DecodeRuneInString(text[i:])
			what, remedy := string(sign), grammar
			if sign == '"' || sign == '\'' {
				what = "a text in quotes"
			}
			if plain := typed[sign]; plain != "" {
				remedy = "write " + plain
			}
			r.m.Add(at.At(i, 1), path, remedy, "%s has no place in an expression", what)
			return "", nil, false
		}
	}
	return string(out), found, true
}

// typed is what stands on a keyboard for what a word processor writes.
var typed = map[rune]string{'×': "*", '·': "*", '÷': "/", '−': "-", '–': "-", '—': "-", '≥': ">=", '≤': "<=", '≠': "!=",
	'&': "and", '|': "or", '²': "^ 2", '€': "$: all money is in dollars"}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

// nameEnd is where a dotted name ends. A dash belongs to a name when a letter or digit follows at once: write
// spaces around a minus.
func nameEnd(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case isLetter(c) || isDigit(c):
			i++
		case (c == '-' || c == '.') && i+1 < len(s) && (isLetter(s[i+1]) || isDigit(s[i+1])):
			i += 2
		default:
			return i
		}
	}
	return i
}

// period reads a date at i.
func period(s string, i int) (*unit.Period, int) {
	for _, n := range []int{10, 7} {
		if i+n <= len(s) && (i+n == len(s) || !isDigit(s[i+n]) && !isLetter(s[i+n])) {
			if p, ok := unit.ParsePeriod(s[i : i+n]); ok && s[i+4] == '-' {
				return &p, i + n
			}
		}
	}
	return nil, i
}

// quantityEnd is where a number with its units ends.
func quantityEnd(s string, i int) int {
	if s[i] == '$' {
		i++
	}
	for i < len(s) && (isDigit(s[i]) || s[i] == '.') {
		i++
	}
	if i+1 < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if s[j] == '-' || s[j] == '+' {
			j++
		}
		if j < len(s) && isDigit(s[j]) {
			for j < len(s) && isDigit(s[j]) {
				j++
			}
			i = j
		}
	}
	if i < len(s) && s[i] == '%' {
		i++
	} else if j := wordEnd(s, i); j > i {
		i = j // glued: bn, y, GW, or a mistake that Parse will name
	} else if j := skip(s, i); j > i {
		if k := wordEnd(s, j); k > j && !joins[s[j:k]] {
			i = k // 5 GW, $5 billion, or again a mistake: no two values stand side by side
		}
	}
	for i < len(s) { // /GW/y
		j := skip(s, i)
		if j >= len(s) || s[j] != '/' {
			break
		}
		j = skip(s, j+1)
		k := wordEnd(s, j)
		if k == j || !unit.IsUnit(s[j:k]) || k < len(s) && (s[k] == '.' || s[k] == '(') {
			break
		}
		i = k
	}
	if j := skip(s, i); strings.HasPrefix(s[j:], "effective") {
		i = j + len("effective")
	}
	return i
}

// joins are the words that may follow a quantity without being its unit.
var joins = map[string]bool{"and": true, "or": true, "not": true, "effective": true, "to": true}

func wordEnd(s string, i int) int {
	for i < len(s) && (isLetter(s[i]) || isDigit(s[i])) {
		i++
	}
	return i
}

func skip(s string, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}
