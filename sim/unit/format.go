package unit

import (
	"math"
	"strconv"
	"strings"
)

// Format writes a value as a person would: $5bn, 12%, 5 GW, $10bn/GW/y, to the given number of digits.
func Format(v float64, d Dim, digits int) string {
	if math.IsNaN(v) {
		return "undefined"
	}
	if d.Kind == Truth {
		d = Number
	}
	switch {
	case d == Money:
		return money(v, digits)
	case d == Number:
		return trim(v*100, digits) + "%"
	case d == Rate:
		return trim(v*100, digits) + "%/y"
	case d == Years || d.Kind == Date:
		return trim(v, digits) + "y"
	case d == Power:
		return trim(v, digits) + " GW"
	case d == Energy:
		return trim(v, digits) + " GW·y"
	case d.Money == 1:
		return money(v, digits) + strings.TrimPrefix(d.Symbol(), "USD bn")
	}
	return trim(v, digits) + " " + d.Symbol()
}

func money(v float64, digits int) string {
	sign := ""
	if v < 0 {
		sign, v = "-", -v
	}
	switch {
	case v == 0:
		return "$0"
	case v >= 999.95:
		return sign + "$" + trim(v/1000, digits) + "tn"
	case v >= 0.99995:
		return sign + "$" + trim(v, digits) + "bn"
	case v >= 0.00099995:
		return sign + "$" + trim(v*1000, digits) + "m"
	}
	return sign + "$" + trim(v*1e9, digits)
}

// trim writes v to so many significant digits, whole numbers whole, without a useless tail.
func trim(v float64, digits int) string {
	if v == 0 {
		return "0"
	}
	decimals := digits - 1 - int(math.Floor(math.Log10(math.Abs(v))))
	if decimals < 0 {
		decimals = 0
	}
	if decimals > 12 {
		return strconv.FormatFloat(v, 'g', digits, 64)
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}
