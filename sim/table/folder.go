package table

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Folder is a results folder in the making: DIR/.NAME.partial-PID until it is published as DIR/NAME.
//
// All of it goes through an os.Root, so that no name, link or race leads out of DIR. A reader sees the earlier results
// or the new ones; between the two renames of Publish, for an instant, neither.
//
//	f, err := NewFolder(dir, name)
//	defer f.Discard()                    // does nothing once published
//	written, err := f.Write(ctx, 2, files...)
//	err = f.Publish()
//
// A folder that a killed run left behind stays: its name is unlike that of any other run, and nothing reads it.
type Folder struct {
	dir, name string
	partial   string   // its name until it is published
	made      []string // the folders above it that were not there, outermost first
	parent    *os.Root // DIR
	inside    *os.Root // DIR/.NAME.partial-PID
	names     map[string]bool
	published bool
}

// NewFolder begins DIR/NAME, making DIR where there is none.
//
// Limits: a name that is no plain name of a folder, and a DIR/NAME that may not be replaced (see Free), are refused.
func NewFolder(dir, name string) (_ *Folder, err error) {
	if err := Free(dir, name); err != nil {
		return nil, err
	}
	f := &Folder{dir: filepath.Clean(dir), name: name, names: map[string]bool{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.Discard())
		}
	}()
	for up := f.dir; ; up = filepath.Dir(up) {
		if _, err := os.Stat(up); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		f.made = append([]string{up}, f.made...)
	}
	if err := os.MkdirAll(f.dir, 0o777); err != nil {
		return nil, err
	}
	if f.parent, err = os.OpenRoot(f.dir); err != nil {
		return nil, err
	}
	for k := 1; ; k++ {
		partial := fmt.Sprintf(".%s.partial-%d", name, os.Getpid())
		if k > 1 {
			partial = fmt.Sprintf("%s-%d", partial, k)
		}
		err := f.parent.Mkdir(partial, 0o777)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Path(), err)
		}
		f.partial = partial
		break
	}
	if f.inside, err = f.parent.OpenRoot(f.partial); err != nil {
		return nil, err
	}
	return f, nil
}

// Path is DIR/NAME.
func (f *Folder) Path() string { return filepath.Join(f.dir, f.name) }

// Publish gives the folder its name; the earlier results of that name, if any, go.
//
// They are moved aside first and come back when the new ones cannot take their place.
func (f *Folder) Publish() error {
	if err := Free(f.dir, f.name); err != nil {
		return err
	}
	inside := f.inside
	f.inside = nil
	if err := inside.Close(); err != nil {
		return err
	}
	old := ""
	switch _, err := f.parent.Lstat(f.name); {
	case err == nil:
		old = f.partial + ".old"
		if err := f.parent.Rename(f.name, old); err != nil {
			return fmt.Errorf("%s: the earlier results cannot be moved: %w", f.Path(), err)
		}
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if err := f.parent.Rename(f.partial, f.name); err != nil {
		err = fmt.Errorf("%s: %w", f.Path(), err)
		if old != "" {
			if back := f.parent.Rename(old, f.name); back != nil {
				err = fmt.Errorf("%w\n     = the earlier results are in %s: %w", err, filepath.Join(f.dir, old), back)
			}
		}
		return err
	}
	f.published = true
	if old != "" {
		if err := f.parent.RemoveAll(old); err != nil {
			return fmt.Errorf("%s is written, but the earlier results cannot be removed from %s: %w",
				f.Path(), filepath.Join(f.dir, old), err)
		}
	}
	return nil
}

// Discard removes all that was written, unless it was published, and lets go of the folder. It may be called again.
func (f *Folder) Discard() error {
	var errs []error
	if f.inside != nil {
		errs = append(errs, f.inside.Close())
	}
	if f.parent != nil {
		if f.partial != "" && !f.published {
			errs = append(errs, f.parent.RemoveAll(f.partial))
		}
		errs = append(errs, f.parent.Close())
	}
	if !f.published {
		for i := len(f.made) - 1; i >= 0; i-- {
			os.Remove(f.made[i]) // goes only while it is empty, and may be another run's by now
		}
	}
	f.inside, f.parent, f.made = nil, nil, nil
	return errors.Join(errs...)
}

// plain says whether a name is that of one folder or file, and not hidden.
func plain(name string) bool {
	return filepath.IsLocal(name) && !strings.HasPrefix(name, ".") && !strings.ContainsAny(name, `/\:`)
}
