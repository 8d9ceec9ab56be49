package scenario

import (
	"errors"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"dealsim/sim/unit"
)

// maxExpr is the longest expression that is read; the parser underneath recurses with nesting.
const maxExpr = 4096

// token is a name or a quantity in an expression. The grammar's parser sees a placeholder of the same length in
// its place, so that columns stay right and $2.5bn, 5 GW, 2026-Q2 and target-1.amount are single words to it.
type token struct {
	text    string
	literal *unit.Quantity
	period  *unit.Period
}

// reader parses expressions of one scenario.
type reader struct {
	m        *Mistakes
	calendar unit.Calendar
}

// expression parses text that stands at a place; nil after a mistake, which has been reported.
func (r *reader) expression(text string, at Place, path string) *Expr {
	if len(text) > maxExpr {
		r.m.Add(at, path, "name parts of it under quantities", "the expression has %d characters, at most %d are read", len(text), maxExpr)
		return nil
	}
	if strings.Count(text, "(") > maxDepth {
		r.m.Add(at, path, "name parts of it under quantities", "nested too deeply")
		return nil
	}
	masked, tokens, ok := r.mask(text, at, path)
	if !ok {
		return nil
	}
	tree, err := parser.Parse(masked)
	if err != nil {
		offset := 0
		var fe *file.Error
		if errors.As(err, &fe) {
			offset = fe.Column
		}
		r.m.Add(at.At(min(offset, len(text)), 1), path, "an expression is like  anthropic.arr >= $60bn and t > 1y", "%q cannot be read here", clip(text))
		return nil
	}
	return r.convert(tree.Node, tokens, text, at, path)
}

func clip(s string) string {
	if len(s) > 60 {
		return s[:57] + "…"
	}
	return s
}

// mask finds names and quantities and replaces them by placeholders.
func (r *reader) mask(text string, at Place, path string) (string, map[int]token, bool) {
	out := []byte(text)
	tokens := map[int]token{}
	put := func(from, to int, t token) {
		t.text = text[from:to]
		tokens[from] = t
		out[from] = 'q'
		for i := from + 1; i < to; i++ {
			out[i] = '0'
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
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
			r.m.Add(at.At(i, 1), path, "expressions have names, quantities, + - * / ^, comparisons, and, or, not, and functions", "%q has no place in an expression", []rune(text[i:])[0])
			return "", nil, false
		}
	}
	return string(out), tokens, true
}

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
		if k := wordEnd(s, j); k > j && unit.IsUnit(s[j:k]) {
			i = k
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

var operators = map[string]string{"+": "+", "-": "-", "*": "*", "/": "/", "^": "^", "**": "^", "<": "<", "<=": "<=",
	">": ">", ">=": ">=", "==": "==", "!=": "!=", "and": "and", "or": "or", "&&": "and", "||": "or"}

// convert turns the parser's tree into an Expr with the places of our file.
func (r *reader) convert(n ast.Node, tokens map[int]token, text string, at Place, path string) *Expr {
	from := n.Location().From
	wrong := func() *Expr {
		r.m.Add(at.At(from, 1), path, "expressions have names, quantities, + - * / ^, comparisons, and, or, not, and functions", "%q cannot be read here", clip(text))
		return nil
	}
	args := func(e *Expr, nodes ...ast.Node) *Expr {
		for _, a := range nodes {
			x := r.convert(a, tokens, text, at, path)
			if x == nil {
				return nil
			}
			e.Args = append(e.Args, x)
		}
		return e
	}
	switch n := n.(type) {
	case *ast.IdentifierNode:
		t, ok := tokens[from]
		if !ok {
			return wrong()
		}
		e := &Expr{Text: t.text, Place: at.At(from, len(t.text))}
		switch {
		case t.literal != nil:
			e.Op, e.Value, e.Dim = "literal", t.literal.Value, t.literal.Dim
		case t.period != nil:
			e.Op, e.Value, e.Dim = "literal", years(r.calendar, t.period.Last), unit.Day
		default:
			e.Op, e.Name = "name", t.text
		}
		return e
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return args(&Expr{Op: "neg", Text: text, Place: at.At(from, 1)}, n.Node)
		case "+":
			return r.convert(n.Node, tokens, text, at, path)
		case "not", "!":
			return args(&Expr{Op: "not", Text: text, Place: at.At(from, len(n.Operator))}, n.Node)
		}
	case *ast.BinaryNode:
		op, ok := operators[n.Operator]
		if !ok {
			return wrong()
		}
		return args(&Expr{Op: op, Text: text, Place: at.At(from, len(n.Operator))}, n.Left, n.Right)
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok {
			return wrong()
		}
		t, ok := tokens[callee.Location().From]
		if !ok || t.literal != nil || t.period != nil {
			return wrong()
		}
		return args(&Expr{Op: "call", Name: t.text, Text: text, Place: at.At(callee.Location().From, len(t.text))}, n.Arguments...)
	}
	return wrong()
}

// Canonical is a text that is the same for the same meaning, used to compute a thing once.
func (e *Expr) Canonical() string {
	switch e.Op {
	case "literal", "dist":
		return e.Text
	case "name":
		return e.Name
	}
	parts := make([]string, len(e.Args))
	for i, a := range e.Args {
		parts[i] = a.Canonical()
	}
	name := e.Op
	if e.Op == "call" {
		name = e.Name
	}
	return name + "(" + strings.Join(parts, ", ") + ")"
}

// ParseExpression reads an expression that the program itself writes.
func ParseExpression(text string, c unit.Calendar, m *Mistakes) *Expr {
	r := reader{m: m, calendar: c}
	f := &File{Name: "dealsim", Lines: []string{text}, rank: 1 << 20}
	return r.expression(text, Place{File: f, Line: 1, Col: 1, Width: len(text)}, "")
}
