package engine

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/dist"
	"dealsim/sim/process"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

var update = flag.Bool("update", false, "write what is printed today as what is wanted")

// compileFile reads and compiles a file of the current folder. Lines at its top that say "# --set KEY=VALUE" are given as
// on the command line.
func compileFile(t *testing.T, name string) (*Program, *scenario.Mistakes) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	o := scenario.Options{Library: scenarios.Find}
	for line := range strings.Lines(string(data)) {
		if set, ok := strings.CutPrefix(line, "# --set "); ok {
			o.Set = append(o.Set, strings.TrimSuffix(set, "\n"))
		}
	}
	s, m, err := scenario.Read(name, Language(), o)
	if err != nil {
		t.Fatal(err)
	}
	if s == nil {
		return nil, m
	}
	return Compile(s, m, 1), m
}

// names are the scenarios of the current folder.
func names(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios here", err)
	}
	return files
}

// registries shortens lists of what is registered: a new process changes no message.
var registries = strings.NewReplacer(
	listed("processes", schema.Sorted(process.All())), "processes: (all)",
	listed("functions", schema.Sorted(functions)), "functions: (all)",
	listed("distributions", schema.Sorted(dist.Families())), "distributions: (all)",
)

// TestMistakes holds what is printed about every bad file, to the letter.
func TestMistakes(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "mistakes"))
	for _, name := range names(t) {
		t.Run(strings.TrimSuffix(name, ".yaml"), func(t *testing.T) {
			p, m := compileFile(t, name)
			if p != nil || m.None() {
				t.Fatal("nothing is found wrong with it")
			}
			var printed bytes.Buffer
			m.Print(&printed)
			got := registries.Replace(printed.String())
			golden := strings.TrimSuffix(name, ".yaml") + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("printed\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// TestSilence holds that what the language allows is read without a word, runs, and means what it says.
func TestSilence(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "silent"))
	for _, name := range names(t) {
		t.Run(strings.TrimSuffix(name, ".yaml"), func(t *testing.T) {
			p, m := compileFile(t, name)
			if p == nil {
				var printed bytes.Buffer
				m.Print(&printed)
				t.Fatal("\n" + printed.String())
			}
			x, err := p.Run(t.Context(), Options{Paths: 300, Threads: 1})
			if err != nil {
				t.Fatal(err)
			}
			if len(x.Result("test").Series) == 0 {
				t.Error("nothing is recorded")
			}
		})
	}
}

// TestShownScenariosReadTheSame writes the resolved text of every good file, and reads it again.
func TestShownScenariosReadTheSame(t *testing.T) {
	t.Chdir(filepath.Join("testdata", "silent"))
	for _, name := range names(t) {
		s, m, err := scenario.Read(name, Language(), scenario.Options{Library: scenarios.Find})
		if err != nil || !m.None() {
			t.Fatal(name, err, m)
		}
		var text bytes.Buffer
		if err := s.Show(&text); err != nil {
			t.Fatal(err)
		}
		again, m, err := scenario.Read("shown", Language(), scenario.Options{Library: func(string) ([]byte, bool) { return text.Bytes(), true }})
		if err != nil || !m.None() || again.Hash != s.Hash {
			t.Errorf("%s: %v %v\n%s", name, err, m, text.String())
		}
	}
}
