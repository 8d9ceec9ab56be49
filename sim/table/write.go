package table

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"dealsim/sim/stats"
)

// File is a file to write into a results folder.
type File struct {
	Name  string // with slashes, "plots/fan.png"
	Write func(io.Writer) error
	Table *Table // what a CSV file holds, for the data package; nil for other files
	Long  bool   // takes so long that it is begun before others
}

// Written is what is known of a file once it is written.
type Written struct {
	Name   string
	SHA256 string // hex
	Bytes  int64
	Table  *Table
}

// Write writes files, so many at a time, long ones and then the last ones first, and answers in their order. After a
// mistake, and when ctx is done, it stops at the next piece of each file; of several errors the first file's is returned.
//
// Limits: a name that leads out of the folder and a name that was written before are refused.
func (f *Folder) Write(ctx context.Context, workers int, files ...File) ([]Written, error) {
	for _, file := range files {
		local := filepath.IsLocal(filepath.FromSlash(file.Name)) && path.Clean(file.Name) == file.Name
		switch {
		case !local || file.Name == "." || strings.ContainsAny(file.Name, `\:`):
			return nil, fmt.Errorf("%q is no name for a file in a results folder", file.Name)
		case f.names[file.Name]:
			return nil, fmt.Errorf("bug: two files are called %s", file.Name)
		}
		f.names[file.Name] = true
	}
	going, stop := context.WithCancel(ctx)
	defer stop()
	written, errs := make([]Written, len(files)), make([]error, len(files))
	order := make([]int, len(files))
	for i := range order {
		order[i] = len(files) - 1 - i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case files[i].Long && !files[j].Long:
			return -1
		case files[j].Long && !files[i].Long:
			return 1
		}
		return 0
	})
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(max(workers, 1), len(files)) {
		group.Go(func() {
			for {
				k := int(next.Add(1)) - 1
				if k >= len(order) {
					return
				}
				i := order[k]
				if written[i], errs[i] = f.write(going, files[i]); errs[i] != nil {
					stop()
				}
			}
		})
	}
	group.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
	}
	return written, errors.Join(errs...)
}

// write writes one file.
func (f *Folder) write(ctx context.Context, file File) (Written, error) {
	fail := func(err error) (Written, error) { return Written{}, fmt.Errorf("%s: %w", file.Name, err) }
	if err := ctx.Err(); err != nil {
		return fail(err)
	}
	if dir := path.Dir(file.Name); dir != "." {
		if err := f.inside.MkdirAll(dir, 0o777); err != nil {
			return fail(err)
		}
	}
	h, err := f.inside.OpenFile(file.Name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return fail(err)
	}
	m := &meter{ctx: ctx, w: h, hash: sha256.New()}
	if file.Table != nil {
		err = file.Write(m) // a sheet writes in large pieces itself
	} else {
		b := buffers.Get().(*bufio.Writer)
		b.Reset(m)
		if err = file.Write(b); err == nil {
			err = b.Flush()
		}
		b.Reset(nil)
		buffers.Put(b)
	}
	if closed := h.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fail(err)
	}
	return Written{file.Name, hex.EncodeToString(m.hash.Sum(nil)), m.bytes, file.Table}, nil
}

// buffers are of files that are written in small pieces.
var buffers = sync.Pool{New: func() any { return bufio.NewWriterSize(nil, 1<<16) }}

// meter hashes and counts what passes, until ctx is done.
type meter struct {
	ctx   context.Context
	w     io.Writer
	hash  hash.Hash
	bytes int64
}

func (m *meter) Write(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := m.w.Write(p)
	stats.LeaveVectors()
	m.hash.Write(p[:n])
	m.bytes += int64(n)
	return n, err
}
