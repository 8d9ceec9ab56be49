package table

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"dealsim/sim/result"
)

func exampleCalled(name string) *result.Result {
	r := example()
	r.Name = name
	return r
}

// contents are the files of a folder by name.
func contents(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for _, name := range tree(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		all[name] = b
	}
	return all
}

func TestTheSameResultGivesTheSameBytes(t *testing.T) {
	var first map[string][]byte
	r := example()
	for _, workers := range []int{0, 1, 2, 7, 2} {
		folder, err := WriteAll(r, Options{Dir: t.TempDir(), Workers: workers, Extra: []File{text("plots/fan.svg", "<svg/>")}})
		if err != nil {
			t.Fatal(err)
		}
		got := contents(t, folder)
		if first == nil {
			first = got
		}
		if !maps.EqualFunc(got, first, bytes.Equal) {
			t.Errorf("%d workers: other bytes", workers)
		}
		r = example()
	}
}

// TestLateWarningsAreInTheManifest: what is found while the tables are written.
func TestLateWarningsAreInTheManifest(t *testing.T) {
	r := example()
	folder, err := WriteAll(r, Options{Dir: t.TempDir(), Late: func() { r.Warnings = []string{"late"} }})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := ReadManifest(folder); err != nil || !slices.Contains(m.Warnings, "late") {
		t.Errorf("%v: warnings are %v", err, m)
	}
}

// TestKeptPathsMayComeLate: they are asked for before the tables that tell of them, which are then what they always are.
func TestKeptPathsMayComeLate(t *testing.T) {
	soon, r := example(), example()
	want, err := WriteAll(soon, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	r.Kept = nil
	folder, err := WriteAll(r, Options{Dir: t.TempDir(), Workers: 1, Kept: func() { r.Kept = soon.Kept }})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range tellOfPaths {
		a, _ := os.ReadFile(filepath.Join(want, name))
		b, _ := os.ReadFile(filepath.Join(folder, name))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s has %d bytes, want the %d of paths that are there at once", name, len(b), len(a))
		}
	}
}

func TestOnlyTheManifestKnowsTheRun(t *testing.T) {
	dir := t.TempDir()
	var before map[string][]byte
	for _, threads := range []int{1, 8} {
		folder, err := WriteAll(example(), Options{Dir: dir, Threads: threads,
			Timings: func() map[string]float64 { return map[string]float64{"run": float64(threads)} }})
		if err != nil {
			t.Fatal(err)
		}
		m, err := ReadManifest(folder)
		if err != nil || m.Run.Threads != threads || m.Run.Timings["run"] != float64(threads) {
			t.Errorf("%+v, %v", m, err)
		}
		after := contents(t, folder)
		delete(after, manifestName)
		if before != nil && !maps.EqualFunc(before, after, bytes.Equal) {
			t.Error("other bytes with other threads")
		}
		before = after
	}
}

func TestManifestVouchesForEveryFile(t *testing.T) {
	folder, err := WriteAll(example(), Options{Dir: t.TempDir(), Threads: 3, Extra: []File{text("plots/fan.svg", "<svg/>")}})
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadManifest(folder)
	if err != nil {
		t.Fatal(err)
	}
	files := contents(t, folder)
	if len(files) != len(contract)+3 || len(m.Files) != len(files)-1 {
		t.Errorf("%d files, %d of them in the manifest", len(files), len(m.Files))
	}
	for name, mark := range m.Files {
		sum := sha256.Sum256(files[name])
		if mark.SHA256 != hex.EncodeToString(sum[:]) || mark.Bytes != int64(len(files[name])) {
			t.Errorf("%s: the manifest has %+v", name, mark)
		}
	}
	m.Files = nil
	want := &Manifest{
		Kind: "dealsim results", Scenario: "two-tranches", Title: "Two tranches & a floor", ScenarioHash: "c0ffee",
		AsOf: "2026-04-20", Engine: "v0.0.0-test", Random: "pcg/1", Seed: "0x2a", Paths: 1000,
		Warnings: []string{
			"tranche target-2 is never paid",
			"odd: infinite on 209 of 1000 paths, counted as undefined",
			"paths.csv: infinite numbers left empty: 1",
		},
		Run: Run{Threads: 3, Timings: map[string]float64{}},
	}
	if !reflect.DeepEqual(m, want) {
		t.Errorf("got %+v, want %+v", m, want)
	}
	if !bytes.Contains(files[manifestName], []byte("tranches & a floor")) {
		t.Error("the manifest is escaped for HTML")
	}
}

func TestAMistakeOfTheCallerLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, o := range []Options{
		{Extra: []File{text("../escape", "x")}},
		{Extra: []File{text("summary.csv", "x")}},
		{Extra: []File{text("manifest.json", "x")}},
		{Extra: []File{text("datapackage.json", "x")}},
		{Timings: func() map[string]float64 { return map[string]float64{"run": math.NaN()} }},
	} {
		o.Dir = dir
		if folder, err := WriteAll(example(), o); err == nil || folder != "" {
			t.Errorf("%+v: %q, %v", o, folder, err)
		}
		wantTree(t, dir)
	}
}

func TestAResultWithNothingInIt(t *testing.T) {
	folder, err := WriteAll(&result.Result{Name: "nothing"}, Options{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	for name, header := range contract {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if string(got) != header+"\n" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	text, err := os.ReadFile(filepath.Join(folder, packageName))
	if err != nil {
		t.Fatal(err)
	}
	var p dataPackage
	if err := json.Unmarshal(text, &p); err != nil || len(p.Resources) != len(contract) {
		t.Errorf("%d resources, %v", len(p.Resources), err)
	}
	if !slices.IsSortedFunc(p.Resources, func(a, b resource) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) }) {
		t.Error("resources are not sorted")
	}
}
