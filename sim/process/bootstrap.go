package process

import (
	"math"

	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "bootstrap",
		Summary: "Growth by percentages drawn from a history, in blocks.",
		Why:     "For a price with a record of the run's own steps, when no law is trusted: what has happened may happen again, in the same sizes and, within a block, in the same order.",
		Model:   "S ← S·(1 + c); the changes c come in blocks of block steps: each block starts anywhere in the history with equal probability, takes the changes that follow in order, and goes on with the first after the last.\nUnits: S in those of start; changes plain numbers, simple returns of one step each.",
		Step:    "Exact: the law is made of steps, and the changes belong to their length. All paths begin a block in the same steps; the last block is cut at the horizon.",
		Moments: "With block 1: mean start·(1+mean of changes)^n after n steps; log S has mean n times that of log(1+c) and variance n times its variance. With longer blocks: mean start times the product over blocks of the mean, over the starts, of the product of a block's changes.",
		Limits:  "A block below 1; a start below zero. A change below -100% counts as -100%. Nothing outside the history ever happens in one step, and drift is the history's: shift the changes for another. There is no factor to correlate. A shock lasts.",
		Source:  "Efron (1979), Bootstrap Methods, Annals of Statistics 7(1), 1–26, for block 1; Politis and Romano (1992), A Circular Block-Resampling Procedure for Stationary Data, in LePage and Billard, Exploring the Limits of Bootstrap, 263–270.",
		Checked: "TestBootstrap (mean, mean and variance of the log, negative control), TestBootstrapInBlocks (mean and variance with memory, negative control), TestBootstrapKeepsTheOrder, TestBootstrapUsesEveryChange.",
		Example: "drivers:\n  gpu_price: {process: bootstrap, start: $10bn/GW/y, changes: [3%, -1%, -8%,\n              -12%, 2%, 5%, -3%, -6%], block: 4}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Own: true, Required: true, Min: schema.Limit(0), Help: "the value on the day of the deal"},
			{Name: "changes", Form: schema.List, Dim: unit.Number, Required: true, Help: "the history: what a step added, as a share, oldest first"},
			{Name: "block", Form: schema.Count, Default: "1", Min: schema.Limit(1), Max: schema.Limit(10000), Help: "how many steps in a row are taken together: 1 for none"},
		},
		Outputs: itself("value"),
	},
	Build: func(m program.Maker) {
		enter(m)
		changes, block := m.List("changes"), m.Count("block")
		out, at, starts := m.Output(""), m.Column(), m.Stream("blocks")
		copyAt(m, out, m.Number("start"))
		carried(m, out)
		n := float64(len(changes))
		m.Step(func(b *program.Block) {
			s, at := b.Col(out), b.Col(at)
			if number, within := (b.Step-1)/block, (b.Step-1)%block; within == 0 {
				for i := range at {
					at[i] = min(n-1, math.Floor(n*starts(b.Path[i], uint64(number))))
				}
			}
			for i := range s {
				c := b.Col(changes[int(at[i])])[i]
				s[i] = float64(s[i] * max(0, 1+c))
				if at[i]++; at[i] == n {
					at[i] = 0
				}
			}
		})
	},
})
