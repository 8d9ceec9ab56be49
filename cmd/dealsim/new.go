package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"dealsim/sim/engine"
	"dealsim/sim/scenario"
)

//go:embed starters/*.yaml
var starters embed.FS

// starterName is what a scenario may be called: a file's name on every system, and a word in YAML.
var starterName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`) })

func (a *app) newCommand() *cobra.Command {
	var out, kind string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: "a scenario to start from, with a comment on each section; never overwrites",
		Example: `  dealsim new my-deal
  dealsim new my-model --kind model
  dealsim new my-deal --out deals/draft.yaml`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage{"new wants a name: dealsim new my-deal"}
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.TrimSuffix(args[0], ".yaml")
			if !starterName().MatchString(name) {
				return usage{fmt.Sprintf("%q cannot be a name: letters, digits, - and _, a letter first; another folder with --out", args[0])}
			}
			text, err := starters.ReadFile("starters/" + kind + ".yaml")
			if err != nil {
				return usage{unknown(kind, []string{"deal", "model"}, "no kind of scenario")}
			}
			if out == "" {
				out = name + ".yaml"
			}
			return a.start(name, out, text)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "where it goes: a `FILE` (NAME.yaml)")
	cmd.Flags().StringVar(&kind, "kind", "deal", "deal, or model: drivers and metrics without a deal")
	return cmd
}

// start writes a starter, and the schema that its first line names beside it.
func (a *app) start(name, out string, text []byte) error {
	file := filepath.Base(out)
	text = bytes.ReplaceAll(text, []byte("NAME.yaml"), []byte(file))
	text = bytes.ReplaceAll(text, []byte("out/NAME"), []byte("out/"+strings.TrimSuffix(file, ".yaml")))
	text = bytes.ReplaceAll(text, []byte("NAME"), []byte(name))
	if err := create(out, text); err != nil {
		if errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("%s is there already, and is left as it is\n     = choose another name, or another file with --out", out)
		}
		return err
	}
	fmt.Fprintf(a.out, "%s: a scenario to start from\n", out)
	schema, told := filepath.Join(filepath.Dir(out), schemaFile), scenario.JSONSchema(engine.Language())
	switch err := create(schema, told); {
	case err == nil:
		fmt.Fprintf(a.out, "%s: tells an editor what may stand in it (its first line names it)\n", schema)
	case !errors.Is(err, fs.ErrExist):
		return err
	default:
		if old, err := os.ReadFile(schema); err != nil || !bytes.Equal(old, told) {
			fmt.Fprintf(a.out, "%s: there already, but not of this version; dealsim schema > %s renews it\n", schema, schema)
		}
	}
	fmt.Fprintf(a.out, "\nnext: dealsim run %s\n", out)
	return nil
}

// create writes a file that must not be there yet.
func create(name string, text []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}
