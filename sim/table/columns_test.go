package table

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The columns that notebooks rely on, as the documentation of the outputs has them.
var contract = map[string]string{
	"summary.csv":       "metric,unit,label,mean,mcse,sd,p01,p05,p10,p25,p50,p75,p90,p95,p99,tail_mean_05,undefined",
	"series.csv":        "series,unit,date,t_years,mean,mcse,p05,p25,p50,p75,p95",
	"distributions.csv": "metric,unit,bin_low,bin_high,count,density,cdf",
	"tranches.csv":      "tranche,amount_expected,probability,mcse,p_expired,p_declined,median_date,price_mean,stake_mean,value_to_investor",
	"triggers.csv":      "tranche,date,t_years,cumulative_probability,mcse",
	"commitments.csv":   "commitment,year,floor,spend_mean,spend_p05,spend_p50,spend_p95,shortfall_probability,shortfall_mean,coverage_p50",
	"ledger.csv":        "from,to,kind,year,unit,mean,mcse,p05,p50,p95",
	"joint.csv":         "by,decile,low,high,metric,unit,mean,mcse,p05,p50,p95,undefined",
	"correlations.csv":  "metric_a,metric_b,spearman,mcse,paths,undefined",
	"assumptions.csv":   "input,value,unit,status,role,source,note,mean,p05,p95",
	"paths.csv":         "path,series,unit,date,t_years,value",
	"events.csv":        "path,date,kind,subject,quantity,value,threshold,cash,text,unit",
}

func TestColumnsAreThoseOfTheContract(t *testing.T) {
	if len(Tables()) != len(contract) {
		t.Errorf("%d tables, want %d", len(Tables()), len(contract))
	}
	for _, table := range Tables() {
		var names []string
		for _, c := range table.Columns {
			names = append(names, c.Name)
		}
		if got := strings.Join(names, ","); got != contract[table.Name] {
			t.Errorf("%s has the columns\n%s\nwant\n%s", table.Name, got, contract[table.Name])
		}
	}
}

func TestEveryColumnIsDescribed(t *testing.T) {
	name := regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	for _, table := range Tables() {
		if table.Title == "" || table.Row == "" || table.Fill == nil || (len(table.Key) == 0) != (table.Name == "events.csv") { // a shock may strike twice in a step, with the same effect
			t.Errorf("%s: %+v", table.Name, table)
		}
		unitPerRow := slices.ContainsFunc(table.Columns, func(c Column) bool { return c.Name == "unit" && c.Type == String })
		for _, key := range table.Key {
			k := slices.IndexFunc(table.Columns, func(c Column) bool { return c.Name == key })
			if k < 0 || table.Columns[k].Gap != "" && table.Name+" "+key != "ledger.csv year" { // which has the whole run
				t.Errorf("%s: the key %s is no column, or may be empty", table.Name, key)
			}
		}
		for _, c := range table.Columns {
			switch {
			case !name.MatchString(c.Name), c.Text == "":
				t.Errorf("%s: %+v", table.Name, c)
			case (c.Type == Number) != (c.Unit != ""):
				t.Errorf("%s: %s is a %s with the unit %q", table.Name, c.Name, c.Type, c.Unit)
			case strings.Contains(c.Unit, PerRow) && !unitPerRow:
				t.Errorf("%s: %s has the unit of the row, and rows have none", table.Name, c.Name)
			}
		}
	}
}
