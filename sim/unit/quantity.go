package unit

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Quantity is a number with its dimension, in the program's units ($bn, GW, years).
type Quantity struct {
	Value float64
	Dim   Dim
}

// magnitudes are the letters after an amount of money, in billions of dollars.
var magnitudes = map[string]float64{
	"": 1e-9, "k": 1e-6, "m": 1e-3, "mn": 1e-3, "bn": 1, "b": 1, "tn": 1e3, "t": 1e3,
	"million": 1e-3, "billion": 1, "trillion": 1e3,
}

// units are the words after a number.
var units = map[string]Quantity{
	"%":  {0.01, Number},
	"gw": {1, Power}, "mw": {1e-3, Power},
	"y": {1, Years}, "yr": {1, Years}, "year": {1, Years}, "years": {1, Years},
	"quarter": {0.25, Years}, "quarters": {0.25, Years},
	"month": {1.0 / 12, Years}, "months": {1.0 / 12, Years},
	"day": {1 / 365.25, Years}, "days": {1 / 365.25, Years},
	"h": {1 / 8766.0, Years}, "hour": {1 / 8766.0, Years}, "hours": {1 / 8766.0, Years},
}

// IsUnit says whether a word can stand after a number.
func IsUnit(word string) bool {
	_, ok := units[strings.ToLower(word)]
	return ok
}

// IsMagnitude says whether letters can stand after an amount of money.
func IsMagnitude(word string) bool {
	_, ok := magnitudes[strings.ToLower(word)]
	return ok
}

// Problem is why a text is no quantity, and what to write instead.
type Problem struct{ Why, Remedy string }

func (p *Problem) Error() string { return p.Why }

// Parse reads a quantity as a scenario writes it: $5bn, 12%, 15%/y, 5 GW, $10bn/GW/y, 2 quarters, 18 months,
// "15%/y effective" (a yearly rate, turned into the continuous one that grows the same in a year), 0.35.
func Parse(text string) (Quantity, *Problem) {
	s := strings.TrimSpace(text)
	if s == "" {
		return Quantity{}, &Problem{"nothing here", "write a value such as $5bn, 12% or 5 GW"}
	}
	body, effective := strings.CutSuffix(s, "effective")
	parts := strings.Split(strings.TrimSpace(body), "/")
	q, p := parseAmount(strings.TrimSpace(parts[0]))
	if p != nil {
		return Quantity{}, p
	}
	for _, word := range parts[1:] {
		u, ok := units[strings.ToLower(strings.TrimSpace(word))]
		if !ok || word == "%" {
			return Quantity{}, &Problem{fmt.Sprintf("%q is no unit to divide by", strings.TrimSpace(word)), "units are GW, MW, y, quarter, month, day, h"}
		}
		q = Quantity{q.Value / u.Value, q.Dim.Over(u.Dim)}
	}
	if effective {
		if q.Dim != Rate || q.Value <= -1 {
			return Quantity{}, &Problem{"only a rate per year can be effective", "write 12%/y effective"}
		}
		q.Value = math.Log1p(q.Value)
	}
	return q, nil
}

// parseAmount reads what stands before the first slash.
func parseAmount(s string) (Quantity, *Problem) {
	sign, whole := 1.0, s
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = -1, strings.TrimSpace(rest)
	}
	money := false
	if rest, ok := strings.CutPrefix(s, "$"); ok {
		money, s = true, strings.TrimSpace(rest)
		if rest, ok := strings.CutPrefix(s, "-"); ok {
			sign, s = -sign, rest
		}
	}
	end := numberEnd(s)
	digits, word := s[:end], strings.TrimSpace(s[end:])
	if digits == "" {
		return Quantity{}, &Problem{fmt.Sprintf("%q is no number", s), "write a value such as $5bn, 12% or 5 GW"}
	}
	if strings.HasPrefix(word, ",") || strings.HasPrefix(word, "_") {
		return Quantity{}, &Problem{fmt.Sprintf("%q has a separator in the number", whole), "write " + strings.NewReplacer(",", "", "_", "").Replace(whole)}
	}
	if len(digits) > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9' {
		bare := strings.TrimLeft(digits, "0")
		if bare == "" || bare[0] < '0' || bare[0] > '9' {
			bare = "0" + bare
		}
		return Quantity{}, &Problem{fmt.Sprintf("%s starts with a zero, which YAML may read as octal", digits), "write " + strings.Replace(whole, digits, bare, 1)}
	}
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(v, 0) {
		return Quantity{}, &Problem{fmt.Sprintf("%q is no number within reach", digits), "write a value such as $5bn"}
	}
	v *= sign
	if money {
		m, ok := magnitudes[strings.ToLower(word)]
		if !ok {
			return Quantity{}, &Problem{fmt.Sprintf("%q is no amount of money", "$"+s), "write $5bn, $350m or $1.2tn"}
		}
		return Quantity{scale(v, m), Money}, nil
	}
	if word == "" {
		return Quantity{v, Number}, nil
	}
	if u, ok := units[strings.ToLower(word)]; ok {
		return Quantity{scale(v, u.Value), u.Dim}, nil
	}
	if IsMagnitude(word) {
		return Quantity{}, &Problem{fmt.Sprintf("%q has no currency", s), "write $" + digits + word}
	}
	return Quantity{}, &Problem{fmt.Sprintf("%q is no unit", word), "units are $…bn, %, GW, MW, y, quarters, months, days"}
}

// scale multiplies, but divides by the round reciprocal where there is one, so that 12% is the double next to 0.12.
func scale(v, by float64) float64 {
	if by < 1 {
		if r := math.Round(1 / by); math.Abs(r*by-1) < 1e-15 {
			return v / r
		}
	}
	return v * by
}

// numberEnd is the length of the decimal number that s starts with.
func numberEnd(s string) int {
	i, digits := 0, false
	for i < len(s) && (s[i] >= '0' && s[i] <= '9' || s[i] == '.') {
		digits = digits || s[i] != '.'
		i++
	}
	if !digits {
		return 0
	}
	if i < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if j < len(s) && (s[j] == '-' || s[j] == '+') {
			j++
		}
		if k := j; k < len(s) && s[k] >= '0' && s[k] <= '9' {
			for k < len(s) && s[k] >= '0' && s[k] <= '9' {
				k++
			}
			i = k
		}
	}
	return i
}
