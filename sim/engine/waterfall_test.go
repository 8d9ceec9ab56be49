package engine

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestWaterfallByHand shares out sales among classes, as an accountant would.
func TestWaterfallByHand(t *testing.T) {
	a, b := class{owed: 60, shares: 5}, class{owed: 20, shares: 4} // 12 and 5 a share
	both := class{owed: 30, shares: 5, participating: true}
	for _, c := range []struct {
		name     string
		proceeds float64
		classes  []class
		gets     []float64
		common   float64 // what 10 common shares get together
	}{
		{"the preference is worth more", 100, []class{a}, []float64{60}, 40},
		{"it is better to convert: 300/15 = 20 a share", 300, []class{a}, []float64{100}, 200},
		{"at 12 a share it is all the same: 180/15", 180, []class{a}, []float64{60}, 120},
		{"too little: three quarters and one quarter", 40, []class{a, b}, []float64{30, 10}, 0},
		{"just enough for both", 80, []class{a, b}, []float64{60, 20}, 0},
		// at 145: with b converted (145 - 60)/14 = 6.07 a share, above 5; with a as well 145/19 = 7.6, below 12
		{"the one owed less a share converts first", 145, []class{a, b}, []float64{60, 4 * 85. / 14}, 10 * 85. / 14},
		{"neither: (100 - 60)/14 = 2.9 a share is below 5", 100, []class{a, b}, []float64{60, 20}, 20},
		{"both: 380/19 = 20 a share", 380, []class{a, b}, []float64{100, 80}, 200},
		{"participating: 30 first, then 5/15 of 70", 100, []class{both}, []float64{30 + 70./3}, 140. / 3},
		{"participating and not: 90 first, 5/15 of the other 30", 120, []class{a, both}, []float64{60, 40}, 20},
		// with a converted (320 - 30)/20 = 14.5, above 12
		{"the one converts, the other takes both", 320, []class{a, both}, []float64{72.5, 102.5}, 145},
		{"nothing", 0, []class{a, both}, []float64{0, 0}, 0},
		{"a preference of nothing is common: 150/15", 150, []class{{owed: 0, shares: 5}}, []float64{50}, 100},
		{"no classes", 150, nil, nil, 150},
	} {
		gets := make([]float64, len(c.classes))
		per := waterfall(c.proceeds, 10, c.classes, gets)
		for k, want := range c.gets {
			if !near(gets[k], want) {
				t.Errorf("%s: class %d gets %v, by hand %v", c.name, k, gets[k], want)
			}
		}
		if !near(10*per, c.common) {
			t.Errorf("%s: the common shares get %v, by hand %v", c.name, 10*per, c.common)
		}
	}
}

// split is what each class gets when those of the set convert, and what a common share gets: the rules of a preference
// once more, for any set.
func split(proceeds, common float64, classes []class, set int) (gets []float64, per float64) {
	owed, shares := 0.0, common
	for k, c := range classes {
		if set>>k&1 == 0 {
			owed += c.owed
		}
		if set>>k&1 == 1 || c.participating {
			shares += c.shares
		}
	}
	part := 1.0
	if owed > proceeds {
		part = proceeds / owed
	}
	per = (proceeds - part*owed) / shares
	for k, c := range classes {
		x := 0.0
		if set>>k&1 == 0 {
			x = part * c.owed
		}
		if set>>k&1 == 1 || c.participating {
			x += per * c.shares
		}
		gets = append(gets, x)
	}
	return gets, per
}

// settled says whether no class of a set would rather have converted, or not.
func settled(proceeds, common float64, classes []class, set int) bool {
	now, _ := split(proceeds, common, classes, set)
	for k, c := range classes {
		if c.participating {
			continue
		}
		other, _ := split(proceeds, common, classes, set^1<<k)
		if other[k] > now[k]*(1+1e-12)+1e-12 {
			return false
		}
	}
	return true
}

// TestWaterfallAgainstAllConversions holds the waterfall against every set of conversions in which nobody wants to change
// its mind, on random classes: there is one at least, and all of them pay the same.
func TestWaterfallAgainstAllConversions(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	none, some, short := 0, 0, 0
	for range 20_000 {
		n := 1 + r.IntN(6)
		classes := make([]class, n)
		owed := 0.0
		for k := range classes {
			classes[k] = class{owed: 100 * r.Float64(), shares: 0.01 + r.Float64(), participating: r.IntN(4) == 0}
			switch r.IntN(12) {
			case 0:
				classes[k].owed = 0
			case 1:
				if k > 0 {
					classes[k].owed, classes[k].shares = classes[k-1].owed, classes[k-1].shares // alike
				}
			}
			owed += classes[k].owed
		}
		common := 1 + 3*r.Float64()
		proceeds := owed * 3 * r.Float64() * r.Float64()
		gets := make([]float64, n)
		per := waterfall(proceeds, common, classes, gets)
		sum := per * common
		for _, x := range gets {
			sum += x
		}
		if math.Abs(sum-proceeds) > 1e-9*max(1, proceeds) || slices.Min(gets) < 0 || per < 0 {
			t.Fatalf("%v among %v: %v and %v a share", proceeds, classes, gets, per)
		}
		found := 0
		for set := range 1 << n {
			skip := false
			for k, c := range classes {
				skip = skip || c.participating && set>>k&1 == 1
			}
			if skip || !settled(proceeds, common, classes, set) {
				continue
			}
			found++
			want, _ := split(proceeds, common, classes, set)
			for k := range want {
				if math.Abs(want[k]-gets[k]) > 1e-9*max(1, proceeds) {
					t.Fatalf("%v among %v and %v common: %v, with %b converted %v", proceeds, classes, common, gets, set, want)
				}
			}
			if set == 0 {
				none++
			} else {
				some++
			}
		}
		if found == 0 {
			t.Fatalf("%v among %v: nothing is settled", proceeds, classes)
		}
		short += int(truth(owed > proceeds))
	}
	if none < 1000 || some < 1000 || short < 1000 {
		t.Errorf("too few of a kind: nobody converts %d, somebody %d, too little money %d", none, some, short)
	}
}

// TestManyClasses: a company may have dozens of classes, and more common issues than that; all of the sale arrives.
func TestManyClasses(t *testing.T) {
	text := head + "companies:\n  lab: {value: {process: constant, value: $100bn}}\nrounds:\n"
	for k := range 60 {
		id := string(rune('a'+k/10)) + string(rune('a'+k%10))
		text += "  " + id + ": {kind: dated, company: lab, from: fund, amount: $1bn, on: 0y, fixed: $59bn, preference: 100%}\n"
		text += "  " + id + "x: {kind: dated, company: lab, from: fund, amount: $1bn, on: 0y, fixed: $60bn}\n"
	}
	s := tell(t, text+"exits:\n  takeover: {kind: acquisition, company: lab, "+now+"}\n")
	prefs, commons, price := 60/59., 1., 100.
	all := 1 + prefs + commons
	s.at("fund.stake", (prefs+commons)/all)
	// a share is worth 100/3.017 converted, below the 59 it is owed: 60 to the preferences, 40 to 1 + 1 common shares
	s.at("fund.proceeds", 0, 60+(price-60)/2)
	s.end("ledger: acquirer to other holders, proceeds", 20)
}
