package table

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// text is a file of a given text.
func text(name, text string) File {
	return File{Name: name, Write: func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}}
}

// tree is every file and empty folder under a folder, sorted, with slashes.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	names := []string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			inside, err := os.ReadDir(path)
			if err != nil || len(inside) > 0 {
				return err
			}
		}
		name, err := filepath.Rel(dir, path)
		if name != "." {
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

func wantTree(t *testing.T, dir string, want ...string) {
	t.Helper()
	if got := tree(t, dir); !slices.Equal(got, want) {
		t.Errorf("there is %q, want %q", got, want)
	}
}

func newFolder(t *testing.T, dir, name string) *Folder {
	t.Helper()
	f, err := NewFolder(dir, name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Discard() })
	return f
}

func write(t *testing.T, f *Folder, files ...File) []Written {
	t.Helper()
	w, err := f.Write(context.Background(), 2, files...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// manifestOf is a manifest that names files.
func manifestOf(names ...string) File {
	var files []Written
	for _, n := range names {
		files = append(files, Written{Name: n})
	}
	return jsonFile(manifestName, func() ([]byte, error) { return encode(newManifest(example(), nil, files, Run{})) })
}

func TestFolderAppearsWhole(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there")
	f := newFolder(t, dir, "deal")
	write(t, f, text("a.csv", "a\n"), text("plots/fan.png", "png"))
	if _, err := os.Stat(f.Path()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("it is there before it is published: %v", err)
	}
	if err := f.Publish(); err != nil {
		t.Fatal(err)
	}
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, "deal/a.csv", "deal/plots/fan.png")
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, filepath.Join(dir, "not", "there"), "deal")
	write(t, f, text("a.csv", "a\n"))
	if err := errors.Join(f.Discard(), f.Discard()); err != nil {
		t.Error(err)
	}
	wantTree(t, dir)
}

func TestDiscardKeepsWhatOthersMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := newFolder(t, dir, "deal")
	other := newFolder(t, dir, "other")
	write(t, other, text("b.csv", "b\n"))
	if err := errors.Join(f.Discard(), other.Publish()); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, "other/b.csv")
}

func TestEarlierResultsAreReplaced(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a.csv", "b.csv"} {
		f := newFolder(t, dir, "deal")
		write(t, f, text(name, "x\n"), manifestOf(name))
		if err := f.Publish(); err != nil {
			t.Fatal(err)
		}
	}
	wantTree(t, dir, "deal/b.csv", "deal/manifest.json")
}

func TestEarlierResultsStayUntilTheNewOnesAreWhole(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, dir, "deal")
	write(t, f, text("a.csv", "x\n"), manifestOf("a.csv"))
	if err := f.Publish(); err != nil {
		t.Fatal(err)
	}
	f = newFolder(t, dir, "deal")
	write(t, f, text("b.csv", "x\n"))
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, "deal/a.csv", "deal/manifest.json")
}

func TestEarlierResultsComeBackWhenTheNewOnesCannotTakeTheirPlace(t *testing.T) {
	dir := t.TempDir()
	f := newFolder(t, dir, "deal")
	write(t, f, text("a.csv", "x\n"), manifestOf("a.csv"))
	if err := f.Publish(); err != nil {
		t.Fatal(err)
	}
	f = newFolder(t, dir, "deal")
	if err := os.RemoveAll(filepath.Join(dir, f.partial)); err != nil { // somebody tidied up
		t.Fatal(err)
	}
	if err := f.Publish(); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	if err := f.Discard(); err != nil {
		t.Error(err)
	}
	wantTree(t, dir, "deal/a.csv", "deal/manifest.json")
}

func TestTwoRunsAtOnceDoNotMeet(t *testing.T) {
	dir := t.TempDir()
	f, g := newFolder(t, dir, "deal"), newFolder(t, dir, "deal")
	write(t, f, text("a.csv", "f\n"), manifestOf("a.csv"))
	write(t, g, text("a.csv", "g\n"), manifestOf("a.csv"))
	if err := errors.Join(f.Publish(), g.Publish()); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "deal", "a.csv")); string(got) != "g\n" {
		t.Errorf("got %q, %v", got, err)
	}
	wantTree(t, dir, "deal/a.csv", "deal/manifest.json")
}

func TestAFileWhereTheFolderShouldBe(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	if err := os.WriteFile(dir, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, d := range []string{dir, filepath.Join(dir, "deeper")} {
		if f, err := NewFolder(d, "deal"); err == nil || f != nil || !strings.Contains(err.Error(), "not a directory") {
			t.Errorf("%s: got %v", d, err)
		}
	}
	if got, err := os.ReadFile(dir); string(got) != "mine" {
		t.Errorf("the file became %q, %v", got, err)
	}
}

func TestUnwritableFolder(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("every folder is writable here")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if _, err := NewFolder(dir, "deal"); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("got %v", err)
	}
	wantTree(t, dir)
}

func TestALeftoverOfADeadRunIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	dead := newFolder(t, dir, "deal")
	write(t, dead, text("a.csv", "half"))
	f := newFolder(t, dir, "deal")
	write(t, f, text("a.csv", "whole"))
	if err := f.Publish(); err != nil {
		t.Fatal(err)
	}
	wantTree(t, dir, dead.partial+"/a.csv", "deal/a.csv")
}
