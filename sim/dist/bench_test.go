package dist

import (
	"math"
	"testing"
)

func BenchmarkQuantile(b *testing.B) {
	t := &testing.T{}
	laws := map[string]Law{"gamma-half": &continuous{newGamma(0.5, 1), 1, 1}, "beta-arcsine": &continuous{newBeta(0.5, 0.5, 0, 1), 1, 1}}
	for name, f := range Families() {
		laws[name] = example(t, f)
	}
	laws["pert-truncated"], _ = Truncate(laws["pert"], 0.6, 1.5)
	laws["gamma-upper"], _ = Truncate(laws["gamma"], 2, math.Inf(1))
	laws["normal-truncated"], _ = Truncate(laws["normal"], 0, 1)
	var us [4096]float64
	for i := range us {
		us[i] = math.Mod(0.5+float64(i)*0.6180339887498949, 1)
	}
	for name, l := range laws {
		b.Run(name, func(b *testing.B) {
			sum, i := 0.0, 0
			for b.Loop() {
				sum += l.Quantile(us[i&4095])
				i++
			}
			sink = sum
		})
	}
}

var sink float64
