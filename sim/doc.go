// Package sim is the architecture of dealsim, in words. The code is in the packages below it.
//
// # The line
//
//	scenario file ─Read→ Scenario ─Compile→ Program ─Run→ Result ─→ CSV, charts, report
//	   (text)            (meant)            (will do)      (happened)
//
// One direction. Two waists: everything that comes in becomes a scenario.Scenario, everything that goes out is
// drawn from a result.Result. Nothing after the result knows how it was made; nothing before the program knows
// that anything is repeated.
//
// # One graph
//
// Every block of a scenario (a driver, a company's revenue, a tranche, a commitment) publishes named quantities:
// anthropic.arr, aws.spend, amazon.stake. An expression reads quantities and makes another. While a scenario is
// compiled each block becomes one or more nodes; a node has a phase (its place in the order of a step), reads
// columns and writes columns. Within a phase nodes are sorted by what they read, then by name, never by their
// place in the file. A node that reads what is known only later in the step is a mistake that says: use prev(x).
//
// # The order of a step
//
//	1 drivers move → 2 shocks strike → 3 revenue and value → 4 capacity and price → 5 demand and spend →
//	6 cash → 7 commitments settle → 8 tranches decide → 9 rounds → 10 exits → 11 metrics look
//
// It stands as one function in package engine (step.go). Step 0 is the day of the deal: stocks have their first
// value, dated tranches whose day has come are paid, and nothing moves. Steps 1 to n end on the calendar's period
// ends; conditions are looked at there, and only there.
//
// # What is told
//
// Any path can be run again by its number: engine.Program.Replay gives its series, its metrics and its events. A kind
// says what happened to its block with a teller (Maker.Tell), which sees the columns at both ends of a step; payments
// tell of themselves. Tellers are asked when a path is kept or told, never in a run, so that they cost it nothing.
//
// # Columns, blocks, chunks
//
// A column is one quantity of 256 paths (column.Size). A block of 256 paths holds all columns of a program, and
// every operation is a loop over whole columns: it sees no name, map or interface per path and allocates nothing.
// Where in most steps nothing happens on any path (no tranche is met, no share issued), a clause looks at the whole
// block first, and what it then leaves at 0 on every path is known to be (program.Block.Clear): nobody adds it up. What
// happens on few paths is done on those (column.Set). What is the same on every path is made once (Maker.Derived), constants are folded when compiled,
// and what several numbers do to a column is one pass (engine/chains.go). An output that hardly anybody asks for is made where somebody
// does (Maker.Optional), one that is a driver by another name is the driver's column, and a column that seldom changes is looked at
// when it has been opened (program.Block.Note).
//
// A chunk is two blocks: the unit of work of a thread, and the unit in which means and variances are merged, in
// chunk order; histograms are integer counts and merge in any order. So a result is the same, bit for bit, for any
// number of threads. A series is turned into moments and keys of its tally at the end of each step, while it is in the
// cache; keys are counted when there are those of many paths, one tally at a time (engine/tallier.go, stats/tally_count.go).
// Nothing is kept that grows with the number of paths.
//
// # Randomness
//
// Threefry2x64-13 (Salmon et al. 2011), counter-based: the key is (seed, name of the driver), the counter is (path,
// step). A draw depends on nothing else, so that adding, removing or reordering anything moves no other driver's
// draws, any path can be run again alone, and two variants of a deal share their world. No generator of Go's
// standard library can be asked for the draw of one path and step without drawing those before it.
//
// Kernels multiply and add separately (float64(a*b)+c) and use their own exp and log, so that the same bits come
// out on every processor and at every GOAMD64 level. In a build with GOEXPERIMENT=simd (make build) the kernels of
// packages column, random, stats and dist work on vectors where the processor has them; each stands beside its scalar twin,
// which has the same bits, and tests hold the two together.
//
// # Walk one scenario through
//
//	tranches.target-1: {investor: amazon, into: anthropic, amount: $5bn, when: anthropic.arr >= target_1, …}
//
//	1 scenario.Read finds the section's kind in the schema.Language (package clause has registered "tranche"), and
//	  decodes each key by the kind's field table: amount is money, when is a condition, its text becomes an Expr.
//	  Mistakes are collected with line and column, never returned one by one.
//	2 engine.Compile asks the kind to build itself. The clause asks its program.Maker for columns: Number("amount"),
//	  Signal("when"), Uniform("discretion"); it publishes target-1.triggered and target-1.paid, and adds operations
//	  to phase 8. The engine has resolved anthropic.arr to a column, checked that money is compared with money, and
//	  made the condition a 0/1 column.
//	3 engine.Run lets threads take chunks; each runs start, steps and finish over blocks, and hands columns to the
//	  collectors: one stats.Sample for each series and date and for each metric.
//	  Of headline metrics the draws of the first paths are kept as well, in the order of the paths: joint tails.
//	4 package table writes the samples as CSV; package plots draws them. Both read the Result and nothing else.
//
// # Who may import whom
//
// A test in this folder (imports_test.go) reads this table and holds it against the code. Of our own packages each may
// import what stands after the last colon of its line, and no other.
//
//	unit         dimensions, quantities with units, dates and the calendar of a run: nothing
//	column       a column of paths and the kernels on it: nothing
//	random       the streams: column
//	schema       field tables and kinds: unit
//	stats        samples, histograms, quantiles, errors of estimates: nothing
//	dist         distributions by inverse cdf: unit, schema, column
//	program      what will be done, and the Maker a kind builds itself with: unit, column
//	process      how drivers move, one law a file; never clause: program, unit, schema, column
//	clause       what the contract says, one clause a file; never process: program, unit, schema, column
//	metric       what is asked of a path, one metric a file: schema
//	scenario     text → Scenario, and what editors are told of the text; the only one that sees YAML and the expression parser: unit, schema, dist
//	result       the waist: unit, stats
//	engine       Scenario → Program → Result: unit, column, random, schema, stats, dist, program, process, clause, metric, scenario, result
//	doubt        what an author may not have meant, one rule a file: scenario, engine, result, stats, schema, unit
//	table        Result → files; the only one below sim that writes: result, stats, unit
//	story        Result → one path in sentences: result, unit, table
//	../plots     Result → charts; the only one that sees gonum/plot: result, stats, unit
//	../scenarios the deals, embedded: nothing
//	../bench     other programs beside dealsim, and the check of them all: nothing
//	../cmd       flags, printing, exit codes: everything
//
// A folder below one of these (column/gen, which writes column's tables; column/internal/exact; column/levels, for tests) is a part of it.
//
// No wall clock and no global source of randomness below sim.
//
// # Invariants
//
//   - the same seed gives the same bytes, whatever the threads
//   - a driver's draws depend on (seed, name, path, step) alone
//   - money is never made: every payment is a posting from one party to another
//   - undefined outcomes (NaN in a metric's column) are counted, never dropped
//   - nothing is written before everything is known to be right; a results folder appears whole or not at all
package sim
