package scenario

import (
	"errors"
	"strings"
	"sync"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"dealsim/sim/unit"
)

// maxExpr is the longest expression that is read; the parser underneath recurses with nesting.
const maxExpr = 4096

// reader parses expressions of one scenario.
type reader struct {
	m        *Mistakes
	calendar unit.Calendar
	own      bool // the program's own expressions, which grow with what the file holds
}

const grammar = "expressions have names, quantities, + - * / ^, comparisons, and, or, not, and functions"

// expression parses text that stands at a place; nil after a mistake, which has been reported.
func (r *reader) expression(text string, at Place, path string) *Expr {
	switch depth := parentheses(text); {
	case strings.TrimSpace(text) == "":
		r.m.Add(at, path, "an expression is like  anthropic.arr >= $60bn and t > 1y", "the expression is empty")
		return nil
	case len(text) > maxExpr && !r.own:
		r.m.Add(at, path, "name parts of it under quantities", "the expression has %d characters, at most %d are read", len(text), maxExpr)
		return nil
	case depth > maxDepth:
		r.m.Add(at, path, "name parts of it under quantities", "parentheses stand %d deep, at most %d are read", depth, maxDepth)
		return nil
	}
	at = at.within(text)
	masked, tokens, ok := r.mask(text, at, path)
	if !ok {
		return nil
	}
	c := grower{r, tokens, text, at, path}
	if e := c.alone(); e != nil {
		e.Text = strings.TrimSpace(text)
		return e
	}
	tree, err := parser.Parse(masked)
	if err != nil {
		offset := 0
		var fe *file.Error
		if errors.As(err, &fe) {
			offset = min(fe.Column, len(text))
		}
		remedy := "an expression is like  anthropic.arr >= $60bn and t > 1y"
		switch {
		case strings.HasPrefix(text[offset:], "=") || offset > 0 && text[offset-1] == '=' && offset > 1 && strings.IndexByte("<>=!", text[offset-2]) < 0:
			remedy = "write == to compare"
		case offset >= len(strings.TrimRight(text, " \n")) && strings.Count(text, "(") > strings.Count(text, ")"):
			remedy = "a parenthesis is not closed"
		}
		r.m.Add(at.At(offset, 1), path, remedy, "%q cannot be read here", clip(text))
		return nil
	}
	e := c.convert(tree.Node)
	if e != nil {
		e.Text = strings.TrimSpace(text)
	}
	return e
}

// parentheses is how deep parentheses stand in each other.
func parentheses(text string) int {
	open, most := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(':
			open++
			most = max(most, open)
		case ')':
			open--
		}
	}
	return most
}

func clip(s string) string {
	if len(s) > 60 {
		return s[:57] + "…"
	}
	return s
}

var operators = map[string]string{"+": "+", "-": "-", "*": "*", "/": "/", "^": "^", "**": "^", "<": "<", "<=": "<=",
	">": ">", ">=": ">=", "==": "==", "!=": "!=", "and": "and", "or": "or", "&&": "and", "||": "or"}

// grower turns the parser's tree into an Expr with the places of our file.
type grower struct {
	*reader
	tokens tokens
	text   string
	at     Place
	path   string
}

func (c *grower) convert(n ast.Node) *Expr {
	from := n.Location().From
	switch n := n.(type) {
	case *ast.IdentifierNode:
		if t, ok := c.tokens.at(from); ok {
			return c.leaf(t, from)
		}
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return c.node(&Expr{Op: "neg"}, from, 1, n.Node)
		case "+":
			return c.convert(n.Node)
		case "not", "!":
			return c.node(&Expr{Op: "not"}, from, len(n.Operator), n.Node)
		}
	case *ast.BinaryNode:
		if op, ok := operators[n.Operator]; ok {
			return c.node(&Expr{Op: op}, from, len(n.Operator), n.Left, n.Right)
		}
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			from = callee.Location().From
			if t, ok := c.tokens.at(from); ok && t.literal == nil && t.period == nil {
				return c.node(&Expr{Op: "call", Name: t.text}, from, len(t.text), n.Arguments...)
			}
		}
	}
	c.m.Add(c.at.At(from, 1), c.path, grammar, "%q cannot be read here", clip(c.text))
	return nil
}

