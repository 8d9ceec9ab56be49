// Package unit knows dimensions, quantities with units, dates, and the calendar of a run.
//
// Inside the program money is in billions of dollars, power in gigawatts and time in years; a share is a plain
// number (12% is 0.12), and a rate is continuous and per year.
package unit

import "strings"

// Dim is the dimension of a quantity: powers of money, power and time; or a truth value, or a date.
// The zero Dim is a plain number.
type Dim struct {
	Money, Power, Time int8
	Kind               Kind
}

// Kind tells apart what can be computed with from what can only be compared.
type Kind int8

const (
	Amount  Kind = iota // a number with or without a unit
	Truth               // 0 or 1: the outcome of a comparison
	Date                // years after the day of the deal
	Unknown             // follows from a mistake already reported: fits everything
)

// The dimensions that blocks name.
var (
	Number = Dim{}
	Money  = Dim{Money: 1}
	Power  = Dim{Power: 1}
	Years  = Dim{Time: 1}
	Rate   = Dim{Time: -1}
	Energy = Dim{Power: 1, Time: 1}             // GW·y
	Price  = Dim{Money: 1, Power: -1, Time: -1} // money for a GW for a year
	Bool   = Dim{Kind: Truth}
	Day    = Dim{Kind: Date}
	Any    = Dim{Kind: Unknown}
)

// Fits says whether a value of dimension d may stand where e is wanted.
func (d Dim) Fits(e Dim) bool { return d == e || d.Kind == Unknown || e.Kind == Unknown }

// Times is the dimension of a product, Over that of a quotient.
func (d Dim) Times(e Dim) Dim {
	return Dim{Money: d.Money + e.Money, Power: d.Power + e.Power, Time: d.Time + e.Time}
}
func (d Dim) Over(e Dim) Dim {
	return Dim{Money: d.Money - e.Money, Power: d.Power - e.Power, Time: d.Time - e.Time}
}

// String is the dimension as a message says it: "money", "power", "price per GW-year".
func (d Dim) String() string {
	switch d {
	case Number:
		return "a plain number or percentage"
	case Money:
		return "money"
	case Power:
		return "power"
	case Years:
		return "a time"
	case Rate:
		return "a rate per year"
	case Energy:
		return "power times time"
	case Price:
		return "a price per GW-year"
	case Money.Over(Years):
		return "money per year"
	case Bool:
		return "a condition"
	case Day:
		return "a date"
	case Any:
		return "a value"
	}
	return d.Symbol()
}

// Symbol is the dimension as a column of a table says it: "USD bn", "GW", "USD bn/GW/y", "1".
func (d Dim) Symbol() string {
	switch d.Kind {
	case Truth:
		return "1"
	case Date:
		return "y"
	case Unknown:
		return "?"
	}
	switch d { // nearly all
	case Number:
		return "1"
	case Money:
		return "USD bn"
	}
	var over, under []string
	for _, p := range []struct {
		n int8
		s string
	}{{d.Money, "USD bn"}, {d.Power, "GW"}, {d.Time, "y"}} {
		for n := p.n; n > 0; n-- {
			over = append(over, p.s)
		}
		for n := p.n; n < 0; n++ {
			under = append(under, p.s)
		}
	}
	top := strings.Join(over, "*")
	if top == "" {
		top = "1"
	}
	return strings.Join(append([]string{top}, under...), "/")
}

// Example is a value of the dimension as one writes it.
func (d Dim) Example() string {
	switch d {
	case Number:
		return "12% or 0.12"
	case Money:
		return "$5bn"
	case Power:
		return "5 GW"
	case Years:
		return "2 quarters or 10y"
	case Rate:
		return "15%/y"
	case Energy:
		return "3 GW * 1y"
	case Price:
		return "$10bn/GW/y"
	case Money.Over(Years):
		return "$2bn/y"
	case Bool:
		return "anthropic.arr >= $60bn"
	case Day:
		return "2026-04-20 or 2026-Q2"
	case Any:
		return "$5bn, 12% or 5 GW"
	}
	return "a value in " + d.Symbol()
}
