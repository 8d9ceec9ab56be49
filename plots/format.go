package plots

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dealsim/sim/unit"
)

// labels writes a value to so many significant digits, without a useless tail.
type labels func(v float64, digits int) string

// labeller writes the values of a dimension as axes do; nil for one that no chart shows.
func labeller(d unit.Dim) labels {
	switch {
	case d.Kind == unit.Truth, d == unit.Number:
		return percent
	case d.Money == 1 && d.Power == 0:
		return money
	}
	return nil
}

// labelsFor writes the values of a dimension that reach from low to high: a plain number far from 1 is no share.
func labelsFor(d unit.Dim, low, high float64) labels {
	plain := d == unit.Number && math.Max(math.Abs(low), math.Abs(high)) > 2
	if label := labeller(d); label != nil && !plain {
		switch suffix, priced := strings.CutPrefix(d.Symbol(), "USD bn/"); {
		case priced && suffix != "y": // annualised money is written as money
			return func(v float64, digits int) string { return label(v, digits) + "/" + suffix }
		}
		return label
	}
	after := map[unit.Dim]string{unit.Number: "", unit.Power: " GW", unit.Energy: " GW·y", unit.Years: "y"}
	suffix, known := after[d]
	switch {
	case d == unit.Rate:
		return func(v float64, digits int) string { return percent(v, digits) + "/y" }
	case d.Kind == unit.Date:
		suffix = "y"
	case d.Money == 1:
		suffix, _ := strings.CutPrefix(d.Symbol(), "USD bn")
		return func(v float64, digits int) string { return money(v, digits) + suffix }
	case !known:
		suffix = " " + d.Symbol()
	}
	return func(v float64, digits int) string {
		v = significant(v, digits)
		if v < 0 {
			return "−" + decimal(-v) + suffix
		}
		return decimal(v+0) + suffix
	}
}

// sentence begins with a capital letter.
func sentence(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// amount writes billions of dollars as a sentence does.
func amount(bn float64) string { return money(bn, 3) }

// money writes billions of dollars as the terminal, the tables and the files do, so that a chart and its text say the same:
// $200bn, $1.5tn, $500m, −$2.5bn, $0.
func money(bn float64, digits int) string {
	v := significant(math.Abs(bn), digits)
	if v < 1e-9 || math.IsNaN(v) {
		return "$0"
	}
	sign := ""
	if bn < 0 {
		sign = "−"
	}
	for _, u := range []struct {
		from   float64
		letter string
	}{{1e3, "tn"}, {1, "bn"}, {1e-3, "m"}, {1e-6, "k"}, {1e-9, ""}} {
		if v >= u.from*(1-1e-12) {
			return sign + "$" + decimal(significant(v/u.from, digits)) + u.letter
		}
	}
	return "$0"
}

// percent writes a share: 25%, 2.5%, 0%.
func percent(v float64, digits int) string {
	p := significant(v*100, digits)
	if p == 0 {
		return "0%"
	}
	if p < 0 {
		return "−" + decimal(-p) + "%"
	}
	return decimal(p) + "%"
}

// probability writes a share to two digits or so; what is neither certain nor impossible is not called so.
func probability(p float64) string {
	switch {
	case p <= 0:
		return "0%"
	case p >= 1:
		return "100%"
	case p < 0.0005:
		return "<0.1%"
	case p > 0.9995:
		return ">99.9%"
	case p < 0.0995 || p > 0.9905:
		return strconv.FormatFloat(p*100, 'f', 1, 64) + "%"
	}
	return strconv.FormatFloat(p*100, 'f', 0, 64) + "%"
}

// significant rounds to so many digits.
func significant(v float64, digits int) float64 {
	r, err := strconv.ParseFloat(strconv.FormatFloat(v, 'e', digits-1, 64), 64)
	if err != nil {
		return v
	}
	return r
}

// decimal writes a positive number without exponent, with commas from 1,000 on.
func decimal(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	whole, rest, dot := strings.Cut(s, ".")
	if dot {
		rest = "." + rest
	}
	return commas(whole) + rest
}

// thousands writes a count: 100,000.
func thousands(n int) string {
	if n < 0 {
		return "−" + thousands(-n)
	}
	return commas(strconv.Itoa(n))
}

func commas(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}
