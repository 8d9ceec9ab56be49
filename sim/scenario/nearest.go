package scenario

import (
	"sort"
	"strings"
)

// Nearest is the valid name closest to a wrong one, or "" when none is close.
func Nearest(name string, valid []string) string {
	best, at := "", slips(len(name))+1
	for _, v := range valid {
		if d := distance(strings.ToLower(name), strings.ToLower(v), at); d < at || d == at && best != "" && v < best {
			best, at = v, d
		}
	}
	if best == "" {
		for _, v := range valid { // a name without its owner: arr for anthropic.arr
			if strings.HasSuffix(v, "."+name) && (best == "" || v < best) {
				best = v
			}
		}
	}
	return best
}

// slips is how many letters may be wrong in a name of a length before it is taken for another.
func slips(length int) int {
	switch {
	case length < 2:
		return 0
	case length < 4:
		return 1
	}
	return max(2, length/3)
}

// distance is the number of letters to insert, delete, replace or swap (Damerau and Levenshtein). What is above most
// is not counted out.
func distance(a, b string, most int) int {
	if len(a)-len(b) > most || len(b)-len(a) > most || len(a) > 100 {
		return most + 1
	}
	var prev2 []int
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row := make([]int, len(b)+1)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(prev[j]+1, row[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, row
	}
	return prev[len(b)]
}

// didYouMean is the end of a message about an unknown name.
func didYouMean(name string, valid []string) string {
	if near := Nearest(name, valid); near != "" {
		return `, did you mean "` + near + `"?`
	}
	return ""
}

// listed is names for a remedy, in order, shortened.
func listed(what string, names []string) string {
	names = append([]string(nil), names...)
	sort.Strings(names)
	if len(names) > 24 {
		names = append(names[:24], "…")
	}
	return what + ": " + strings.Join(names, ", ")
}
