package table

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"dealsim/sim/result"
)

const packageName = "datapackage.json"

// conventions are what a reader of any of the tables has to know.
const conventions = "An empty cell is a value that is undefined or infinite. " +
	"Money is in billions of US dollars, power in gigawatts, time in years; a share of 12% is 0.12. " +
	"In text a comma has become a semicolon and a double quote a single one, so that no cell is quoted."

// dataPackage is a Frictionless Data Package, version 1, profile tabular-data-package. Its keys stand in the
// order of the fields here.
type dataPackage struct {
	Profile     string     `json:"profile"`
	Name        string     `json:"name"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	Sources     []source   `json:"sources,omitempty"`
	Resources   []resource `json:"resources"`
}

type source struct {
	Title string `json:"title"`
	Path  string `json:"path,omitempty"`
}

type resource struct {
	Profile     string `json:"profile"`
	Name        string `json:"name"`
	Path        string `json:"path"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Format      string `json:"format"`
	MediaType   string `json:"mediatype"`
	Encoding    string `json:"encoding"`
	Bytes       int64  `json:"bytes"`
	Hash        string `json:"hash"`
	Schema      schema `json:"schema"`
}

type schema struct {
	Fields        []field  `json:"fields"`
	MissingValues []string `json:"missingValues"`
	PrimaryKey    []string `json:"primaryKey,omitempty"`
}

type field struct {
	Name        string       `json:"name"`
	Type        Type         `json:"type"`
	Description string       `json:"description"`
	Unit        string       `json:"unit,omitempty"` // a property of our own
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool `json:"required"`
}

// describe makes datapackage.json of what was written: the files that are tables, by name.
func describe(r *result.Result, written []Written) ([]byte, error) {
	p := dataPackage{
		Profile: "tabular-data-package", Name: r.Name, Title: r.Title,
		Description: strings.TrimSpace(r.Summary + "\n\n" + conventions),
		Resources:   []resource{},
	}
	for _, s := range r.Sources {
		p.Sources = append(p.Sources, source{sourceTitle(s), s.URL})
	}
	for _, w := range written {
		if w.Table == nil {
			continue
		}
		p.Resources = append(p.Resources, resource{
			Profile: "tabular-data-resource",
			Name:    strings.ReplaceAll(strings.TrimSuffix(w.Name, ".csv"), "/", "-"), Path: w.Name,
			Title: w.Table.Title, Description: "One row is " + w.Table.Row + ".",
			Format: "csv", MediaType: "text/csv", Encoding: "utf-8",
			Bytes: w.Bytes, Hash: "sha256:" + w.SHA256,
			Schema: w.Table.schema(),
		})
	}
	slices.SortFunc(p.Resources, func(a, b resource) int { return strings.Compare(a.Path, b.Path) })
	return encode(p)
}

// schema is the Frictionless table schema of a table.
func (t *Table) schema() schema {
	s := schema{MissingValues: []string{""}, PrimaryKey: t.Key}
	for _, c := range t.Columns {
		if c.Gap != "" && slices.Contains(t.Key, c.Name) {
			s.PrimaryKey = nil // a primary key is never empty
		}
		f := field{Name: c.Name, Type: c.Type, Description: c.Text, Unit: c.Unit}
		if c.Gap == "" {
			f.Constraints = &constraints{Required: true}
		} else {
			f.Description += "; empty when " + c.Gap
		}
		s.Fields = append(s.Fields, f)
	}
	return s
}

// sourceTitle is a source as one cites it: title, publisher, date.
func sourceTitle(s result.Source) string {
	parts := slices.DeleteFunc([]string{s.Title, s.Publisher, s.Date}, func(p string) bool { return p == "" })
	if len(parts) == 0 {
		return s.ID
	}
	return strings.Join(parts, ", ")
}

// encode is a value as JSON for a person to read, with a line end.
func encode(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
