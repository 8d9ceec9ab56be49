// Package scenarios holds the shipped deals, one YAML file each, embedded in the binary.
package scenarios

import (
	"embed"
	"io/fs"
	"sort"
	"strings"
)

//go:embed *.yaml
var files embed.FS

// Find is the text of a shipped scenario by its name, without .yaml.
func Find(name string) ([]byte, bool) {
	if strings.ContainsAny(name, `/\`) {
		return nil, false
	}
	data, err := files.ReadFile(name + ".yaml")
	return data, err == nil
}

// Names lists the shipped scenarios.
func Names() []string {
	found, err := fs.Glob(files, "*.yaml")
	if err != nil {
		panic(err) // the pattern is fixed
	}
	for i := range found {
		found[i] = strings.TrimSuffix(found[i], ".yaml")
	}
	sort.Strings(found)
	return found
}
