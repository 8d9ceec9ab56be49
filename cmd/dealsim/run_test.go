package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"dealsim/sim/doubt"
	"dealsim/sim/table"
)

const small = `scenario: A price
as_of: 2026-04-20
horizon: 2y
inputs:
  now: {value: $10bn, status: assumed}
drivers:
  price: {process: gbm, start: now, drift: 5%/y, volatility: 20%}
metrics:
  end: at(price, 2y)
  high: {is: prob(max(price) >= $12bn), label: once above $12bn}
expect:
  - {metric: end, statistic: median, within: [$9bn, $12bn]}
`

const base = "amazon-anthropic-2026"

// here makes a temporary folder with files in it, and works there.
func here(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// do runs the program and wants an exit code.
func do(t *testing.T, code int, args ...string) (out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(args, &o, &e); got != code {
		t.Fatalf("dealsim %s: exit code %d, want %d\n%s%s", strings.Join(args, " "), got, code, &o, &e)
	}
	if code == fine && e.Len() > 0 {
		t.Errorf("dealsim %s: is fine and prints to stderr: %s", strings.Join(args, " "), &e)
	}
	return o.String(), e.String()
}

// tree is every file under a folder, with its text.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if e.IsDir() {
			all[filepath.ToSlash(rel)+"/"] = ""
			return nil
		}
		b, err := os.ReadFile(name)
		all[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func names(files map[string]string) []string {
	var out []string
	for n := range files {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// tables are the CSV files of a results folder.
func tables(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := tree(t, dir)
	for n := range all {
		if !strings.HasSuffix(n, ".csv") {
			delete(all, n)
		}
	}
	if len(all) != len(table.Tables()) {
		t.Fatalf("%s: want %d tables, found %v", dir, len(table.Tables()), names(all))
	}
	return all
}

func sameTables(t *testing.T, a, b string) bool {
	t.Helper()
	x, y := tables(t, a), tables(t, b)
	same := true
	for n := range x {
		same = same && x[n] == y[n]
	}
	return same
}

func holds(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("does not say %q:\n%s", p, text)
		}
	}
}

func TestRunOfTheBaseDeal(t *testing.T) {
	here(t, nil)
	out, _ := do(t, fine, "run", base, "--paths", "512", "--format", "svg")
	holds(t, out, "Amazon–Anthropic, April 2026", "512 paths, 2026-04-20 to 2036-03-31, seed 0x2a", "expected", "median",
		"paid on conditions, of up to $20bn", "against a floor of $100bn", "all of the $20bn is paid", "doubt: 512 paths",
		filepath.Join("out", base))
	for _, want := range []string{"summary.csv", "series.csv", "distributions.csv", "tranches.csv", "triggers.csv", "commitments.csv",
		"assumptions.csv", "paths.csv", "datapackage.json", "manifest.json", "plots/tranches.svg", "plots/commitment-aws.svg"} {
		if _, err := os.Stat(filepath.Join("out", base, want)); err != nil {
			t.Error(err)
		}
	}
	for n := range tree(t, "out") {
		if strings.HasSuffix(n, ".png") || strings.HasPrefix(n, ".") && n != "./" {
			t.Errorf("%s has no place here", n)
		}
	}
}

// TestDoubtsThatComeLateAreTold: doubts are looked for while tables are written. However long that takes, they are in the
// manifest and in the summary.
func TestDoubtsThatComeLateAreTold(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	rule := doubt.All()["few-paths"]
	look := rule.Look
	defer func() { rule.Look = look }()
	rule.Look = func(c *doubt.Case) {
		for range 2000 { // until all is written but the manifest, and a little longer
			if found, _ := filepath.Glob("out/.small*/datapackage.json"); found != nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
		time.Sleep(50 * time.Millisecond)
		look(c)
	}
	out, _ := do(t, fine, "run", "small.yaml", "--paths", "100", "--threads", "2", "--format", "none")
	holds(t, out, "doubt: 100 paths")
	m, err := table.ReadManifest("out/small")
	if err != nil {
		t.Fatal(err)
	}
	holds(t, strings.Join(m.Warnings, "\n"), "100 paths")
}

func TestOwnMetricsAreInTheSummary(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	out, _ := do(t, fine, "run", "small.yaml", "--paths", "100", "--format", "none")
	holds(t, out, "once above $12bn", "end ")
}

func TestFormats(t *testing.T) {
	for _, c := range []struct {
		flag string
		code int
		want []string // endings of charts
	}{
		{"svg", fine, []string{".svg"}},
		{"pdf", fine, []string{".pdf"}},
		{"png,pdf", fine, []string{".pdf", ".png"}},
		{"none", fine, nil},
		{"gif", inCommand, nil},
		{"svg,none", inCommand, nil},
		{"", inCommand, nil},
	} {
		here(t, nil)
		_, errs := do(t, c.code, "run", base, "--paths", "64", "--format", c.flag)
		if c.code != fine {
			holds(t, errs, "--format", "none", "dealsim run --help")
			if _, err := os.Stat("out"); err == nil {
				t.Errorf("--format %q leaves something", c.flag)
			}
			continue
		}
		found := map[string]bool{}
		for n := range tree(t, "out") {
			if strings.Contains(n, "/plots/") && !strings.HasSuffix(n, "/") {
				found[filepath.Ext(n)] = true
			}
		}
		var got []string
		for e := range found {
			got = append(got, e)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("--format %s: charts are %v, want %v", c.flag, got, c.want)
		}
	}
}

func TestThreadsMakeNoDifference(t *testing.T) {
	here(t, nil)
	for _, n := range []string{"1", "2", "7"} {
		do(t, fine, "run", base, "--paths", "2000", "--format", "none", "--threads", n, "--out", "with"+n, "--quiet")
	}
	for _, n := range []string{"2", "7"} {
		if !sameTables(t, filepath.Join("with1", base), filepath.Join("with"+n, base)) {
			t.Errorf("tables differ with %s threads", n)
		}
	}
}

func TestSeeds(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	for dir, seed := range map[string]string{"a": "0x2a", "b": "42", "c": "43"} {
		do(t, fine, "run", "small.yaml", "--paths", "600", "--format", "none", "--seed", seed, "--out", dir, "--quiet")
	}
	if !sameTables(t, "a/small", "b/small") {
		t.Error("0x2a and 42 are one seed")
	}
	if sameTables(t, "a/small", "c/small") {
		t.Error("42 and 43 draw the same")
	}
	_, errs := do(t, inCommand, "run", "small.yaml", "--seed", "many")
	holds(t, errs, "42 or 0x2a")
}

func TestSetChangesOneThing(t *testing.T) {
	here(t, nil)
	// without an insolvency: a lab that pays more for nothing may fail of it, and then its revenue ends
	do(t, fine, "run", base, "--paths", "600", "--format", "none", "--without", "exits.insolvency", "--out", "a", "--quiet")
	do(t, fine, "run", base, "--paths", "600", "--format", "none", "--without", "exits.insolvency", "--out", "b", "--quiet", "--set", "inputs.commitment=$150bn")
	do(t, fine, "run", base, "--paths", "600", "--format", "none", "--without", "exits.insolvency", "--out", "c", "--quiet", "--set", "commitments.aws.basis=annual", "--set", "tranches.target-4=~", "--set", "metrics.all_targets=~")
	rows := func(dir, prefix string) []string {
		var out []string
		for _, l := range strings.Split(tables(t, filepath.Join(dir, base))["series.csv"], "\n") {
			if strings.HasPrefix(l, prefix) {
				out = append(out, l)
			}
		}
		return out
	}
	if !slices.Equal(rows("a", "anthropic.arr,"), rows("b", "anthropic.arr,")) || !slices.Equal(rows("a", "aws.spend,"), rows("c", "aws.spend,")) {
		t.Error("a term of the deal moves the world")
	}
	if slices.Equal(rows("a", "aws.floor_to_date,"), rows("b", "aws.floor_to_date,")) {
		t.Error("--set changes nothing")
	}
	if len(rows("a", "target-4.")) == 0 || len(rows("c", "target-4.")) != 0 {
		t.Error("~ does not remove")
	}
}

func TestQuietPrintsNothing(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	for _, args := range [][]string{
		{"run", "small.yaml", "--paths", "100", "--quiet"},
		{"run", "small.yaml", "--paths", "100", "--quiet", "--json"},
		{"check", "small.yaml", "--paths", "100", "--quiet", "--expect"},
	} {
		if out, errs := do(t, fine, args...); out+errs != "" {
			t.Errorf("dealsim %v prints %q", args, out+errs)
		}
	}
}

func TestJSON(t *testing.T) {
	here(t, map[string]string{"small.yaml": small, "other.yaml": small})
	out, _ := do(t, fine, "run", "small.yaml", "other.yaml", "--paths", "100", "--format", "none", "--json", "--seed", "7")
	d := json.NewDecoder(strings.NewReader(out)) // one document a file
	for _, name := range []string{"small", "other"} {
		var doc map[string]any
		if err := d.Decode(&doc); err != nil {
			t.Fatal(err)
		}
		var keys []string
		for k := range doc {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		if want := []string{"folder", "metrics", "paths", "scenario", "seed", "warnings"}; !slices.Equal(keys, want) {
			t.Errorf("keys are %v, want %v", keys, want)
		}
		if doc["scenario"] != name || doc["paths"] != 100.0 || doc["seed"] != "0x7" || doc["folder"] != "out/"+name {
			t.Errorf("found %v", doc)
		}
		metrics := doc["metrics"].([]any)
		if len(metrics) != 2 {
			t.Fatalf("want 2 metrics, found %v", metrics)
		}
		m := metrics[0].(map[string]any)
		for _, k := range []string{"metric", "unit", "label", "mean", "mcse", "p10", "p50", "p90", "undefined"} {
			if _, ok := m[k]; !ok {
				t.Errorf("a metric has no %s: %v", k, m)
			}
		}
		if len(m) != 9 {
			t.Errorf("a metric has other keys: %v", m)
		}
	}
	if d.More() {
		t.Error("something follows")
	}
}

func TestSeveralFilesInOneRun(t *testing.T) {
	here(t, map[string]string{"a.yaml": small, "b.yaml": small, "sub/a.yaml": small,
		"bad.yaml": "scenario: x\n", "worse.yaml": "scenarioo: x\n"})
	out, _ := do(t, fine, "run", "a.yaml", "b.yaml", "--paths", "100", "--format", "none")
	holds(t, out, filepath.Join("out", "a"), filepath.Join("out", "b"))

	_, errs := do(t, inFile, "run", "a.yaml", "bad.yaml", "b.yaml", "worse.yaml", "--paths", "100", "--out", "none")
	holds(t, errs, "bad.yaml: nothing was simulated and nothing was written", "worse.yaml: nothing was simulated and nothing was written")
	if _, err := os.Stat("none"); err == nil {
		t.Error("a file is simulated although another has mistakes")
	}

	_, errs = do(t, inCommand, "run", "a.yaml", "sub/a.yaml", "--paths", "100", "--out", "none")
	holds(t, errs, "a.yaml and sub/a.yaml would both be written to "+filepath.Join("none", "a"))
}

func TestNothingIsWrittenOnMistakes(t *testing.T) {
	dir := here(t, map[string]string{"small.yaml": small, "bad.yaml": strings.Replace(small, "gbm", "gmb", 1)})
	before := names(tree(t, dir))
	for _, c := range []struct {
		code int
		args []string
		say  string
	}{
		{inFile, []string{"run", "bad.yaml"}, `did you mean "gbm"?`},
		{inFile, []string{"check", "bad.yaml"}, `did you mean "gbm"?`},
		{inFile, []string{"show", "bad.yaml"}, `did you mean "gbm"?`},
		{inFile, []string{"run", "small.yaml", "--set", "inputs.nwo=$5bn"}, `did you mean "now"?`},
		{inFile, []string{"run", "small.yaml", "--set", "inputs"}, "KEY=VALUE"},
		{inFile, []string{"run", "small.yaml", "--set", "drivers.price.volatility=5 GW"}, "power"},
		{inCommand, []string{"run"}, "wants a scenario"},
		{inCommand, []string{"check"}, "wants a scenario"},
		{inCommand, []string{"show"}, "wants one scenario"},
		{inCommand, []string{"show", "small.yaml", "bad.yaml"}, "wants one scenario"},
		{inCommand, []string{"show", "small.yaml", "--source", "--graph"}, "choose one"},
		{inCommand, []string{"show", "small.yaml", "--source", "--set", "inputs.now=$1bn"}, "--set does not go with it"},
		{inCommand, []string{"list", "x"}, "no arguments"},
		{inCommand, []string{"explain", "process", "gbm", "x"}, "at most a kind and a name"},
		{inCommand, []string{"rn"}, `did you mean "run"?`},
		{inCommand, []string{"simulate"}, "there is check, compare, diff, explain, list, new, replay, run, schema, show"},
		{inCommand, []string{"help", "rn"}, `did you mean "run"?`},
		{inCommand, []string{"run", "small.yaml", "--path", "5"}, "did you mean --paths?"},
		{inCommand, []string{"run", "small.yaml", "--xyzzy"}, "there is --for, --format"},
		{inCommand, []string{"run", "small.yaml", "-z"}, "unknown shorthand flag"},
		{inCommand, []string{"check", "small.yaml", "--json"}, "no flag of dealsim check is called --json"},
		{inCommand, []string{"run", "small.yaml", "--paths", "0"}, "--paths 0"},
		{inCommand, []string{"run", "small.yaml", "--paths", "many"}, "many"},
		{inCommand, []string{"run", "small.yaml", "--threads", "-1"}, "--threads -1"},
		{inTheWorld, []string{"run", "nosuch.yaml"}, "cannot read nosuch.yaml"},
		{inTheWorld, []string{"run", "amazon-antropic-2026"}, `did you mean "amazon-anthropic-2026"?`},
		{inTheWorld, []string{"show", "nosuch", "--source"}, "dealsim list"},
		{inTheWorld, []string{"check", "."}, "is a folder"},
		{inTheWorld, []string{"run", "small.yaml", "--out", "bad.yaml"}, "choose another folder with --out"},
	} {
		out, errs := do(t, c.code, c.args...)
		holds(t, errs, c.say)
		if out != "" {
			t.Errorf("dealsim %v prints to stdout: %s", c.args, out)
		}
		if strings.Contains(errs, "%!") || strings.Contains(errs, "*fs.") {
			t.Errorf("dealsim %v: %s", c.args, errs)
		}
	}
	if after := names(tree(t, dir)); !slices.Equal(before, after) {
		t.Errorf("files were %v, are %v", before, after)
	}
}

func TestForeignFilesAreNotTouched(t *testing.T) {
	dir := here(t, map[string]string{"small.yaml": small, "out/small/notes.txt": "mine", "file/small": "mine too"})
	before := tree(t, dir)
	_, errs := do(t, inTheWorld, "run", "small.yaml", "--paths", "100")
	holds(t, errs, "notes.txt", "move it away")
	_, errs = do(t, inTheWorld, "run", "small.yaml", "--paths", "100", "--out", "file")
	holds(t, errs, "is a file")
	after := tree(t, dir)
	if !slices.Equal(names(before), names(after)) {
		t.Errorf("files were %v, are %v", names(before), names(after))
	}
	for n := range before {
		if before[n] != after[n] {
			t.Errorf("%s was changed", n)
		}
	}
}

func TestRerunReplacesEarlierResults(t *testing.T) {
	here(t, map[string]string{"small.yaml": small, "out/keep.txt": "mine"})
	do(t, fine, "run", "small.yaml", "--paths", "100", "--format", "svg")
	first := tree(t, "out")
	do(t, fine, "run", "small.yaml", "--paths", "100", "--format", "none", "--seed", "1")
	second := tree(t, "out")
	if first["small/summary.csv"] == second["small/summary.csv"] {
		t.Error("the earlier results are still there")
	}
	for n := range second {
		if strings.Contains(n, "plots") || strings.HasPrefix(n, ".") && n != "./" {
			t.Errorf("%s is left over", n)
		}
	}
	if second["keep.txt"] != "mine" {
		t.Error("a file beside the results is gone")
	}
	// and what somebody has put among them stops a third
	if err := os.WriteFile("out/small/my.txt", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	do(t, inTheWorld, "run", "small.yaml", "--paths", "100")
}

func TestStoppedRunWritesNothing(t *testing.T) {
	dir := here(t, map[string]string{"small.yaml": small})
	before := names(tree(t, dir))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	var o, e bytes.Buffer
	if code := runWith(ctx, []string{"run", "small.yaml"}, &o, &e); code != inTheWorld {
		t.Errorf("exit code %d, want %d", code, inTheWorld)
	}
	if e.String() != "stopped: nothing of small was written\n" || o.Len() > 0 {
		t.Errorf("says %q and %q", &o, &e)
	}
	e.Reset()
	if code := runWith(ctx, []string{"check", "small.yaml"}, &o, &e); code != inTheWorld {
		t.Errorf("check: exit code %d, want %d: %s", code, inTheWorld, &e)
	}
	if after := names(tree(t, dir)); !slices.Equal(before, after) {
		t.Errorf("files were %v, are %v", before, after)
	}
}

// The program itself, when the environment says so: for the tests that need a process of their own.
func TestMain(m *testing.M) {
	if os.Getenv("DEALSIM_TEST_CHILD") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

func TestInterrupt(t *testing.T) {
	if runtime.GOOS == "windows" || testing.Short() {
		t.Skip("sends a signal to a child process")
	}
	dir := here(t, nil)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		child := exec.Command(self, "run", base, "--paths", "1000000000")
		child.Dir, child.Env = dir, append(os.Environ(), "DEALSIM_TEST_CHILD=1")
		var errs bytes.Buffer
		child.Stderr = &errs
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Second) // until it listens
		if err := child.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		child.Wait()
		if code := child.ProcessState.ExitCode(); code != inTheWorld || errs.String() != "stopped: nothing of "+base+" was written\n" {
			t.Errorf("%s: exit code %d, says %q", s, code, &errs)
		}
	}
	if left := names(tree(t, dir)); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestChartThatPanicsIsAnError(t *testing.T) {
	err := drawn("plots/x.svg", func() error { panic("out of ink") })
	if err == nil || !strings.Contains(err.Error(), "plots/x.svg: out of ink") || !strings.Contains(err.Error(), "--format none") {
		t.Errorf("found %v", err)
	}
	if err := drawn("plots/x.svg", func() error { return nil }); err != nil {
		t.Error(err)
	}
}

// full is a terminal that takes no more.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestWhatCannotBePrintedIsAnError(t *testing.T) {
	here(t, map[string]string{"small.yaml": small})
	for _, args := range [][]string{{"list"}, {"explain"}, {"show", "small.yaml"}, {"run", "small.yaml", "--paths", "64"}, {"check", "small.yaml"}, {"--help"}} {
		var e bytes.Buffer
		if code := run(args, full{}, &e); code != inTheWorld || !strings.HasPrefix(e.String(), "dealsim: cannot print: ") {
			t.Errorf("dealsim %v: exit code %d, says %q", args, code, &e)
		}
	}
}
