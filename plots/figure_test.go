package plots

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestFigureNames(t *testing.T) {
	var got []string
	for _, f := range All(usual.simulate()) {
		got = append(got, f.Name)
	}
	want := []string{
		"fan-anthropic-value", "fan-anthropic-arr", "tranches", "commitment-aws", "fan-spend-aws",
		"distribution-aws_spend_total", "distribution-amazon_stake_value_5y", "distribution-amazon_stake_value_10y",
		"payments",
	}
	if !slices.Equal(got, want) {
		t.Errorf("figures\n got %q\nwant %q", got, want)
	}
}

// TestSeriesAndLabels holds the numbers and the texts of every figure against goldens: what a reader sees, but not
// its pixels.
func TestSeriesAndLabels(t *testing.T) {
	d := usual
	d.paths = 2000
	for _, f := range All(d.simulate()) {
		got := told(&f)
		file := filepath.Join("testdata", f.Name+".txt")
		if *update {
			if err := os.MkdirAll("testdata", 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s differs from its golden: got\n%s", f.Name, got)
		}
	}
}

// told is a figure as text.
func told(f *Figure) string {
	var b strings.Builder
	for _, l := range f.labels() {
		fmt.Fprintln(&b, l)
	}
	numbers := func(name string, vs []float64) {
		if vs == nil {
			return
		}
		fmt.Fprintf(&b, "  %s", name)
		for _, v := range vs {
			fmt.Fprintf(&b, " %.6g", v)
		}
		fmt.Fprintln(&b)
	}
	for _, l := range f.Series {
		fmt.Fprintf(&b, "\nseries %q end %q mark %d scale %d\n", l.Label, l.End, l.Mark, l.Scale)
		numbers("x", l.X)
		numbers("to", l.To)
		numbers("low", l.Low)
		numbers("y", l.Y)
	}
	for _, r := range f.Rules {
		fmt.Fprintf(&b, "\nrule %q at %.6g\n", r.Label, r.At)
	}
	return b.String()
}

// TestFanIsTheQuantiles reads a fan's numbers against the samples themselves.
func TestFanIsTheQuantiles(t *testing.T) {
	r := usual.simulate()
	f := figure(All(r), "fan-anthropic-value")
	at := r.SeriesOf("anthropic.value").At[40]
	for i, want := range []float64{at.Quantile(0.5), at.Quantile(0.75), at.Quantile(0.95)} {
		if got := f.Series[i].Y[40]; got != want {
			t.Errorf("%s ends at %g, want %g", f.Series[i].Label, got, want)
		}
	}
	// the median of a lognormal walk is known
	want := 380 * math.Exp((0.25-0.35*0.35/2)*10)
	if got := f.Series[0].Y[40]; math.Abs(got/want-1) > 0.05 {
		t.Errorf("median after 10 years %g, want about %g", got, want)
	}
	if !f.Y.Log {
		t.Error("a fan over more than a factor of 50 has no log axis")
	}
}

func TestSharesOfAHistogramAddUp(t *testing.T) {
	r := usual.simulate()
	for _, f := range All(r) {
		if !strings.HasPrefix(f.Name, "distribution-") {
			continue
		}
		m := r.Metric(strings.TrimPrefix(f.Name, "distribution-"))
		step := 0.0
		for i, x := range f.Series[0].X {
			step = max(step, f.Series[0].To[i]-x)
		}
		sum := 0.0
		for _, l := range f.Series[:2] {
			for i := range l.X {
				sum += l.Y[i] * (l.To[i] - l.X[i]) / step
			}
		}
		shown := m.Sample.CDF(f.X.Max) - m.Sample.CDF(math.Nextafter(f.X.Min, -1e9))
		if math.Abs(sum-shown) > 0.01 {
			t.Errorf("%s: bars add up to %.4f, the picture shows %.4f of the paths", f.Name, sum, shown)
		}
	}
}

// TestPaymentsAdd checks that the bars of all years are all the money.
func TestPaymentsAdd(t *testing.T) {
	r := usual.simulate()
	f := figure(All(r), "payments")
	for i, name := range []string{"amazon.invested", "aws.spend"} {
		var want, got float64
		for _, s := range r.SeriesOf(name).At {
			want += s.Mean
		}
		for _, y := range f.Series[i].Y {
			got += y
		}
		if math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: bars add up to %g, means to %g", name, got, want)
		}
	}
	net := f.Series[2].Y
	if want := r.SeriesOf("aws.spend_to_date").At[40].Mean; net[len(net)-1] >= want {
		t.Errorf("running total %g, want less than all spend %g", net[len(net)-1], want)
	}
	// a level in place of a flow says the same
	level := usual.simulate()
	s, sum := level.SeriesOf("amazon.invested"), 0.0
	s.Flow = false
	for _, at := range s.At {
		sum += at.Mean
		at.Mean = sum
	}
	for k, y := range figure(All(level), "payments").Series[0].Y {
		if math.Abs(y-f.Series[0].Y[k]) > 1e-9 {
			t.Errorf("year %d: %g from levels, %g from flows", k, y, f.Series[0].Y[k])
		}
	}
}

func TestWhatIsMissingIsLeftOut(t *testing.T) {
	r := usual.simulate()
	r.Series, r.Metrics = nil, nil
	if got := All(r); len(got) != 0 {
		t.Errorf("%d figures of nothing", len(got))
	}
	r = usual.simulate()
	r.Commitments[0].Spend = "no.such"
	if figure(All(r), "payments") != nil {
		t.Error("payments are drawn without spend")
	}
	r.Dates, r.Years = r.Dates[:1], r.Years[:1]
	for _, f := range All(r) {
		if !strings.HasPrefix(f.Name, "distribution-") && !strings.HasPrefix(f.Name, "fan-spend-") {
			t.Errorf("%s is drawn over one date", f.Name)
		}
	}
}

