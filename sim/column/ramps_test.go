package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// TestClimbIsAreasOfTheStepAfter goes along ramps step by step: what is carried from one step to the next has the bits of what is
// worked out anew. The negative control climbs from a step that has been left out.
func TestClimbIsAreasOfTheStepAfter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	climbed, differ := 0, 0
	for round := range 300 {
		k := column.Knots{Opens: math.Inf(-1)}
		for year := 3 * r.Float64(); len(k.Years) < 1+round%column.MostLines; year += 0.3 + r.Float64() {
			k.Years, k.Values = append(k.Years, math.Round(4*year)/4), append(k.Values, new(column.Column))
			if n := len(k.Years); n > 1 && k.Years[n-1]-k.Years[n-2] < 0.5 {
				k.Years[n-1] = k.Years[n-2] + 0.5
			}
			column.Fill(k.Values[len(k.Values)-1], r.Float64()*float64(r.IntN(5)))
		}
		if round%3 > 0 {
			k.Opens = math.Round(16*r.Float64()) / 4
		}
		var late, room, use, not, lines column.Column
		for i := range late {
			late[i], room[i], use[i] = 2*r.Float64(), r.Float64(), r.Float64()
			if r.IntN(4) == 0 {
				late[i] = math.Round(4*late[i]) / 4
			}
			if r.IntN(10) == 0 {
				not[i] = 1
			}
		}
		column.Lines(&lines, &k)
		missing := &not
		if round%2 == 0 {
			missing = nil
		}
		var sum, at, wantSum, wantAt column.Column
		for q := range 40 {
			from, to := float64(q)/4, float64(q+1)/4
			column.Areas(&wantSum, &wantAt, &late, &room, &use, missing, &k, from, to)
			switch {
			case q == 0:
				sum, at = wantSum, wantAt
				continue
			case round%50 == 7 && q == 12: // left out
				continue
			}
			column.Climb(&sum, &at, &late, &room, &use, missing, &lines, 0, len(k.Years)-1, k.Opens, from, to)
			for i := range sum {
				climbed++
				if math.Float64bits(sum[i]) != math.Float64bits(wantSum[i]) || math.Float64bits(at[i]) != math.Float64bits(wantAt[i]) {
					if differ++; round%50 != 7 {
						t.Fatalf("round %d, step %d, path %d: climbed %v to %v, want %v to %v", round, q+1, i, sum[i], at[i], wantSum[i], wantAt[i])
					}
				}
			}
		}
	}
	if climbed < 1e6 || differ == 0 {
		t.Errorf("of %d, %d differ after a step that is left out", climbed, differ)
	}
}

func BenchmarkClimb(b *testing.B) {
	k := column.Knots{Opens: 0.5, Years: []float64{1, 2.25, 3.25}, Values: []*column.Column{{}, {}, {}}}
	column.Fill(k.Values[1], 1)
	column.Fill(k.Values[2], 1.5)
	var late, room, use, not, lines, sum, at column.Column
	for i := range late {
		late[i], room[i], use[i] = 2*rand.Float64(), 0.3, 0.92
	}
	column.Lines(&lines, &k)
	q := 0
	b.Run("areas", func(b *testing.B) {
		perValue(b, func() {
			q = (q + 1) % 24
			column.Areas(&sum, &at, &late, &room, &use, &not, &k, float64(q)/4, float64(q+1)/4)
		})
	})
	b.Run("climb", func(b *testing.B) {
		perValue(b, func() {
			q = (q + 1) % 24
			column.Climb(&sum, &at, &late, &room, &use, &not, &lines, 0, 2, k.Opens, float64(q)/4, float64(q+1)/4)
		})
	})
}
