package doubt

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/engine"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

var update = flag.Bool("update", false, "write what is printed today as what is wanted")

// looked is what the rules say of a file of the current folder, or of a shipped scenario. A line at its top that says
// "# --paths N" is given as on the command line.
func looked(t *testing.T, name string) []Doubt {
	t.Helper()
	data, _ := os.ReadFile(name)
	paths := 2000
	_, _ = fmt.Sscanf(string(data), "# --paths %d", &paths)
	s, m, err := scenario.Read(name, engine.Language(), scenario.Options{Library: scenarios.Find})
	if err != nil {
		t.Fatal(err)
	}
	p := engine.Compile(s, m, 0x2a)
	if p == nil {
		t.Fatalf("%s: %v", name, m)
	}
	x, err := p.Run(t.Context(), engine.Options{Paths: paths, Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	return Look(s, x.Result("test"))
}

func printed(list []Doubt) string {
	text := ""
	for _, d := range list {
		text += d.String() + "\n"
	}
	return text
}

// TestEveryRule holds what is printed about a file for each rule, to the letter, and that its twin is left in peace.
func TestEveryRule(t *testing.T) {
	t.Chdir("testdata")
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) < 2*len(All()) {
		t.Fatal(len(files), err)
	}
	fired := map[string]bool{}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		if strings.HasSuffix(name, "-silent") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			list := looked(t, file)
			for _, d := range list {
				fired[d.Rule] = true
			}
			golden := name + ".txt"
			if *update {
				if err := os.WriteFile(golden, []byte(printed(list)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := printed(list); got != string(want) || got == "" {
				t.Errorf("printed\n%s\nwant\n%s", got, want)
			}
			if twin := looked(t, name+"-silent.yaml"); len(twin) > 0 {
				t.Errorf("the twin is doubted\n%s", printed(twin))
			}
		})
	}
	for name, r := range All() {
		if !fired[name] {
			t.Errorf("no file is doubted by %s", name)
		}
		file, err := os.ReadFile(name + ".yaml")
		if err != nil || r.Reason == "" || r.Remedy == "" || r.Looks == "" || r.Example == "" || r.Said == "" {
			t.Errorf("%s has no file, or does not say all of itself", name)
		}
		for _, piece := range strings.FieldsFunc(r.Example, func(r rune) bool { return r == '…' || r == '\n' }) {
			if !strings.Contains(string(file), strings.TrimSpace(piece)) {
				t.Errorf("the example of %s is not that of its file: %q", name, piece)
			}
		}
		if said, _ := os.ReadFile(name + ".txt"); !strings.Contains(string(said), ": "+r.Said+" ["+name+"]\n") {
			t.Errorf("of the example of %s is not said %q", name, r.Said)
		}
	}
}

// TestShippedScenariosAreBeyondDoubt: a rule that cries at the deals we ship would not be believed elsewhere.
func TestShippedScenariosAreBeyondDoubt(t *testing.T) {
	if testing.Short() {
		t.Skip("simulates every shipped scenario")
	}
	for _, name := range scenarios.Names() {
		if list := looked(t, name); len(list) > 0 {
			t.Errorf("%s\n%s", name, printed(list))
		}
	}
}

// TestFilesThatAreRightAreNotDoubted looks at the engine's files that must stay silent. Some have inputs that are there to
// be read and for nothing else; known are those of their doubts that are fair.
func TestFilesThatAreRightAreNotDoubted(t *testing.T) {
	t.Chdir(filepath.Join("..", "engine", "testdata", "silent"))
	files, err := filepath.Glob("*.yaml")
	if err != nil || len(files) < 15 {
		t.Fatal(len(files), err)
	}
	known := map[string]bool{"one-path-with-a-barrier.yaml expectation-cannot-fail": true, "tranches.yaml undefined-metric": true, "tranches.yaml certain-trigger": true}
	for _, file := range files {
		for _, d := range looked(t, file) {
			if d.Rule != "unused-input" && !known[file+" "+d.Rule] {
				t.Error(d)
			}
		}
	}
}

// TestDoubtsComeInFileOrder: as mistakes do, and each says the name of a rule that explain knows.
func TestDoubtsComeInFileOrder(t *testing.T) {
	t.Chdir("testdata")
	last := 0
	list := looked(t, "beyond-the-horizon.yaml")
	for _, d := range list {
		if d.Line < last {
			t.Errorf("line %d after line %d", d.Line, last)
		}
		last = d.Line
		if All()[d.Rule] == nil {
			t.Errorf("%s is no rule", d.Rule)
		}
	}
	if len(list) < 5 || len(schema.Sorted(All())) < 20 {
		t.Error("negative control: too little is found")
	}
}
