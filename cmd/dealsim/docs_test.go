package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documents are the README and all that stands in docs.
func documents(t *testing.T) map[string]string {
	t.Helper()
	found, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, name := range append(found, "../../README.md") {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(name)] = string(b)
	}
	return out
}

var fence = regexp.MustCompile("(?ms)^```(\\w*)\n(.*?)^```")

func TestScenariosInTheDocumentsAreRight(t *testing.T) {
	docs := documents(t)
	here(t, nil)
	seen := 0
	for name, text := range docs {
		for i, m := range fence.FindAllStringSubmatch(text, -1) {
			if m[1] != "yaml" || !strings.HasPrefix(m[2], "scenario:") {
				continue
			}
			seen++
			file := fmt.Sprintf("%s-%d.yaml", strings.TrimSuffix(name, ".md"), i)
			if err := os.WriteFile(file, []byte(m[2]), 0o666); err != nil {
				t.Fatal(err)
			}
			args := []string{"check", file, "--strict", "--paths", "2000"}
			if strings.Contains(m[2], "commitments: {aws: {basis: annual}}\n") { // a floor for each year: in the first, no capacity could bill it
				args = slices.Delete(args, 2, 3)
			}
			do(t, fine, args...)
		}
	}
	if seen < 3 {
		t.Errorf("found %d scenarios in the documents", seen)
	}
}

// command is a line of a document that calls the program: in a block, or between backquotes.
var command = regexp.MustCompile("(?m)^(?:\\$ )?(dealsim .*)$|`(dealsim [^`\n]*)`")

func TestCommandsInTheDocumentsWork(t *testing.T) {
	docs := documents(t)
	here(t, map[string]string{"my-deal.yaml": small, "deal.yaml": small, "variant.yaml": "scenario: A variant\nextends: " + base + "\n"})
	seen := 0
	for name, text := range docs {
		for _, m := range command.FindAllStringSubmatch(text, -1) {
			line, _, _ := strings.Cut(m[1]+m[2], "  #")
			line, _, _ = strings.Cut(line, " > ")
			line = strings.TrimSpace(strings.ReplaceAll(line, "FILE", "my-deal.yaml"))
			args := words(line)[1:]
			if len(args) > 0 && (args[0] == "run" || args[0] == "check" || args[0] == "compare") {
				args = append(args, "--paths", "200")
				if args[0] == "check" {
					args[len(args)-1] = "4000" // expectations are held
				}
			}
			seen++
			t.Run(name+": "+line, func(t *testing.T) { do(t, fine, args...) })
		}
	}
	if seen < 8 {
		t.Errorf("found %d commands in the documents", seen)
	}
}

// words splits a line as a shell does: at spaces, but not between single quotes.
func words(line string) []string {
	var out []string
	for i, part := range strings.Split(line, "'") {
		if i%2 == 1 {
			out[len(out)-1] += part
			continue
		}
		fields := strings.Fields(part)
		if i > 0 && len(part) > 0 && part[0] != ' ' && len(fields) > 0 {
			out[len(out)-1] += fields[0]
			fields = fields[1:]
		}
		out = append(out, fields...)
		if strings.HasSuffix(part, " ") {
			out = append(out, "")
		}
	}
	var full []string
	for _, w := range out {
		if w != "" {
			full = append(full, w)
		}
	}
	return full
}

func TestReferenceNamesEveryFlagAndFunction(t *testing.T) {
	docs := documents(t)
	commands, text := docs["commands.md"], docs["language.md"]+docs["financing.md"]
	a := &app{}
	for _, c := range a.root().Commands() {
		for _, f := range regexp.MustCompile(`--[a-z]+`).FindAllString(c.Flags().FlagUsages(), -1) {
			if f != "--help" && !strings.Contains(commands, "`"+f) {
				t.Errorf("docs/commands.md does not name %s of %s", f, c.Name())
			}
		}
	}
	for _, s := range shelves() {
		if s.name == "process" || s.name == "metric" || s.name == "doubt" {
			continue // explain lists them: a new one is one file
		}
		for n := range s.kinds {
			if !strings.Contains(text, n) {
				t.Errorf("neither docs/language.md nor docs/financing.md names the %s %s", s.name, n)
			}
		}
	}
	for _, name := range []string{"language.md", "commands.md", "financing.md"} {
		if n := strings.Count(docs[name], "\n"); n > 350 {
			t.Errorf("docs/%s has %d lines", name, n)
		}
	}
}
