package sim

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "dealsim/"

// table is what doc.go allows: for each room, the rooms it may import.
func table(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "// # Who may import whom\n")
	rest, _, _ = strings.Cut(rest, "// # ")
	if !ok {
		t.Fatal("doc.go has no table of imports")
	}
	out := map[string][]string{}
	for line := range strings.Lines(rest) {
		line, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "//\t")
		if !ok {
			continue
		}
		name, _, _ := strings.Cut(line, " ")
		at := strings.LastIndex(line, ": ")
		if at < 0 {
			t.Fatalf("the line of %s does not say what it may import", name)
		}
		name = strings.TrimPrefix(filepath.ToSlash(filepath.Join("sim", name)), "./")
		for _, x := range strings.Split(line[at+2:], ", ") {
			if x != "nothing" {
				out[name] = append(out[name], filepath.ToSlash(filepath.Join("sim", x)))
			} else {
				out[name] = []string{}
			}
		}
	}
	return out
}

// source is a Go file that is no test.
type source struct {
	room, path string // sim/engine; sim/engine/run.go
	file       *ast.File
	set        *token.FileSet
}

// sources are all Go files of the module, with the room of the table that each is in.
func sources(t *testing.T, rooms map[string][]string) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path = filepath.ToSlash(path)
		if d.IsDir() && len(d.Name()) > 2 && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "../sim/column/levels/") { // that one is of tests too
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(path, "../")
		room := filepath.ToSlash(filepath.Dir(name))
		for room != "." && rooms[room] == nil {
			room = filepath.ToSlash(filepath.Dir(room))
		}
		if room == "." && name != "sim/doc.go" {
			t.Errorf("%s is in no room of the table in doc.go", name)
		}
		out = append(out, source{room, name, file, set})
		return nil
	})
	if err != nil || len(out) < 100 {
		t.Fatalf("%d files: %v", len(out), err)
	}
	return out
}

// TestWhoMayImportWhom holds the table of doc.go against the code.
func TestWhoMayImportWhom(t *testing.T) {
	rooms := table(t)
	if len(rooms) < 16 {
		t.Fatalf("the table has %d rooms", len(rooms))
	}
	used := map[string]bool{}
	for _, s := range sources(t, rooms) {
		for _, x := range s.file.Imports {
			to, ok := strings.CutPrefix(strings.Trim(x.Path.Value, `"`), module)
			if !ok || to == s.room || strings.HasPrefix(to, s.room+"/") {
				continue
			}
			used[s.room+" → "+to] = true
			if allowed := rooms[s.room]; !slices.Contains(allowed, to) && !slices.Contains(allowed, "sim/everything") {
				t.Errorf("%s imports %s, the table allows %s", s.path, to, strings.Join(allowed, ", "))
			}
		}
	}
	for _, never := range []string{"sim/process → sim/clause", "sim/clause → sim/process"} {
		if used[never] {
			t.Error(never)
		}
	}
	if !used["sim/engine → sim/clause"] || !used["sim/table → sim/result"] {
		t.Error("negative control: known imports are not seen")
	}
}

// foreign says in which rooms a package of others, or one of the standard library that does something to the world, may
// be imported. Packages of others that are not named may be imported nowhere.
var foreign = map[string][]string{
	"go.yaml.in/yaml":           {"sim/scenario"},
	"github.com/expr-lang/expr": {"sim/scenario"},
	"gonum.org/v1/gonum":        {"sim/engine"},
	"gonum.org/v1/plot":         {"plots"},
	"git.sr.ht/~sbinet/gg":      {"plots"}, // its pen
	"codeberg.org/go-fonts":     {"plots"},
	"golang.org/x/image":        {"plots"},
	"github.com/spf13/cobra":    {"cmd"},
	"github.com/spf13/pflag":    {"cmd"},
	"github.com/schollz":        {"cmd"},
	"golang.org/x/term":         {"cmd"},
	"github.com/parquet-go":     {"sim/table"},
	"flag":                      {"cmd", "bench"},
	"os":                        {"cmd", "bench", "sim/scenario", "sim/table", "sim/column"},
	"os/exec":                   {"bench"},
	"os/signal":                 {"cmd"},
	"log":                       {"sim/column"}, // its generator
	"net":                       {},
	"syscall":                   {"cmd"},                                               // its names of signals
	"unsafe":                    {"sim/column", "sim/dist", "sim/random", "sim/stats"}, // columns as vectors of eight
	"plugin":                    {},
	"testing":                   {},
	"math/rand":                 {"bench"}, // a peer's
	"crypto/rand":               {},
}

