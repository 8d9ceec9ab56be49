package engine

import (
	"fmt"
	"strings"
)

// equitySide adds to a random world what happens to shares besides rounds: an option pool, a listing after which the
// holder sells, credits for shares, and what a seller recovers of a company that fails.
func (w *randomWorld) equitySide() {
	r := w.randomDeal
	if r.coin(0.4) {
		w.text = strings.Replace(w.text, "    compute: {share", "    option_pool: {size: "+r.one(r.share(0, 0.5), "{uniform: [5%, 20%]}", "0%")+", grants: "+r.one("0%/y", r.share(0, 0.3)+"/y")+"}\n    compute: {share", 1)
	}
	if r.coin(0.4) {
		w.text = strings.Replace(w.text, "{holds: {lab: {stake: ", "{holds: {lab: {sells: {"+r.one("at_once: "+r.one("100%", r.share(0, 1)), "rate: "+r.share(0, 2)+"/y",
			"at_once: {uniform: [0%, 50%]}, rate: "+r.share(0, 1)+"/y, discount: "+r.share(0, 0.3))+"}, stake: ", 1)
		w.under("exits", "float: {kind: ipo, company: lab, hazard: "+r.share(0.3, 4)+"/y, primary: "+r.share(0, 0.2)+", lockup: "+r.steps(r.r.IntN(4))+"}")
		w.of["float"] = "lab"
	}
	if r.coin(0.4) {
		w.under("tranches", "vouchers: {investor: cloud, into: lab, amount: "+r.money(0.5, 9)+", "+r.one("on: 0y", "on: "+r.steps(r.r.IntN(9)), "when: lab.arr > "+r.plain(5, 30))+
			", price: "+r.one("market", "{fixed: "+r.plain(60, 400)+"}")+", instrument: credits, credits: "+r.one("aws", "{at: aws, counts: yes}")+r.one("", ", preference: 100%")+r.one("", ", stake_cap: 30%")+"}")
	}
	if r.coin(0.4) {
		w.under("tranches", "option: {investor: cloud, into: lab, amount: "+r.money(0.5, 9)+", "+r.one("on: "+r.steps(r.r.IntN(9)), "when: lab.arr > "+r.plain(5, 30)+r.one("", ", until: "+r.steps(4+r.r.IntN(5))))+
			", instrument: warrant, price: {fixed: "+r.plain(60, 400)+"}"+r.one("", ", cashless: yes")+r.one("", ", stake_cap: 10%")+"}")
		listing := "last-round"
		if w.of["float"] == "lab" {
			listing = "ipo"
		}
		w.under("tranches", "priced: {investor: cloud, into: lab, amount: "+r.money(0.5, 9)+", on: "+r.steps(r.r.IntN(9))+", price: "+r.one("last-round", "{rule: last-round, fixed: "+r.plain(60, 400)+"}", listing)+"}")
	}
	for _, id := range []string{"aws", "own"} {
		if r.coin(0.4) {
			w.text = strings.Replace(w.text, "  "+id+": {", "  "+id+": {recovery: "+r.one("100%", r.share(0, 1), "{uniform: [0%, 60%]}")+", ", 1)
		}
	}
}

// equityLaws are the laws of these in one step of a path: shares are sold of a company that is listed and has not ended, for
// no more than the stake was worth; a pool is between nothing and all, and grants leave all shares where they were; credits
// are used for what is bought.
func (w *randomWorld) equityLaws(s seen, c string, holders []string, q, i int, count map[string]int) string {
	for _, h := range holders {
		sales, stake := s.at(h+".sales", q, i), s.at(h+".stake", q, i)
		if sales < 0 || sales > 0 && (q == 0 || s.at(c+".listed", q-1, i) == 0 || s.at(c+".sold", q, i) != 0) {
			return fmt.Sprintf("%s sells shares for %v of a company that is not listed, or sold", h, sales)
		}
		if s.series[h+".sales"] != nil && q > 0 {
			count["shares sold"] += int(truth(sales > 0))
			count["shares kept by a lock-up"] += int(truth(sales == 0 && stake > 0 && s.at(c+".listed", q-1, i) != 0 && s.at(c+".value", q, i) > 0))
		}
	}
	pool, staff := s.at(c+".pool", q, i), s.at(c+".employees", q, i)
	if pool < 0 || staff < 0 || pool > 1 || staff > 1 {
		return fmt.Sprintf("a pool of %v, and %v granted", pool, staff)
	}
	if q > 0 {
		count["top-up"] += int(truth(pool > s.at(c+".pool", q-1, i)))
		count["grant out of the pool"] += int(truth(staff > s.at(c+".employees", q-1, i)))
	}
	if c != "lab" {
		return ""
	}
	used, lapsed := s.at("aws.equity_credits_used", q, i), s.at("aws.equity_credits_lapsed", q, i)
	if used < 0 || lapsed < 0 || used > s.at("aws.spend", q, i) {
		return fmt.Sprintf("credits of %v pay for a bill of %v, %v lapse", used, s.at("aws.spend", q, i), lapsed)
	}
	if paid := s.series["option.paid"]; paid != nil {
		used, free := paid[q][i] > 0, strings.Contains(w.text, "cashless: yes")
		if used && (free || !(s.at("lab.value", q, i) > 0) || s.at("lab.sold", max(q, 1)-1, i) != 0) {
			return fmt.Sprintf("a warrant is paid with %v for a company worth %v", paid[q][i], s.at("lab.value", q, i))
		}
		count["warrant used"] += int(truth(used))
		count["at the price of a share"] += int(truth(s.at("priced.paid", q, i) > 0))
	}
	granted, gone := 0.0, 0.0
	for k := 0; k <= q; k++ {
		granted += s.at("vouchers.paid", k, i)
		gone += s.at("aws.equity_credits_used", k, i) + s.at("aws.equity_credits_lapsed", k, i)
	}
	if gone > granted*(1+1e-9) {
		return fmt.Sprintf("%v of credits are used or lapse, %v were granted", gone, granted)
	}
	count["credits used"] += int(truth(used > 0))
	count["credits lapsed"] += int(truth(lapsed > 0))
	if q > 1 && s.at("lab.gone", q-1, i) != 0 {
		count["claim met"] += int(truth(s.at("aws.true_up", q, i)+s.at("own.true_up", q, i) > 0))
		if cash := s.series["lab.cash"]; cash != nil && cash[q-1][i] >= 0 && cash[q][i] < -1e-9*(1+cash[q-1][i]) {
			return fmt.Sprintf("a company that has failed goes from %v to %v", cash[q-1][i], cash[q][i])
		}
	}
	return ""
}

// unusedEquity adds an empty pool, sales of nothing and credits of nothing, where the world has none of its own.
func (w *randomWorld) unusedEquity() {
	if !strings.Contains(w.text, "option_pool") {
		w.text = strings.Replace(w.text, "    compute: {share", "    option_pool: 0%\n    compute: {share", 1)
	}
	if !strings.Contains(w.text, "sells: ") {
		w.text = strings.Replace(w.text, "{holds: {lab: {stake: ", "{holds: {lab: {sells: {rate: 0%/y, at_once: 0%, discount: 10%}, stake: ", 1)
	}
	w.under("tranches", "voucher-of-nothing: {investor: cloud, into: lab, amount: $0bn, on: 0y, price: market, instrument: credits, credits: aws}")
}
