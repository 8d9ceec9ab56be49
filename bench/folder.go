package bench

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
)

// ReadFolder reads what dealsim wrote of deal40: the fans from series.csv, probabilities, times and the horizon from
// summary.csv, and the probabilities of tranches once more from tranches.csv, which must be the same. seconds are
// those of simulating and of writing, from manifest.json.
func ReadFolder(dir string) (o Outputs, seconds float64, err error) {
	o.Values = map[string]float64{}
	text, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return o, 0, err
	}
	var manifest struct {
		Scenario string `json:"scenario"`
		Paths    int    `json:"paths"`
		Run      struct {
			Timings struct {
				Simulate float64 `json:"simulate_s"`
				Write    float64 `json:"write_s"`
			} `json:"timings"`
		} `json:"run"`
	}
	if err := json.Unmarshal(text, &manifest); err != nil {
		return o, 0, fmt.Errorf("manifest.json: %w", err)
	}
	o.Program, o.Paths = "dealsim "+manifest.Scenario, manifest.Paths
	seconds = manifest.Run.Timings.Simulate + manifest.Run.Timings.Write
	if err := fans(dir, o.Values); err != nil {
		return o, seconds, err
	}
	return o, seconds, horizon(dir, o.Values)
}

// fans are the quantiles of the four series; the day of the deal, which the workload does not have, is left out.
func fans(dir string, into map[string]float64) error {
	return rows(dir, "series.csv", func(cell func(column string) string) error {
		years, err := strconv.ParseFloat(cell("t_years"), 64)
		if err != nil || years == 0 {
			return err
		}
		quarter := int(4*years + 0.5)
		for i, column := range []string{"p05", "p25", "p50", "p75", "p95"} {
			v, err := strconv.ParseFloat(cell(column), 64)
			if err != nil {
				return err
			}
			into[fmt.Sprintf("fan.%s.%d.%d", cell("series"), quarter-1, i)] = v
		}
		return nil
	})
}

// horizon is what the workload asks of the tranches and of the end.
func horizon(dir string, into map[string]float64) error {
	metrics := map[string]map[string]float64{}
	quantiles := []string{"p01", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p99"}
	err := rows(dir, "summary.csv", func(cell func(column string) string) error {
		m := map[string]float64{}
		for _, column := range append([]string{"mean", "sd"}, quantiles...) {
			m[column] = math.NaN()
			if cell(column) == "" { // undefined on every path
				continue
			}
			v, err := strconv.ParseFloat(cell(column), 64)
			if err != nil {
				return fmt.Errorf("%s of %s: %w", column, cell("metric"), err)
			}
			m[column] = v
		}
		metrics[cell("metric")] = m
		return nil
	})
	if err != nil {
		return err
	}
	for i, id := range []string{"a", "b", "c"} {
		into[fmt.Sprintf("trigger.p.%d", i)] = metrics["p_"+id]["mean"]
		into[fmt.Sprintf("trigger.mean_quarter.%d", i)] = 4 * metrics["time_"+id]["mean"]
	}
	into["trigger.p_all"], into["trigger.p_none"] = metrics["p_all"]["mean"], metrics["p_none"]["mean"]
	into["terminal.total_shortfall.p_positive"] = metrics["p_shortfall"]["mean"]
	for output, name := range map[string]string{"valuation": "terminal_valuation", "total_spend": "total_spend", "total_shortfall": "total_shortfall", "invested": "invested"} {
		m := metrics[name]
		if m == nil {
			continue // what is missing is found by the check
		}
		into["terminal."+output+".mean"], into["terminal."+output+".sd"] = m["mean"], m["sd"]
		for i, q := range quantiles {
			if output != "invested" {
				into[fmt.Sprintf("terminal.%s.q.%d", output, i)] = m[q]
			}
		}
	}
	return rows(dir, "tranches.csv", func(cell func(column string) string) error {
		id := cell("tranche")
		p, err := strconv.ParseFloat(cell("probability"), 64)
		if err != nil || p-metrics["p_"+id]["mean"] > 1e-9 || metrics["p_"+id]["mean"]-p > 1e-9 {
			return fmt.Errorf("tranche %s has probability %s, summary.csv has %v: every tranche that is met is paid here", id, cell("probability"), metrics["p_"+id]["mean"])
		}
		return nil
	})
}

// rows reads a table and shows each row by the names of its columns.
func rows(dir, file string, row func(cell func(column string) string) error) error {
	f, err := os.Open(filepath.Join(dir, file))
	if err != nil {
		return err
	}
	defer f.Close()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil || len(all) == 0 {
		return fmt.Errorf("%s: %w", file, err)
	}
	at := map[string]int{}
	for i, name := range all[0] {
		at[name] = i
	}
	for line, record := range all[1:] {
		err := row(func(column string) string {
			if i, ok := at[column]; ok {
				return record[i]
			}
			return ""
		})
		if err != nil {
			return fmt.Errorf("%s, row %d: %w", file, line+1, err)
		}
	}
	return nil
}
