// Package table makes files of a result: the CSV files, the data package that describes them, the manifest that
// vouches for them, and plain tables for a terminal. It reads the Result and nothing else.
//
//	Result ─fill→ Sheet (cells, checked against the columns) ─→ Folder (written beside, renamed when whole)
//
// What a file holds stands once, in the tables of this file: the CSV header, the check of every cell and the schemas
// of datapackage.json are all made from it.
package table

import "dealsim/sim/result"

// Table is one CSV file: its columns, and how its rows are made.
type Table struct {
	Name    string // the file, "summary.csv"
	Title   string
	Row     string   // what one row is, "a metric"
	Key     []string // the columns that name a row; where one of them can be empty the schema has no primary key
	Columns []Column
	Fill    func(*result.Result, *Sheet) error
}

// Column is one column of a table. A truth value is an Integer, 0 or 1.
type Column struct {
	Name string
	Type Type
	Unit string // "" for text and dates, PerRow where the column called unit says it
	Text string // what it is, in a sentence
	Gap  string // when a cell is empty; "" when it never is
}

// Type is a column's type, as a Frictionless table schema calls it.
type Type string

// The types of columns.
const (
	String  Type = "string"
	Number  Type = "number"
	Integer Type = "integer"
	Date    Type = "date"
)

// The units of columns.
const (
	PerRow = "the row's unit"
	Money  = "USD bn"
	Share  = "1"
	Years  = "y"
)

// When cells are empty.
const (
	noDraw   = "no draw is defined"
	noLabel  = "nobody wrote one"
	noMetric = "nothing of the kind can happen to it, or no draw is defined"
	noPaid   = "it is never paid"
)

// Tables are the CSV files of a run.
func Tables() []Table { return tables }

