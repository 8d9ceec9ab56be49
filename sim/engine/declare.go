package engine

import (
	"strings"

	"dealsim/sim/program"
	"dealsim/sim/scenario"
	"dealsim/sim/unit"
)

// base is the name that a block's outputs start with.
func base(b *scenario.Block) string {
	if b.Role == "revenue" || b.Role == "value" {
		return b.Owner
	}
	return b.ID
}

// outputName is the full name of an output of a block.
func outputName(b *scenario.Block, suffix string) string {
	if suffix == "" && b.Role == "revenue" {
		suffix = "arr"
	}
	if suffix == "" && b.Role == "value" {
		suffix = "value"
	}
	if suffix == "" {
		return base(b)
	}
	if base(b) != b.ID && !ofCompany[suffix] { // revenue and value may both have a volatility
		return b.ID + "." + suffix
	}
	return base(b) + "." + suffix
}

// ofCompany are the outputs of a company's revenue and value that bear the company's name.
var ofCompany = map[string]bool{"arr": true, "value": true, "growth": true, "growth_level": true, "multiple": true}

// plainWords are the parts of a name as words.
var plainWords = strings.NewReplacer("_", " ", ".", " ")

// declare makes the quantities that a block will publish.
func (c *compiler) declare(b *scenario.Block) {
	if b.Kind == nil { // its process is unknown: whatever it would publish fits
		for _, name := range []string{outputName(b, ""), outputName(b, "growth")} {
			c.quantities[name] = &quantity{name: name, dim: unit.Any, known: true, broken: true, slot: program.None, at: b.Place}
		}
		return
	}
	for _, o := range b.Kind.Outputs {
		name := outputName(b, o.Suffix)
		if o.Of != "" && b.Values[o.Of] == nil && !b.Broken {
			c.unsaid[name] = b
			continue
		}
		label := o.Label
		if label == "" {
			label = strings.ReplaceAll(o.Suffix, "_", " ")
		}
		if label == "" {
			label = strings.ReplaceAll(b.ID, "_", " ")
		} else {
			label = strings.TrimSpace(label + " of " + base(b))
		}
		if b.Section == "drivers" || b.Role == "" && b.Kind.Section == "process" {
			label = plainWords.Replace(name)
		}
		dim := o.Dim
		if o.Own {
			dim = c.ownDim(b)
		}
		if b.Broken {
			dim = unit.Any
		}
		if old := c.quantities[name]; old != nil && old.node == nil && !old.broken {
			continue
		}
		c.quantities[name] = &quantity{name: name, label: label, dim: dim, known: true, flow: o.Flow, hidden: o.Hidden, slot: c.column(), broken: b.Broken, at: b.Place}
	}
}

// borrow gives outputs that are a field itself the column of the driver that the field names: nobody need copy it.
func (c *compiler) borrow() {
	for _, b := range c.s.Blocks {
		if b.Kind == nil || b.Broken {
			continue
		}
		for _, o := range b.Kind.Outputs {
			v := b.Values[o.Of]
			if !o.Is || v == nil || v.Expr == nil || v.Expr.Op != "name" {
				continue
			}
			q, driver := c.quantities[outputName(b, o.Suffix)], c.blocks[v.Expr.Name]
			if driver == nil || driver.Section != "drivers" {
				continue
			}
			if from := c.quantities[v.Expr.Name]; q != nil && from != nil && !q.broken && !from.broken && from.slot != program.None {
				q.slot, q.borrowed = from.slot, true
			}
		}
	}
}
