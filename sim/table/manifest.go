package table

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"

	"dealsim/sim/result"
)

const (
	manifestName = "manifest.json"
	manifestKind = "dealsim results"
)

// Manifest is manifest.json: what was run, and the hash of every other file, so that anybody can tell whether a folder
// holds. All but Run is the same for the same scenario, seed and program.
type Manifest struct {
	Kind         string          `json:"kind"` // "dealsim results"
	Scenario     string          `json:"scenario"`
	Title        string          `json:"title"`
	ScenarioHash string          `json:"scenario_sha256"`
	AsOf         string          `json:"as_of"`
	Engine       string          `json:"engine"`
	Random       string          `json:"random"`
	Seed         string          `json:"seed"` // "0x2a"
	Paths        int             `json:"paths"`
	Warnings     []string        `json:"warnings"`
	Files        map[string]Mark `json:"files"`
	Run          Run             `json:"run"`
}

// Mark is what a file is known by.
type Mark struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// Run is what differs from one run of the same to the next.
type Run struct {
	Threads int                `json:"threads"`
	Timings map[string]float64 `json:"timings"` // seconds
}

// newManifest vouches for what was written.
func newManifest(r *result.Result, warnings []string, written []Written, run Run) Manifest {
	m := Manifest{
		Kind: manifestKind, Scenario: r.Name, Title: r.Title, ScenarioHash: r.Hash,
		AsOf: r.AsOf.Format(time.DateOnly), Engine: r.Engine, Random: r.Random,
		Seed: "0x" + strconv.FormatUint(r.Seed, 16), Paths: r.Paths,
		Warnings: append([]string{}, warnings...), Files: map[string]Mark{}, Run: run,
	}
	if m.Run.Timings == nil {
		m.Run.Timings = map[string]float64{}
	}
	for _, w := range written {
		m.Files[w.Name] = Mark{w.SHA256, w.Bytes}
	}
	return m
}

// ReadManifest reads the manifest of a results folder.
func ReadManifest(folder string) (*Manifest, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return readManifest(root)
}

func readManifest(folder *os.Root) (*Manifest, error) {
	text, err := folder.ReadFile(manifestName)
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("%s: %w", manifestName, err)
	}
	if m.Kind != manifestKind {
		return nil, fmt.Errorf("%s is not that of a results folder", manifestName)
	}
	return m, nil
}
