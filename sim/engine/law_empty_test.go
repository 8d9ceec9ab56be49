package engine

import (
	"path/filepath"
	"testing"

	"dealsim/scenarios"
	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/scenario"
)

// TestWhatIsSaidToBeEmptyIs looks at every column at the end of every step of every scenario that is shipped, and of those
// that are held against closed forms: one that is said to be 0 on all paths must be. Else somebody has written it otherwise than through program.Block.Open.
func TestWhatIsSaidToBeEmptyIs(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "validation", "*.yaml"))
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files of validation, %v", len(files), err)
	}
	seen := 0
	for _, name := range append(scenarios.Names(), files...) {
		s, m, err := scenario.Read(name, Language(), scenario.Options{Library: scenarios.Find})
		if err != nil {
			t.Fatal(err)
		}
		p := Compile(s, m, 1)
		if p == nil {
			t.Fatalf("%s: %v", name, m)
		}
		w := newWorker(p)
		reported := map[program.Slot]bool{}
		for first := range uint64(2) {
			for i := range w.b.Path {
				w.b.Path[i] = first*column.Size + uint64(i)
			}
			w.b.Live = column.Size
			w.path(func(step int) {
				for k := range program.Slot(p.columns) {
					on := w.b.Among(k)
					if all := column.Where(w.b.Col(k)); all.Without(on).Any() && !reported[k] {
						reported[k] = true
						t.Errorf("%s: column %d is said to be 0 on all paths but some in step %d, and is not", name, k, step)
					}
					if !w.b.Empty(k) {
						continue
					}
					if seen++; column.Any(w.b.Col(k)) && !reported[k] {
						reported[k] = true
						t.Errorf("%s: column %d is said to be empty in step %d, and is not", name, k, step)
					}
				}
			})
		}
	}
	if seen < 100_000 {
		t.Errorf("only %d times was a column empty", seen)
	}
}
