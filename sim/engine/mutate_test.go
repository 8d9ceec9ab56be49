package engine

import (
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"dealsim/scenarios"
	"dealsim/sim/scenario"
	"dealsim/sim/schema"
)

var mutants = flag.Int("mutants", 1500, "how many spoilt scenarios to read")

// TestSpoiltScenarios spoils good files as people do: a word for another, a line lost, doubled or moved. Fuzzing by
// bytes seldom leaves YAML behind. Whatever comes out is refused with a word, or runs.
func TestSpoiltScenarios(t *testing.T) {
	var texts []string
	for _, name := range scenarios.Names() {
		data, _ := scenarios.Find(name)
		texts = append(texts, string(data))
	}
	for _, pattern := range []string{"silent/*.yaml", "validation/*.yaml"} {
		files, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			texts = append(texts, string(data))
		}
	}
	word := regexp.MustCompile(`[$\pL0-9_.%~/-]+|\{[^{}]*\}|\[[^\[\]]*\]`)
	var pool []string
	for _, text := range texts {
		pool = append(pool, word.FindAllString(text, -1)...)
	}
	lang := Language()
	for i := range *mutants {
		r := rand.New(rand.NewPCG(7, uint64(i)))
		lines := strings.Split(texts[r.IntN(len(texts))], "\n")
		for range 1 + r.IntN(4) {
			n := r.IntN(len(lines))
			switch r.IntN(10) {
			case 0:
				lines = append(lines[:n], lines[n+1:]...)
			case 1:
				lines = append(lines[:n+1], lines[n:]...)
			case 2:
				other := r.IntN(len(lines))
				lines[n], lines[other] = lines[other], lines[n]
			default:
				if at := word.FindAllStringIndex(lines[n], -1); len(at) > 0 {
					w := at[r.IntN(len(at))]
					lines[n] = lines[n][:w[0]] + pool[r.IntN(len(pool))] + lines[n][w[1]:]
				}
			}
			if len(lines) == 0 {
				lines = []string{""}
			}
		}
		spoilt(t, strings.Join(lines, "\n"), lang, i)
	}
}

func spoilt(t *testing.T, text string, lang *schema.Language, i int) {
	t.Helper()
	defer func() {
		if p := recover(); p != nil {
			panic(fmt.Sprintf("mutant %d: %v\n%s", i, p, text))
		}
	}()
	began := time.Now()
	s, m, err := scenario.Read("spoilt", lang, scenario.Options{Library: func(name string) ([]byte, bool) {
		if name == "spoilt" {
			return []byte(text), true
		}
		return scenarios.Find(name)
	}})
	if err != nil {
		t.Fatal(err)
	}
	var p *Program
	if s != nil {
		p = Compile(s, m, 1)
	}
	m.Print(io.Discard)
	if (p == nil) == m.None() {
		t.Errorf("mutant %d: a program and mistakes, or neither\n%s", i, text)
	}
	for _, x := range m.Sorted() {
		if x.What == "" || x.File != nil && x.File.Name == "dealsim" || strings.Contains(x.What, "%!") || strings.Contains(x.Remedy, "%!") {
			t.Errorf("mutant %d: %+v\n%s", i, x, text)
		}
	}
	if p != nil && p.columns < 5000 && s.Calendar.Steps <= 60 && i%4 == 0 {
		if _, err := p.Run(t.Context(), Options{Paths: 8, Threads: 1}); err != nil {
			t.Errorf("mutant %d: %v\n%s", i, err, text)
		}
	}
	if took := time.Since(began); took > time.Minute {
		t.Errorf("mutant %d took %v\n%s", i, took, text)
	}
}
