package engine

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/scenario"
)

// FuzzRead gives the reader any bytes, and the compiler whatever it makes of them: neither may panic or hang, what is
// refused is said, and what is not refused runs.
func FuzzRead(f *testing.F) {
	for _, name := range scenarios.Names() {
		data, _ := scenarios.Find(name)
		f.Add(string(data), "")
	}
	for _, pattern := range []string{"mistakes/*.yaml", "silent/*.yaml", "validation/*.yaml"} {
		files, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(data), "inputs.commitment=$150bn")
		}
	}
	f.Add("scenario: x\nextends: amazon-anthropic-2026\n", "commitments.aws.floor={pert: [$1bn, $2bn, $3bn]}")
	lang := Language()
	f.Fuzz(func(t *testing.T, text, set string) {
		o := scenario.Options{Library: func(name string) ([]byte, bool) {
			if name == "fuzzed file" {
				return []byte(text), true
			}
			return scenarios.Find(name)
		}}
		if set != "" {
			o.Set = []string{set}
		}
		began := time.Now()
		s, m, err := scenario.Read("fuzzed file", lang, o)
		if err != nil {
			t.Fatal(err)
		}
		var p *Program
		if s != nil {
			p = Compile(s, m, 1)
		}
		if (p == nil) == m.None() {
			t.Fatal("a program and mistakes, or neither")
		}
		m.Print(io.Discard)
		if took := time.Since(began); took > 30*time.Second {
			t.Fatalf("took %v", took)
		}
		if p != nil && p.columns < 5000 && s.Calendar.Steps <= 60 {
			if _, err := p.Run(t.Context(), Options{Paths: 8, Threads: 1}); err != nil {
				t.Fatal(err)
			}
		}
	})
}
