package column_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"dealsim/sim/column"
)

// TestLimitsAreChances: a word is under the limit of a chance just where its uniform is below the chance, also where the chance
// is a uniform, its neighbour, nothing, or certain.
func TestLimitsAreChances(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	odd := []float64{0, -1, math.NaN(), 1, 2, math.Inf(1), math.Inf(-1), 0x1p-54, 0x1p-53, 0.5, 1 - 0x1p-53, 1 - 0x1p-52, 5e-324, math.Copysign(0, -1)}
	under := 0
	for range 300 {
		var words [column.Size]uint64
		var chances column.Column
		var limits column.Limits
		for i := range words {
			words[i] = r.Uint64() >> r.IntN(64)
			if r.IntN(2) == 0 {
				words[i] = ^words[i]
			}
			switch u := column.Uniform1(words[i]); r.IntN(6) {
			case 0:
				chances[i] = u
			case 1:
				chances[i] = math.Nextafter(u, 2)
			case 2:
				chances[i] = math.Nextafter(u, -1)
			case 3:
				chances[i] = odd[r.IntN(len(odd))]
			case 4:
				chances[i] = chances[max(i, 1)-1]
			default:
				chances[i] = r.Float64()
			}
		}
		limits.Set(&chances)
		found := column.WhereUnder(&words, &limits)
		for i, word := range words {
			u := column.Uniform1(word)
			if want := u < chances[i]; found.Has(i) != want {
				t.Fatalf("word %#x, of the uniform %v, chance %v: under the limit %#x: %v", word, u, chances[i], limits[i], found.Has(i))
			}
			if limits.Above(i, word) != found.Has(i) {
				t.Fatalf("word %#x, limit %#x: above it is %v, and of all paths %v", word, limits[i], limits.Above(i, word), found.Has(i))
			}
			if found.Has(i) {
				under++
			}
		}
	}
	if all := 300 * column.Size; under < all/5 || under > all*4/5 {
		t.Errorf("%d of %d are under their limits", under, all)
	}
}
