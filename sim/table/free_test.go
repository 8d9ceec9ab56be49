package table

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFree(t *testing.T) {
	const remedy = "\n     = move it away, or have the results written to another folder"
	ours := `{"kind": "dealsim results", "files": {"a.csv": {}, "plots/fan.png": {}}}`
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"empty":     {nil, ""},
		"ours":      {map[string]string{"manifest.json": ours, "a.csv": "", "plots/fan.png": "", ".DS_Store": ""}, ""},
		"partly":    {map[string]string{"manifest.json": ours}, ""},
		"thesis":    {map[string]string{"thesis.tex": ""}, "holds files that no run has written (thesis.tex)"},
		"notes":     {map[string]string{"manifest.json": ours, "plots/notes.txt": ""}, "holds files that no run has written (plots/notes.txt)"},
		"extension": {map[string]string{"manifest.json": `{"manifest_version": 3}`}, "holds files that no run has written (manifest.json)"},
		"broken":    {map[string]string{"manifest.json": "{", "a.csv": ""}, "holds files that no run has written (a.csv, manifest.json)"},
		"many": {map[string]string{"a": "", "b": "", "c": "", "d": "", "e": ""},
			"holds files that no run has written (a, b, c, 2 more)"},
	} {
		dir := t.TempDir()
		folder := filepath.Join(dir, name)
		for _, sub := range []string{"plots"} {
			if err := os.MkdirAll(filepath.Join(folder, sub), 0o777); err != nil {
				t.Fatal(err)
			}
		}
		for file, text := range c.files {
			if err := os.WriteFile(filepath.Join(folder, file), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		before := tree(t, dir)
		_, err := WriteAll(exampleCalled(name), Options{Dir: dir})
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (err == nil || err.Error() != folder+" "+c.want+remedy):
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		case c.want != "":
			wantTree(t, dir, before...)
		}
	}
}

func TestLinksAndFilesAreNotReplaced(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	for name, want := range map[string]string{"file": "is a file", "link": "is a link"} {
		if err := Free(dir, name); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestNamesOfFolders(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"", ".", "..", "../deal", "a/b", `a\b`, "/deal", ".hidden", "c:"} {
		if _, err := NewFolder(dir, name); err == nil || !strings.HasSuffix(err.Error(), "is no name for a results folder") {
			t.Errorf("%q: got %v", name, err)
		}
	}
	wantTree(t, dir)
}