// alone reads what most expressions are, a name or a quantity alone, which needs no parser; nil for anything else.
//
// Checked: TestANameAloneIsAsTheParserReadsIt.
func (c *grower) alone() *Expr {
	if len(c.tokens) != 1 || strings.TrimSpace(c.text) != c.tokens[0].text {
		return nil
	}
	return c.leaf(c.tokens[0], c.tokens[0].from)
}

// leaf is a name or a quantity.
func (c *grower) leaf(t token, from int) *Expr {
	e := &Expr{Text: t.text, Place: c.at.At(from, len(t.text)), from: from, to: from + len(t.text)}
	switch {
	case t.literal != nil:
		e.Op, e.Value, e.Dim = "literal", t.literal.Value, t.literal.Dim
	case t.period != nil:
		e.Op, e.Value, e.Dim = "literal", years(c.calendar, t.period.Last), unit.Day
	default:
		e.Op, e.Name = "name", t.text
	}
	return e
}

// node is an operation or a call with its arguments.
func (c *grower) node(e *Expr, from, width int, args ...ast.Node) *Expr {
	for _, a := range args {
		x := c.convert(a)
		if x == nil {
			return nil
		}
		e.Args = append(e.Args, x)
	}
	return c.span(e, from, width)
}

// span finds the part of the text that an operation or a call is, from its sign or name and its arguments.
func (c *grower) span(e *Expr, from, width int) *Expr {
	e.Place, e.from, e.to = c.at.At(from, width), from, from+width
	for _, x := range e.Args {
		e.from, e.to = min(e.from, x.from), max(e.to, x.to)
	}
	e.balance(c.text)
	if e.Op == "call" && len(e.Args) == 0 {
		if i := strings.IndexByte(c.text[e.to:], ')'); i >= 0 {
			e.to += i + 1
		}
	}
	e.Text = c.text[e.from:e.to]
	return e
}

// balance widens the part of the text until its parentheses are closed.
func (e *Expr) balance(text string) {
	open, missing := 0, 0
	for i := e.from; i < e.to; i++ {
		switch text[i] {
		case '(':
			open++
		case ')':
			if open--; open < 0 {
				missing, open = missing+1, 0
			}
		}
	}
	for ; missing > 0 && e.from > 0; e.from-- {
		if text[e.from-1] == '(' {
			missing--
		}
	}
	for ; open > 0 && e.to < len(text); e.to++ {
		if text[e.to] == ')' {
			open--
		}
	}
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

// written are expressions that the program has written before, for whoever compiles a deal again with another term.
var written struct {
	sync.Mutex
	exprs map[ownText]*Expr
}

// ownText is an expression with what its dates mean.
type ownText struct {
	text string
	unit.Calendar
}

const mostWritten = 1 << 12

// ParseExpression reads an expression that the program itself writes. Others may have the same: it is not to be changed.
func ParseExpression(text string, c unit.Calendar, m *Mistakes) *Expr {
	key := ownText{text, c}
	written.Lock()
	e := written.exprs[key]
	written.Unlock()
	if e != nil {
		return e
	}
	r := reader{m: m, calendar: c, own: true}
	f := &File{Name: "dealsim", Lines: []string{text}, rank: 1 << 20}
	if e = r.expression(text, Place{File: f, Line: 1, Col: 1, Width: len(text)}, ""); e == nil {
		return nil
	}
	written.Lock()
	defer written.Unlock()
	if written.exprs == nil || len(written.exprs) >= mostWritten {
		written.exprs = map[ownText]*Expr{}
	}
	written.exprs[key] = e
	return e
}
