package table

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWrittenFilesAreHashedAndCounted(t *testing.T) {
	f := newFolder(t, t.TempDir(), "deal")
	w := write(t, f, text("abc", "abc"), text("empty", ""))
	want := []Written{
		{Name: "abc", SHA256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Bytes: 3}, // FIPS 180-2, B.1
		{Name: "empty", SHA256: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
	}
	if fmt.Sprint(w) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", w, want)
	}
}

func TestNamesThatLeadOutAreRefused(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, dir, "deal")
	for _, name := range []string{"../out.csv", "/tmp/out.csv", "plots/../../out.csv", "a//b", ".", "", `..\out.csv`, "plots/"} {
		if _, err := f.Write(context.Background(), 1, text(name, "x")); err == nil {
			t.Errorf("%q is taken", name)
		}
	}
	if _, err := f.Write(context.Background(), 1, text("a", "x"), text("a", "y")); err == nil {
		t.Error("two files of one name are taken")
	}
	wantTree(t, dir, f.partial)
}

func TestLinksThatLeadOutAreRefused(t *testing.T) {
	dir, away := t.TempDir(), t.TempDir()
	f := newFolder(t, dir, "deal")
	if err := os.Symlink(away, filepath.Join(dir, f.partial, "plots")); err != nil {
		t.Skip(err)
	}
	if _, err := f.Write(context.Background(), 1, text("plots/fan.png", "x")); err == nil {
		t.Error("written through a link")
	}
	wantTree(t, away)
}

// Files that take long are begun before others, of which the last are begun first; the answers stand as the files do.
func TestLongFilesAreBegunFirst(t *testing.T) {
	var begun []string
	note := func(name string, long bool) File {
		return File{Name: name, Long: long, Write: func(io.Writer) error {
			begun = append(begun, name)
			return nil
		}}
	}
	f := newFolder(t, t.TempDir(), "deal")
	w, err := f.Write(context.Background(), 1, note("a", false), note("b", true), note("c", false), note("d", true))
	if err != nil || fmt.Sprint(begun) != "[d b c a]" {
		t.Errorf("%v: begun are %v", err, begun)
	}
	for i, name := range []string{"a", "b", "c", "d"} {
		if w[i].Name != name {
			t.Errorf("answer %d is of %s, want %s", i, w[i].Name, name)
		}
	}
}

func TestTheFirstErrorIsTold(t *testing.T) {
	bad := File{Name: "bad", Write: func(io.Writer) error { return errors.New("no ink") }}
	for _, workers := range []int{0, 1, 2, 7} {
		f := newFolder(t, t.TempDir(), "deal")
		_, err := f.Write(context.Background(), workers, text("a", "x"), bad, text("b", "y"))
		if err == nil || err.Error() != "bad: no ink" {
			t.Errorf("%d workers: got %v", workers, err)
		}
	}
}

func TestCancellingStopsALongFile(t *testing.T) {
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("interrupted")
	long := File{Name: "long", Write: func(w io.Writer) error {
		for n := 0; ; n++ {
			if n == 3 {
				cancel(why)
			}
			if _, err := w.Write(make([]byte, 1<<16)); err != nil {
				return err
			}
		}
	}}
	dir := t.TempDir()
	if _, err := WriteAll(example(), Options{Dir: dir, Extra: []File{long}, Context: ctx}); !errors.Is(err, why) {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir)
}

// A writer of charts may lose the errors of what it writes to.
func TestAnErrorThatTheFileLosesIsFound(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	lossy := File{Name: "lossy", Write: func(w io.Writer) error {
		cancel()
		io.WriteString(w, strings.Repeat("x", 1<<20))
		return nil
	}}
	f := newFolder(t, t.TempDir(), "deal")
	if _, err := f.Write(ctx, 1, lossy); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
