package engine

import (
	"fmt"
	"sort"
	"strings"

	"dealsim/sim/scenario"
)

func didYouMean(name string, valid []string) string {
	if near := scenario.Nearest(name, valid); near != "" {
		return `, did you mean "` + near + `"?`
	}
	return ""
}

// listed is names for a remedy, in order, shortened.
func listed(what string, names []string) string {
	sort.Strings(names)
	if len(names) > 24 {
		names = append(names[:24:24], "…")
	}
	return what + ": " + strings.Join(names, ", ")
}

func counted(least, most int) string {
	switch {
	case least == most && least == 1:
		return "one argument"
	case least == most:
		return fmt.Sprintf("%d arguments", least)
	}
	return fmt.Sprintf("%d to %d arguments", least, most)
}
