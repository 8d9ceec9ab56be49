package table

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"dealsim/sim/result"
)

// TestFilesAreAsTheDataPackageSays reads a folder as a stranger would, by its datapackage.json alone: every table has
// the bytes, the hash, the fields, the types and the key that stand there.
func TestFilesAreAsTheDataPackageSays(t *testing.T) {
	draws := &Table{Name: "draws/all.csv", Title: "Draws", Row: "a path", Key: []string{"path"},
		Columns: []Column{{"path", Integer, "", "number of the path", ""}, {"irr", Number, "1/y", "the return", "undefined"}}}
	extra := File{Name: draws.Name, Table: draws, Write: func(w io.Writer) error {
		s := newSheet(w, draws)
		s.Integer(7)
		s.Number(0.25)
		s.End()
		return s.Close()
	}}
	folder, err := WriteAll(example(), Options{Dir: t.TempDir(), Extra: []File{extra, text("plots/fan.svg", "<svg/>")}})
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, packageName))
	if err != nil {
		t.Fatal(err)
	}
	var p dataPackage
	if err := json.Unmarshal(text, &p); err != nil {
		t.Fatal(err)
	}
	if p.Profile != "tabular-data-package" || p.Name != "two-tranches" || len(p.Resources) != len(contract)+1 {
		t.Errorf("%s %s of %d", p.Profile, p.Name, len(p.Resources))
	}
	if len(p.Sources) != 2 || p.Sources[0] != (source{"Five billion, A Paper, 2026-04", "https://example.org/five"}) || p.Sources[1].Title != "memo" {
		t.Errorf("sources: %+v", p.Sources)
	}
	name := regexp.MustCompile(`^[-a-z0-9._]+$`)
	for _, r := range p.Resources {
		if !name.MatchString(r.Name) {
			t.Errorf("%q is no name of a resource", r.Name)
		}
		b, err := os.ReadFile(filepath.Join(folder, r.Path))
		if err != nil {
			t.Error(err)
			continue
		}
		sum := sha256.Sum256(b)
		if r.Bytes != int64(len(b)) || r.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
			t.Errorf("%s: %d bytes, %s", r.Path, r.Bytes, r.Hash)
		}
		for _, mistake := range conform(r.Schema, rowsOf(t, string(b))) {
			t.Errorf("%s: %s", r.Path, mistake)
		}
	}
}

// conform says where rows are not as a schema has them.
func conform(s schema, rows [][]string) (mistakes []string) {
	if !slices.EqualFunc(rows[0], s.Fields, func(cell string, f field) bool { return cell == f.Name }) {
		return []string{"header " + strings.Join(rows[0], ",")}
	}
	if !slices.Equal(s.MissingValues, []string{""}) {
		mistakes = append(mistakes, "missing values are not empty")
	}
	seen := map[string]bool{}
	for _, row := range rows[1:] {
		var key []string
		for k, f := range s.Fields {
			if !f.Type.takes(row[k]) || row[k] == "" && f.Constraints != nil && f.Constraints.Required {
				mistakes = append(mistakes, f.Name+" is "+strconv.Quote(row[k]))
			}
			if slices.Contains(s.PrimaryKey, f.Name) {
				key = append(key, row[k])
			}
		}
		if id := strings.Join(key, ","); seen[id] && len(key) > 0 {
			mistakes = append(mistakes, "two rows are "+id)
		} else {
			seen[id] = true
		}
	}
	return mistakes
}

var numeric = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?(e[+-]\d+)?$`)

// takes says whether a cell is of a type, as a Frictionless table schema means it.
func (t Type) takes(cell string) bool {
	if cell == "" {
		return true
	}
	switch t {
	case Number:
		return numeric.MatchString(cell) && cell != "-0"
	case Integer:
		_, err := strconv.ParseUint(cell, 10, 64)
		return err == nil
	case Date:
		_, err := time.Parse(time.DateOnly, cell)
		return err == nil
	}
	return t == String
}

func TestConformSeesMistakes(t *testing.T) {
	s := Tables()[0].schema()
	row := "irr,1,,1,1,1,1,1,1,1,1,1,1,1,1,1,0"
	for text, want := range map[string]int{
		row:                                    0,
		strings.Replace(row, "1,0", "x,0", 1):  1,
		strings.Replace(row, "1,0", "-0,0", 1): 1,
		strings.Replace(row, "irr", "", 1):     1,
		row[:len(row)-1] + "0.5":               1,
		row + "\n" + row:                       1,
	} {
		if got := conform(s, rowsOf(t, contract["summary.csv"]+"\n"+text+"\n")); len(got) != want {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestGapsAreDescribed(t *testing.T) {
	s := Tables()[0].schema()
	first, mean := s.Fields[0], s.Fields[3]
	if first.Constraints == nil || !first.Constraints.Required || mean.Constraints != nil ||
		mean.Description != "mean of the defined draws; empty when no draw is defined" || mean.Unit != PerRow {
		t.Errorf("%+v\n%+v", first, mean)
	}
}

func TestSourcesAreCited(t *testing.T) {
	if got := sourceTitle(result.Source{ID: "a", Publisher: "B", Date: "2026"}); got != "B, 2026" {
		t.Errorf("got %q", got)
	}
}
