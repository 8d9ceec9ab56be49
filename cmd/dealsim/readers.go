package main

import (
	"fmt"
	"io"
	"strings"

	"dealsim/sim/engine"
	"dealsim/sim/result"
	"dealsim/sim/table"
)

// reader is somebody who reads a result: which lines come first, in which order, and which charts. A line that the file
// has nothing for is left out; of several subjects each has one.
type reader struct {
	name   string
	wants  string // what the file must have to say anything to this reader
	lines  []line
	charts []string // patterns of their names
	own    bool     // of a file with several holdings what its author asks of it comes first: how they go together
}

// line gives rows of the summary, one for each subject it fits.
type line func(*view) [][]string

// firstLines is how many lines a reader gets.
const firstLines = 10

var readers = []reader{
	{"investor", "a tranche, a round that somebody joins, or a stake that somebody holds",
		[]line{deployed, tranchesAtOnce, finalStake, stakeWorth, returns, vendorSpend, floorBinds, bothSides, netCash, jointTail},
		[]string{"tranches", "distribution-*_stake_value_*", "fan-*-value", "payments", "fan-spend-*", "commitment-*"}, true},
	{"company", "a company, or a commitment that somebody buys under",
		[]line{leastCash, equityGiven, floorCosts, coverage, concentration, ownershipLeft, deployed, milestones},
		[]string{"fan-*-cash", "commitment-*", "fan-spend-*", "fan-*-arr", "tranches"}, false},
	{"analyst", "a tranche, a commitment, or inputs",
		[]line{deployed, tranchesAtOnce, spendOfAll, floorExceeded, revenueAsked, circularity, pricePaid, inputShares, movesMost},
		[]string{"payments", "tranches", "commitment-*", "distribution-*_spend_total", "fan-*-arr"}, true},
}

// readerOf finds a reader by name; nil for none.
func readerOf(name string) *reader {
	for i := range readers {
		if readers[i].name == name {
			return &readers[i]
		}
	}
	return nil
}

func readerNames() string {
	var out []string
	for _, r := range readers {
		out = append(out, r.name)
	}
	return strings.Join(out, ", ")
}

// view is the result that lines are drawn from, and who reads it.
type view struct {
	*result.Result
	program *engine.Program
	horizon string
}

// rows are the reader's lines; none where the file has nothing for it.
func (x *reader) rows(v *view) [][]string {
	var out [][]string
	if x.own && v.holdings() > 1 {
		out = expected(v)
	}
	for _, l := range x.lines {
		out = append(out, l(v)...)
	}
	return out[:min(len(out), firstLines)]
}

// article stands before a reader's name.
func (x *reader) article() string {
	if strings.ContainsAny(x.name[:1], "aeiou") {
		return "an " + x.name
	}
	return "a " + x.name
}

// printRows writes rows under one head. A row of one cell is a sentence of its own, below them.
func printRows(w io.Writer, rows [][]string) {
	head, sentences := [][]string{{"", "expected", "P10", "median", "P90", ""}}, []string{}
	for _, row := range rows {
		if len(row) == 1 {
			sentences = append(sentences, row[0])
			continue
		}
		head = append(head, row)
	}
	if len(head) > 1 {
		_ = table.Align(w, head, []bool{false, true, true, true, true, false})
	}
	for _, s := range sentences {
		fmt.Fprintln(w, s)
	}
	if len(rows) > 0 {
		fmt.Fprintln(w)
	}
}
