package engine

import (
	"strings"
	"testing"
)

const noteDeal = `scenario: A note
as_of: 2026-01-01
horizon: 2y
step: quarter
companies:
  lab:
    value: {process: knots, knots: {2026-01-01: $300bn, 2027-06-30: VALUE, 2027-12-31: VALUE}, between: previous}
notes:
  note: {investor: fund, into: lab, amount: $5bn, on: 2026-01-01, cap: $400bn, discount: 20%, interest: 5%/y, MORE}
rounds:
  series: {kind: dated, company: lab, amount: $9bn, on: 2027-06-30, MARKET}
metrics:
  price: note.price
  shares: total(note.shares)
  repaid: total(note.repaid)
`

// TestNoteByHand follows a note of $5bn at 5% simple interest, with a cap of $400bn and a discount of 20%.
func TestNoteByHand(t *testing.T) {
	write := func(value, more, market string) story {
		t.Helper()
		text := noteDeal
		for _, x := range [][2]string{{"VALUE", value}, {", MORE", more}, {", MARKET", market}} {
			text = strings.ReplaceAll(text, x[0], x[1])
		}
		return tell(t, text)
	}
	// A round of $9bn after a year and a half at $450bn: owed 5·(1 + 0.05·1.5) = 5.375. The discounted price is
	// 0.8·450 = 360, below the cap: 5.375/360 new shares for each there was, beside 9/450 of the round.
	s := write("$450bn", "", "")
	s.at("note.owed", 5, 5.0625, 5.125, 5.1875, 5.25, 5.3125, 0, 0)
	s.at("note.paid", 5, 0, 0)
	s.end("price", 360)
	s.end("shares", 5.375/360)
	s.at("fund.stake", 0, 0, 0, 0, 0, 0, 5.375/360/(1+5.375/360+9.0/450))
	// At $600bn the discounted price is 480: the cap of 400 is lower.
	s = write("$600bn", "", "")
	s.end("price", 400)
	s.end("shares", 5.375/400)
	// No round in time: after a year 5·1.05 = 5.25 is repaid, and the later round finds nothing to convert.
	s = write("$450bn", ", maturity: 1y", "")
	s.at("note.repaid", 0, 0, 0, 0, 5.25, 0)
	s.end("shares", 0)
	s.end("repaid", 5.25)
	// Or it converts at the cap.
	s = write("$450bn", ", maturity: 1y, at_maturity: convert", "")
	s.end("shares", 5.25/400)
	s.end("repaid", 0)
	// The market is closed on the day of the round: nothing converts before the horizon.
	s = write("$450bn", "", ", market: t < 1y")
	s.end("shares", 0)
	s.at("note.owed", 5, 5.0625, 5.125, 5.1875, 5.25, 5.3125, 5.375, 5.4375, 5.5)
}
