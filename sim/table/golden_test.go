package table

import (
	"encoding/csv"
	"flag"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/*.csv anew")

// TestGoldenTables holds each table of the example against testdata: text to the letter, numbers to 9 digits.
func TestGoldenTables(t *testing.T) {
	r := example()
	for _, table := range Tables() {
		var b strings.Builder
		if _, err := table.Write(&b, r); err != nil {
			t.Errorf("%s: %v", table.Name, err)
			continue
		}
		golden := filepath.Join("testdata", table.Name)
		if *update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		compare(t, table.Name, rowsOf(t, b.String()), rowsOf(t, string(want)))
	}
}

func compare(t *testing.T, name string, got, want [][]string) {
	if len(got) != len(want) {
		t.Errorf("%s: %d rows, want %d", name, len(got), len(want))
		return
	}
	for i := range want {
		for k := range want[i] {
			if !same(got[i][k], want[i][k]) {
				t.Errorf("%s: row %d: %s is %s, want %s", name, i, want[0][k], got[i][k], want[i][k])
			}
		}
	}
}

// same says whether two cells are the same text, or the same number to 9 digits.
func same(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return a == b
	}
	return math.Abs(x-y) <= 1e-9*math.Abs(y)
}

// rowsOf reads CSV as strictly as it is promised: each row of as many cells as the header, and no quote anywhere.
func rowsOf(t *testing.T, text string) [][]string {
	t.Helper()
	if strings.ContainsAny(text, "\"\r#") || !strings.HasSuffix(text, "\n") {
		t.Errorf("quotes, comments or odd line ends in\n%s", text)
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestNineDigitsAreToldApart(t *testing.T) {
	if same("1.00000001", "1") || same("", "0") || same("a", "b") || !same("1.00000000001", "1") || !same("a", "a") {
		t.Error("the golden comparison sees too much or too little")
	}
}