var tables = []Table{
	{"summary.csv", "Answers", "a metric", []string{"metric"}, []Column{
		{"metric", String, "", "name of the metric", ""},
		{"unit", String, "", "unit of the row's numbers; 1 is a plain number or a share", ""},
		{"label", String, "", "the metric in words", noLabel},
		{"mean", Number, PerRow, "mean of the defined draws", noDraw},
		{"mcse", Number, PerRow, "Monte Carlo standard error of the mean", "fewer than two draws are defined"},
		{"sd", Number, PerRow, "standard deviation of the draws", "fewer than two draws are defined"},
		{"p01", Number, PerRow, "1% quantile of the draws", noDraw},
		{"p05", Number, PerRow, "5% quantile of the draws", noDraw},
		{"p10", Number, PerRow, "10% quantile of the draws", noDraw},
		{"p25", Number, PerRow, "25% quantile of the draws", noDraw},
		{"p50", Number, PerRow, "median of the draws", noDraw},
		{"p75", Number, PerRow, "75% quantile of the draws", noDraw},
		{"p90", Number, PerRow, "90% quantile of the draws", noDraw},
		{"p95", Number, PerRow, "95% quantile of the draws", noDraw},
		{"p99", Number, PerRow, "99% quantile of the draws", noDraw},
		{"tail_mean_05", Number, PerRow, "mean of the lowest 5% of the draws", noDraw},
		{"undefined", Integer, "", "paths on which the metric has no value", ""},
	}, summary},
	{"series.csv", "Quantities over time", "a quantity at a date", []string{"series", "date"}, []Column{
		{"series", String, "", "name of the quantity", ""},
		{"unit", String, "", "unit of the row's numbers", ""},
		{"date", Date, "", "last day of the step; the day of the deal in the first row", ""},
		{"t_years", Number, Years, "years after the day of the deal", ""},
		{"mean", Number, PerRow, "mean across paths", noDraw},
		{"mcse", Number, PerRow, "Monte Carlo standard error of the mean", "fewer than two draws are defined"},
		{"p05", Number, PerRow, "5% quantile across paths", noDraw},
		{"p25", Number, PerRow, "25% quantile across paths", noDraw},
		{"p50", Number, PerRow, "median across paths", noDraw},
		{"p75", Number, PerRow, "75% quantile across paths", noDraw},
		{"p95", Number, PerRow, "95% quantile across paths", noDraw},
	}, series},
	{"distributions.csv", "Histograms of the answers", "a bin of a metric", []string{"metric", "bin_low"}, []Column{
		{"metric", String, "", "name of the metric", ""},
		{"unit", String, "", "unit of the bounds", ""},
		{"bin_low", Number, PerRow, "lower bound of the bin", ""},
		{"bin_high", Number, PerRow, "upper bound of the bin", ""},
		{"count", Integer, "", "draws in the bin", ""},
		{"density", Number, "1 / the row's unit", "share of the defined draws in the bin over its width", "the bin is a single value"},
		{"cdf", Number, Share, "share of the defined draws up to the bin's upper bound", ""},
	}, distributions},
	{"tranches.csv", "Tranches", "a tranche", []string{"tranche"}, []Column{
		{"tranche", String, "", "id of the tranche", ""},
		{"amount_expected", Number, Money, "mean of the money paid, over all paths", noMetric},
		{"probability", Number, Share, "share of all paths on which it is paid within the horizon", noMetric},
		{"mcse", Number, Share, "Monte Carlo standard error of the probability", noMetric},
		{"p_expired", Number, Share, "share of all paths on which its deadline passes first", noMetric},
		{"p_declined", Number, Share, "share of all paths on which the investor declines to pay", noMetric},
		{"median_date", Date, "", "end of the step by which half of the paths that pay it have paid", noPaid},
		{"price_mean", Number, Money, "mean pre-money price it is paid at, over the paths that pay it", noPaid},
		{"stake_mean", Number, Share, "mean stake it buys, over the paths that pay it", noPaid},
		{"value_to_investor", Number, Money, "mean of what the shares were worth on the day less the money paid, over all paths", noMetric},
	}, tranches},
	{"triggers.csv", "Triggers of tranches", "a tranche at a date", []string{"tranche", "date"}, []Column{
		{"tranche", String, "", "id of the tranche", ""},
		{"date", Date, "", "last day of the step; the day of the deal in the first row", ""},
		{"t_years", Number, Years, "years after the day of the deal", ""},
		{"cumulative_probability", Number, Share, "share of all paths on which it has triggered by then", noDraw},
		{"mcse", Number, Share, "Monte Carlo standard error of the probability", noDraw},
	}, triggers},
	{"commitments.csv", "Commitments", "a commitment in a contract year", []string{"commitment", "year"}, []Column{
		{"commitment", String, "", "id of the commitment", ""},
		{"year", Integer, "", "contract year, the first is 1", ""},
		{"floor", Number, Money, "mean of what is promised in the year, relief taken off", noMetric},
		{"spend_mean", Number, Money, "mean of what is spent in the year", noMetric},
		{"spend_p05", Number, Money, "5% quantile of what is spent in the year", noMetric},
		{"spend_p50", Number, Money, "median of what is spent in the year", noMetric},
		{"spend_p95", Number, Money, "95% quantile of what is spent in the year", noMetric},
		{"shortfall_probability", Number, Share, "share of all paths on which a shortfall is found at a settlement in the year", noMetric},
		{"shortfall_mean", Number, Money, "mean of the shortfall found in the year, over all paths", noMetric},
		{"coverage_p50", Number, Share, "median of what counts over what is promised: to date when cumulative, in the year when annual", noMetric},
	}, commitments},
	{"ledger.csv", "Who pays whom", "what a party pays another, of one kind, in a year or in the whole run", []string{"from", "to", "kind", "year"}, []Column{
		{"from", String, "", "who pays", ""},
		{"to", String, "", "who is paid", ""},
		{"kind", String, "", "what for: equity, grant, spend, true-up, revenue, proceeds …", ""},
		{"year", Integer, "", "year after the day of the deal, whose own payments are of year 1", "the row is of the whole run"},
		{"unit", String, "", "unit of the row's numbers", ""},
		{"mean", Number, PerRow, "mean of the money paid, over all paths", noDraw},
		{"mcse", Number, PerRow, "Monte Carlo standard error of the mean", "fewer than two draws are defined"},
		{"p05", Number, PerRow, "5% quantile of the money paid", noDraw},
		{"p50", Number, PerRow, "median of the money paid", noDraw},
		{"p95", Number, PerRow, "95% quantile of the money paid", noDraw},
	}, ledger},
	{"joint.csv", "The answers by how a stake ends", "a metric in a decile of another", []string{"by", "decile", "metric"}, []Column{
		{"by", String, "", "name of the metric by which paths are put in order: the value of a stake at the horizon", ""},
		{"decile", Integer, "", "tenth of the paths: 1 has the lowest values, 10 the highest", ""},
		{"low", Number, Money, "lowest value of that metric in the decile", ""},
		{"high", Number, Money, "highest value of that metric in the decile", ""},
		{"metric", String, "", "name of the metric that is looked at", ""},
		{"unit", String, "", "unit of mean to p95", ""},
		{"mean", Number, PerRow, "mean over the paths of the decile", noDraw},
		{"mcse", Number, PerRow, "Monte Carlo standard error of the mean, that of the decile's borders included", "fewer than two draws are defined"},
		{"p05", Number, PerRow, "5% quantile over the paths of the decile", noDraw},
		{"p50", Number, PerRow, "median over the paths of the decile", noDraw},
		{"p95", Number, PerRow, "95% quantile over the paths of the decile", noDraw},
		{"undefined", Integer, "", "paths of the decile on which the metric has no value", ""},
	}, joint},
	{"correlations.csv", "Rank correlations of the answers", "a pair of metrics", []string{"metric_a", "metric_b"}, []Column{
		{"metric_a", String, "", "name of a metric", ""},
		{"metric_b", String, "", "name of another", ""},
		{"spearman", Number, Share, "Spearman's rank correlation over paths, equal values at the mean of their ranks", "one of the two is the same on every path"},
		{"mcse", Number, Share, "its standard error (Bonett and Wright 2000)", "one of the two is the same on every path, or fewer than four paths have both"},
		{"paths", Integer, "", "paths on which both are defined", ""},
		{"undefined", Integer, "", "paths on which one of them has no value", ""},
	}, correlations},
	{"assumptions.csv", "What the scenario assumes", "an input", []string{"input"}, []Column{
		{"input", String, "", "name of the input", ""},
		{"value", String, "", "its value as written", ""},
		{"unit", String, "", "unit of the row's numbers", ""},
		{"status", String, "", "sourced, reported or assumed", noLabel},
		{"role", String, "", "lever (a term of the deal) or uncertainty (the world)", noLabel},
		{"source", String, "", "id of the source it cites", noLabel},
		{"note", String, "", "why this value", noLabel},
		{"mean", Number, PerRow, "mean of its distribution", "it has none"},
		{"p05", Number, PerRow, "5% quantile of its distribution; the value itself when certain", "it has none"},
		{"p95", Number, PerRow, "95% quantile of its distribution; the value itself when certain", "it has none"},
	}, assumptions},
	{"paths.csv", "Some paths in full", "a quantity of a path at a date", []string{"path", "series", "date"}, []Column{
		{"path", Integer, "", "number of the path", ""},
		{"series", String, "", "name of the quantity", ""},
		{"unit", String, "", "unit of the value", ""},
		{"date", Date, "", "last day of the step; the day of the deal in the first row", ""},
		{"t_years", Number, Years, "years after the day of the deal", ""},
		{"value", Number, PerRow, "the quantity on this path", "it is undefined then"},
	}, paths},
	{"events.csv", "What happened on some paths", "an event of a path", nil, []Column{
		{"path", Integer, "", "number of the path, one of those in paths.csv", ""},
		{"date", Date, "", "last day of the step in which it happened; rows of a path and date stand in the order of the step", ""},
		{"kind", String, "", "trigger (a look at a comparison of a tranche's condition), met, decision, funded, expired, cancelled, payment, round, exit, note, shock, year, settlement, shortfall, true-down, terminated, option, turn", ""},
		{"subject", String, "", "whose event it is: the id of a tranche, commitment, round, exit, note or shock, or who makes the payment", ""},
		{"quantity", String, "", "what value and threshold are of; of a payment what it is for", "the event has no number"},
		{"value", Number, PerRow, "its value", "the event has no number, or it is a payment"},
		{"threshold", Number, PerRow, "what the value is held against", "there is nothing to hold it against"},
		{"cash", Number, Money, "money that moves", "it is no payment"},
		{"text", String, "", "the event in words; of a payment who pays whom", ""},
		{"unit", String, "", "unit of value and threshold", "the event has no number, or it is a payment"},
	}, events},
}
