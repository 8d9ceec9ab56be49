package scenario

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"dealsim/sim/schema"
)

// Library finds a scenario's text by name: the shipped ones, or nothing.
type Library func(name string) ([]byte, bool)

// source is one opened file with what it extends.
type source struct {
	tree    *node
	file    *File
	extends string
}

// opener reads a file and what it extends.
type opener struct {
	lib    Library
	lang   *schema.Language
	m      *Mistakes
	opened []string

	repeats []Repeat
	matters bool // the overlay changes more than texts
}

// breaks are what YAML takes for the end of a line.
var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u0085", "\n", "\u2028", "\n", "\u2029", "\n")

// open reads a file or a shipped scenario and everything it extends, and lays them over each other. The place is
// where its name stands; it has no file for the first.
func (o *opener) open(name string, at Place) (*source, error) {
	for _, before := range o.opened {
		if filepath.Clean(before) == filepath.Clean(name) {
			o.m.Add(at, "extends", "name another file", "%s extends itself%s", name, byWay(o.opened[1:]))
			return nil, nil
		}
	}
	if len(o.opened) >= 8 {
		o.m.Add(at, "extends", "lay them together", "more than 8 files extend each other")
		return nil, nil
	}
	data, shipped, err := load(name, o.lib, len(o.opened) == 0)
	if err != nil {
		return nil, err
	}
	o.opened = append(o.opened, name)
	first := len(o.opened) == 1
	f := &File{Name: name, rank: len(o.opened)}
	if len(data) > maxBytes {
		o.m.Add(Place{File: f}, "", "a scenario is a page or two; data belongs elsewhere", "the file is longer than the %d bytes that are read", maxBytes)
		return nil, nil
	}
	text := breaks.Replace(strings.TrimPrefix(string(data), "\ufeff"))
	f.Lines = strings.Split(text, "\n")
	tree := treeOf(f, text, o.m)
	if tree == nil {
		return nil, nil
	}
	ext := tree.get("extends")
	if ext == nil {
		return &source{tree, f, ""}, nil
	}
	tree.remove("extends")
	if ext.form != scalar {
		o.m.Add(ext.Place, "extends", "write extends: amazon-anthropic-2026.yaml", "want the name of one file, found %s", ext.form)
		return nil, nil
	}
	base := ext.text
	if !shipped && !filepath.IsAbs(base) {
		if beside := filepath.Join(filepath.Dir(name), base); exists(beside) {
			base = beside
		}
	}
	under, err := o.open(base, ext.Place)
	if err != nil {
		o.m.Add(ext.Place, "extends", "name a file beside this one or a shipped scenario (dealsim list)", "cannot read %q: %s", clip(ext.text), plain(err))
		return nil, nil
	}
	if under == nil {
		return nil, nil
	}
	o.matters = false
	o.lay(under.tree, tree, "", nil)
	if first && !o.matters {
		o.repeats = append([]Repeat{{"", ext.Place}}, o.repeats...)
	}
	return &source{under.tree, f, base}, nil
}

func byWay(between []string) string {
	if len(between) == 0 {
		return ""
	}
	return ", by way of " + strings.Join(between, " and ")
}

func exists(p string) bool { _, err := os.Stat(p); return err == nil }

// load reads a path, or a shipped scenario by its name with or without .yaml. What a file extends must be a file;
// the first may also be a pipe.
func load(name string, lib Library, first bool) (data []byte, shipped bool, err error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		if lib != nil {
			if data, ok := lib(strings.TrimSuffix(name, ".yaml")); ok {
				return data, true, nil
			}
		}
		return nil, false, err
	case info.IsDir():
		return nil, false, errors.New("it is a folder; name a scenario file in it")
	case !info.Mode().IsRegular() && !first:
		return nil, false, errors.New("it is no file")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, false, err
	}
	defer f.Close()
	data, err = io.ReadAll(io.LimitReader(f, maxBytes+1))
	return data, false, err
}

// plain is an error's text without the operation and path before it.
func plain(err error) string {
	if pe, ok := err.(*os.PathError); ok {
		return pe.Err.Error()
	}
	return err.Error()
}