func TestFilesAreTheSameBytesAndWellFormed(t *testing.T) {
	d := usual
	d.paths = 500
	first, second := All(d.simulate()), All(d.simulate())
	for _, format := range Formats() {
		sums := make([][32]byte, len(first))
		var group sync.WaitGroup
		for i := range first {
			group.Go(func() { sums[i] = sha256.Sum256(bytesOf(t, &first[i], format)) })
		}
		group.Wait()
		for i := range second {
			if sha256.Sum256(bytesOf(t, &second[i], format)) != sums[i] {
				t.Errorf("%s as %s differs from one drawing to the next", first[i].Name, format)
			}
		}
	}
}

func bytesOf(t *testing.T, f *Figure, format string) []byte {
	var b bytes.Buffer
	if err := f.Write(&b, format); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

func TestSVGIsWellFormedAndNamed(t *testing.T) {
	d := usual
	d.paths = 200
	r := d.simulate()
	for i := range r.Series {
		if company, ok := strings.CutSuffix(r.Series[i].Name, ".value"); ok {
			r.Series[i].Name = company + "<&\"'\x00\u2028>.value"
		}
	}
	for _, f := range All(r) {
		file := bytesOf(t, &f, "svg")
		root, err := element(file)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		attributes := map[string]string{}
		for _, a := range root.Attr {
			attributes[a.Name.Local] = a.Value
		}
		if attributes["role"] != "img" || attributes["aria-label"] != printable(f.Title) {
			t.Errorf("%s: role %q, aria-label %q", f.Name, attributes["role"], attributes["aria-label"])
		}
		if n, m := bytes.Count(file, []byte("font-family:")), bytes.Count(file, []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;")); n == 0 || n != m {
			t.Errorf("%s: %d of %d texts have a stack of fonts", f.Name, m, n)
		}
		if bytes.Contains(file, []byte("$-0")) || bytes.Contains(file, []byte("−$0<")) {
			t.Errorf("%s has a negative zero", f.Name)
		}
	}
}

// element reads a whole document and returns its root.
func element(file []byte) (root xml.StartElement, err error) {
	d := xml.NewDecoder(bytes.NewReader(file))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return root, nil
		}
		if err != nil {
			return root, err
		}
		if s, ok := token.(xml.StartElement); ok && root.Name.Local == "" {
			root = s.Copy()
		}
	}
}

func TestPNGSize(t *testing.T) {
	f := figure(All(usual.simulate()), "tranches")
	c, err := png.DecodeConfig(bytes.NewReader(bytesOf(t, f, "png")))
	if err != nil || c.Width != 1280 || c.Height != 760 {
		t.Errorf("%d × %d, %v; want 1280 × 760", c.Width, c.Height, err)
	}
}

func TestUnknownFormat(t *testing.T) {
	err := new(Figure).Write(io.Discard, "bmp")
	if err == nil || err.Error() != `no format is called "bmp"; formats: png, svg, pdf` {
		t.Errorf("got %v", err)
	}
}

func TestNamesAreUniqueAndFitForFiles(t *testing.T) {
	r := usual.simulate()
	r.Commitments = append(r.Commitments, r.Commitments[0])
	r.Commitments[1].ID = "../a b"
	r.Commitments = append(r.Commitments, r.Commitments[0])
	seen := map[string]bool{}
	for _, f := range All(r) {
		if seen[f.Name] || strings.ContainsAny(f.Name, "./ ") {
			t.Errorf("name %q", f.Name)
		}
		seen[f.Name] = true
	}
	if !seen["commitment-aws-2"] || !seen["commitment----a-b"] {
		t.Errorf("names %v", seen)
	}
}

// TestChartsSayWhatTheyAre holds the registry to its own rules.
func TestChartsSayWhatTheyAre(t *testing.T) {
	names := map[string]bool{}
	for _, c := range registry {
		if c.Name == "" || c.Title == "" || !strings.HasSuffix(c.About, ".") || c.Draw == nil || names[c.Name] {
			t.Errorf("chart %q is not whole", c.Name)
		}
		names[c.Name] = true
	}
}

func BenchmarkAllFigures(b *testing.B) {
	r := usual.simulate()
	for b.Loop() {
		for _, f := range All(r) {
			for _, format := range []string{"png", "svg"} {
				if err := f.Write(io.Discard, format); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	f := figure(All(usual.simulate()), "tranches")
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				if err := f.Write(io.Discard, format); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkAll(b *testing.B) {
	r := usual.simulate()
	for b.Loop() {
		All(r)
	}
}

// labels are all texts of the figure, in the order a reader meets them.
func (f *Figure) labels() []string {
	labels := []string{f.Title, f.Subtitle}
	axes := []*Axis{&f.X, &f.Y}
	if f.Right != nil {
		axes = append(axes, f.Right)
	}
	if f.Lower != nil {
		axes = append(axes, f.Lower)
	}
	for _, a := range axes {
		labels = append(labels, a.Caption)
		for _, t := range a.Ticks {
			labels = append(labels, t.Label)
		}
	}
	for _, l := range f.Series {
		labels = append(labels, l.Label, l.End)
	}
	for _, m := range f.Rules {
		labels = append(labels, m.Label)
	}
	labels = append(labels, f.Source)
	return slices.DeleteFunc(labels, func(s string) bool { return s == "" })
}
