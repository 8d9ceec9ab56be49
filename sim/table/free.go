package table

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Free says why results may not be written to DIR/NAME; nil when they may. It writes nothing, and is worth asking
// before a long run.
//
// They may when there is nothing of that name, an empty folder, or a folder of earlier results: one whose manifest
// is ours and names every file in it. Anything else is somebody's, and is never removed.
func Free(dir, name string) error {
	if !plain(name) {
		return fmt.Errorf("%q is no name for a results folder", name)
	}
	folder := filepath.Join(dir, name)
	info, err := os.Lstat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink != 0:
		return taken(folder, "is a link, which results do not replace")
	case !info.IsDir():
		return taken(folder, "is a file, which results do not replace")
	}
	strangers, err := strangersIn(folder)
	switch {
	case err != nil:
		return err
	case len(strangers) == 0:
		return nil
	case len(strangers) > 3:
		strangers = append(strangers[:3], fmt.Sprintf("%d more", len(strangers)-3))
	}
	return taken(folder, "holds files that no run has written ("+strings.Join(strangers, ", ")+")")
}

// taken is the refusal to replace a folder.
func taken(folder, why string) error {
	return fmt.Errorf("%s %s\n     = move it away, or have the results written to another folder", folder, why)
}

// strangersIn are the files of a folder that are not of earlier results, by name.
func strangersIn(folder string) ([]string, error) {
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	ours := map[string]bool{}
	if m, err := readManifest(root); err == nil {
		ours[manifestName] = true
		for name := range m.Files {
			ours[name] = true
		}
	}
	var strangers []string
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !ours[name] && !slices.Contains(litter, path.Base(name)) {
			strangers = append(strangers, name)
		}
		return err
	})
	return strangers, err
}

// litter is what file managers leave in every folder they show.
var litter = []string{".DS_Store", "Thumbs.db", "desktop.ini"}
