package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"

	"dealsim/sim/result"
)

// Options are how a result is written.
type Options struct {
	Dir     string                    // the folder to make the results folder in
	Extra   []File                    // other files: charts, draws, a report
	Kept    func()                    // called before paths.csv and events.csv: only then need the kept paths be there; may be nil
	Late    func()                    // called once all but the manifest is written: only then need warnings be there; may be nil
	Timings func() map[string]float64 // seconds, asked after that; may be nil
	Watch   func(name string) func()  // called when a file is begun, and what it returns when it is written; may be nil
	Threads int                       // that the run used, for the manifest
	Workers int                       // files written at a time; 2 when 0
	Context context.Context           // may be nil
}

// WriteAll writes a result as the folder DIR/NAME, whole or not at all, and returns its path.
//
// The tables and the extra files come first, in parallel; then datapackage.json, which describes the tables; last
// manifest.json, which vouches for all. Every file but the manifest has the same bytes for the same result.
//
// Limits: a DIR/NAME that is not of an earlier run is not replaced; see Free. After an error nothing is left and
// nothing was touched; only when the earlier results could be replaced but not removed is the path returned with it.
func WriteAll(r *result.Result, o Options) (folder string, err error) {
	ctx := o.Context
	if ctx == nil {
		ctx = context.Background()
	}
	workers := o.Workers
	if workers == 0 {
		workers = 2
	}
	f, err := NewFolder(o.Dir, r.Name)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Discard()) }()

	infinite := make([]int, len(tables))
	all := append(files(r, infinite), o.Extra...)
	for i := range all {
		all[i] = o.waiting(o.watched(all[i]))
	}
	written, err := f.Write(ctx, workers, all...)
	if err != nil {
		return "", err
	}
	described, err := f.Write(ctx, 1, jsonFile(packageName, func() ([]byte, error) { return describe(r, written) }))
	if err != nil {
		return "", err
	}
	written = append(written, described...)
	_, err = f.Write(ctx, 1, jsonFile(manifestName, func() ([]byte, error) {
		if o.Late != nil {
			o.Late()
		}
		run := Run{Threads: o.Threads}
		if o.Timings != nil {
			run.Timings = o.Timings()
		}
		return encode(newManifest(r, warnings(r, infinite), written, run))
	}))
	if err != nil {
		return "", err
	}
	if err := f.Publish(); err != nil {
		if f.published {
			return f.Path(), err
		}
		return "", err
	}
	return f.Path(), nil
}

// watched is a file with somebody who watches it.
func (o Options) watched(file File) File {
	if o.Watch == nil {
		return file
	}
	write := file.Write
	file.Write = func(w io.Writer) error {
		defer o.Watch(file.Name)()
		return write(w)
	}
	return file
}

// tellOfPaths are the tables of the kept paths.
var tellOfPaths = []string{"paths.csv", "events.csv"}

// waiting is a file that is written once there is what it tells of.
func (o Options) waiting(file File) File {
	if o.Kept == nil || !slices.Contains(tellOfPaths, file.Name) {
		return file
	}
	write := file.Write
	file.Write = func(w io.Writer) error {
		o.Kept()
		return write(w)
	}
	return file
}

// Write writes the table of a result as CSV and says how many numbers were infinite and left empty.
func (t *Table) Write(w io.Writer, r *result.Result) (infinite int, err error) {
	return t.write(w, r, newShared(r))
}

func (t *Table) write(w io.Writer, r *result.Result, with *shared) (infinite int, err error) {
	s := sheets.Get().(*Sheet)
	s.open(w, t)
	s.shared = with
	err = t.Fill(r, s)
	infinite, err = s.Infinite, errors.Join(err, s.Close())
	s.w, s.shared = nil, nil
	sheets.Put(s)
	return infinite, err
}

// sheets are those that are done with.
var sheets = sync.Pool{New: func() any { return new(Sheet) }}

// long are the tables that take longest.
var long = []string{"paths.csv", "series.csv", "distributions.csv"}

// files are the tables of a result as files. Once written, infinite[k] is how many numbers table k left empty.
func files(r *result.Result, infinite []int) []File {
	out, with := make([]File, len(tables)), newShared(r)
	for k := range tables {
		t := &tables[k]
		out[k] = File{Name: t.Name, Table: t, Long: slices.Contains(long, t.Name), Write: func(w io.Writer) (err error) {
			infinite[k], err = t.write(w, r, with)
			return err
		}}
	}
	return out
}

func jsonFile(name string, text func() ([]byte, error)) File {
	return File{Name: name, Write: func(w io.Writer) error {
		b, err := text()
		if err == nil {
			_, err = w.Write(b)
		}
		return err
	}}
}

// warnings are those of the run, and what the tables could not say.
func warnings(r *result.Result, infinite []int) []string {
	all := append([]string{}, r.Warnings...)
	for _, m := range r.Metrics {
		if n := m.Sample.Infinite; n > 0 && !m.Hidden {
			all = append(all, fmt.Sprintf("%s: infinite on %d of %d paths, counted as undefined", m.Name, n, r.Paths))
		}
	}
	for k, n := range infinite {
		if n > 0 {
			all = append(all, fmt.Sprintf("%s: infinite numbers left empty: %d", tables[k].Name, n))
		}
	}
	return all
}
