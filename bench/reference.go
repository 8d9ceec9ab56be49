// Package bench holds dealsim and other programs to one workload, deal40, and to one reference: 844 outputs with their
// standard errors. SPEC.md is the contract; the programs are under peers.
package bench

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed reference.json
var referenceFile []byte

// Expected is an output of the reference: its value, the standard error of that, and the standard deviation of the
// output over runs of a million paths.
type Expected struct {
	Value float64 `json:"value"`
	SE    float64 `json:"se"`
	SD    float64 `json:"sd_1e6"`
}

// Reference is every output by name, such as fan.revenue.0.4: of quarter 1 the quantile 95%.
func Reference() (map[string]Expected, error) {
	var file struct {
		Outputs map[string]Expected `json:"outputs"`
	}
	if err := json.Unmarshal(referenceFile, &file); err != nil {
		return nil, fmt.Errorf("reference.json: %w", err)
	}
	return file.Outputs, nil
}

// Outputs are what a program answered, by the names of the reference.
type Outputs struct {
	Program string
	Paths   int
	Values  map[string]float64
}

// Miss is an output that is not what it should be: Size is how far off it is, 1 being the most that is allowed, or
// infinite where it is missing.
type Miss struct {
	Name      string
	Got, Want float64
	Size      float64
}

func (m Miss) String() string {
	if math.IsInf(m.Size, 1) {
		return fmt.Sprintf("%s is missing or no number, want %.6g", m.Name, m.Want)
	}
	return fmt.Sprintf("%s is %.6g, want %.6g: off by %.2f of what is allowed", m.Name, m.Got, m.Want, m.Size)
}

// Check holds all outputs to the reference: each may be off by five standard errors of its own and of the reference's
// together, a quantile by 0.2% of its value more. It returns those that are farther off, the farthest first, and the
// largest distance of all.
func Check(o Outputs) (misses []Miss, farthest float64, err error) {
	reference, err := Reference()
	if err != nil {
		return nil, 0, err
	}
	for name, want := range reference {
		allowed := 5*math.Sqrt(want.SE*want.SE+want.SD*want.SD*1e6/float64(o.Paths)) + 1e-9
		if strings.HasPrefix(name, "fan.") || strings.Contains(name, ".q.") {
			allowed += 0.002 * math.Abs(want.Value)
		}
		got, ok := o.Values[name]
		size := math.Abs(got-want.Value) / allowed
		if !ok || math.IsNaN(size) {
			size = math.Inf(1)
		}
		farthest = max(farthest, size)
		if size > 1 {
			misses = append(misses, Miss{name, got, want.Value, size})
		}
	}
	slices.SortFunc(misses, func(a, b Miss) int {
		if a.Size != b.Size {
			return int(math.Copysign(1, b.Size-a.Size))
		}
		return strings.Compare(a.Name, b.Name)
	})
	return misses, farthest, nil
}

// Document is what a peer prints.
type Document struct {
	Program string  `json:"program"`
	Paths   int     `json:"n"`
	Threads int     `json:"threads"`
	Seconds float64 `json:"seconds"`
	Outputs any     `json:"outputs"`
}

// ReadDocument reads what a peer printed.
func ReadDocument(text []byte) (Document, Outputs, error) {
	var d Document
	if err := json.Unmarshal(text, &d); err != nil {
		return d, Outputs{}, fmt.Errorf("want a peer's JSON: %w", err)
	}
	o := Outputs{Program: d.Program, Paths: d.Paths, Values: map[string]float64{}}
	flatten("", d.Outputs, o.Values)
	return d, o, nil
}

// flatten names every number of a document by its way from the top.
func flatten(at string, v any, into map[string]float64) {
	join := func(key string) string { return strings.TrimPrefix(at+"."+key, ".") }
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			flatten(join(key), x, into)
		}
	case []any:
		for i, x := range v {
			flatten(join(strconv.Itoa(i)), x, into)
		}
	case float64:
		into[at] = v
	}
}