// TestForeignPackagesStayInTheirRooms: the parsers in scenario, the charts in plots, flags and exits in cmd.
func TestForeignPackagesStayInTheirRooms(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range sources(t, table(t)) {
		for _, x := range s.file.Imports {
			path := strings.Trim(x.Path.Value, `"`)
			if strings.HasPrefix(path, module) {
				continue
			}
			rule, best := []string(nil), ""
			for prefix, rooms := range foreign {
				if (path == prefix || strings.HasPrefix(path, prefix+"/")) && len(prefix) > len(best) {
					rule, best = rooms, prefix
				}
			}
			if best == "" && strings.Contains(strings.Split(path, "/")[0], ".") {
				t.Errorf("%s imports %s, which nobody may", s.path, path)
			} else if best != "" && !slices.Contains(rule, s.room) {
				t.Errorf("%s imports %s, which only these may: %s", s.path, path, strings.Join(rule, ", "))
			}
			seen[best] = true
		}
	}
	for _, p := range []string{"go.yaml.in/yaml", "gonum.org/v1/plot", "github.com/spf13/cobra"} {
		if !seen[p] {
			t.Errorf("negative control: nobody imports %s", p)
		}
	}
}

// TestNoClockNoChanceNoExit: nothing below sim or plots reads the time of day, draws from a global source, ends the
// program, prints, or writes files; only table writes, only scenario and table read.
func TestNoClockNoChanceNoExit(t *testing.T) {
	calls := func(s source, visit func(call string, at token.Position)) {
		ast.Inspect(s.file, func(n ast.Node) bool {
			if x, ok := n.(*ast.SelectorExpr); ok {
				if pkg, ok := x.X.(*ast.Ident); ok {
					visit(pkg.Name+"."+x.Sel.Name, s.set.Position(x.Pos()))
				}
			}
			return true
		})
	}
	reads := []string{"os.ReadFile", "os.Open", "os.Stat", "os.Lstat", "os.ReadDir", "os.IsNotExist", "os.ErrNotExist", "os.PathError", "os.Getwd", "os.FileMode", "os.FileInfo"}
	exits := 0
	for _, s := range sources(t, table(t)) {
		calls(s, func(call string, at token.Position) {
			switch call {
			case "os.Exit":
				if exits++; s.room != "cmd" && s.room != "bench" {
					t.Errorf("%s: only cmd may end the program", at)
				}
				return
			case "time.Now", "time.Since", "time.Until", "time.After", "time.Tick", "time.NewTimer", "time.NewTicker", "time.Sleep", "time.Local",
				"fmt.Print", "fmt.Println", "fmt.Printf", "os.Stdout", "os.Stderr", "os.Stdin", "os.Getenv", "os.Args", "runtime.NumCPU", "runtime.GOMAXPROCS":
				if s.room != "cmd" && s.room != "bench" {
					t.Errorf("%s: %s belongs to cmd", at, call)
				}
				return
			}
			if strings.HasPrefix(call, "os.") && s.room == "sim/scenario" && !slices.Contains(reads, call) {
				t.Errorf("%s: %s: scenario may read, not write", at, call)
			}
			if strings.HasPrefix(call, "os.") && s.room == "sim/column" && !strings.HasPrefix(s.path, "sim/column/gen/") {
				t.Errorf("%s: %s: only column's generator touches files", at, call)
			}
		})
	}
	if exits == 0 {
		t.Error("negative control: not even cmd ends the program")
	}
}
