package column

import "math"

// Path is what the logarithm of a revenue that grows at a rate which is itself uncertain moves by in a step (package
// process, Schwartz and Moon).
type Path struct {
	Growth, Level, Gain, Drag        *Column // of growth, and how it acts in a step
	Vol, Eta, Premium, GrowthPremium *Column
	Shared, Alone, Z, GrowthZ        *Column
}

// placeOf is what is left of a place in a column: of one that is alike on all paths the first are looked at alone.
func placeOf(alike bool) uintptr {
	if alike {
		return 0
	}
	return ^uintptr(0)
}

// Integrate sets d to the move of a path's logarithm in a step of dt. Where volatilities and premiums are alike on all paths it
// looks at the first eight of their columns.
func Integrate(d *Column, p *Path, dt float64, alike bool) {
	if vector {
		integrateVector(d, p, dt, placeOf(alike))
		return
	}
	of := placeOf(alike)
	growth, level, gain, drag, shared, alone := p.Growth, p.Level, p.Gain, p.Drag, p.Shared, p.Alone
	vol, eta, premium, growthPremium, z, zg := p.Vol, p.Eta, p.Premium, p.GrowthPremium, p.Z, p.GrowthZ
	for i := range d {
		at := uintptr(i) & of
		v, e := vol[at], eta[at]
		less := float64(0.5*v*v) + float64(premium[at]*v)
		mean := float64((level[i]-less)*dt) + float64((growth[i]-level[i])*gain[i]) - float64(growthPremium[at]*e*drag[i])
		own := math.Sqrt(float64(v*v*dt) + float64(e*e*alone[i]))
		d[i] = mean + float64(e*shared[i]*zg[i]) + float64(own*z[i])
	}
}

// Fade moves the growth of a path on by a step: it keeps so much of its gap and gets noise. Alike is as in Integrate.
func Fade(p *Path, keep, noise *Column, alike bool) {
	if vector {
		fadeVector(p, keep, noise, placeOf(alike))
		return
	}
	of := placeOf(alike)
	growth, level, gain, premium, eta, z := p.Growth, p.Level, p.Gain, p.GrowthPremium, p.Eta, p.GrowthZ
	for i, g := range growth {
		at := uintptr(i) & of
		e := eta[at]
		growth[i] = level[i] + float64(keep[i]*(g-level[i])) - float64(gain[i]*premium[at]*e) + float64(e*noise[i]*z[i])
	}
}

// Load sets d to a + k·(x-y) + z.
func Load(d, a, k, x, y, z *Column) {
	if vector {
		loadVector(d, a, k, x, y, z)
		return
	}
	for i := range d {
		d[i] = a[i] + float64(k[i]*(x[i]-y[i])) + z[i]
	}
}

// Grow sets d to what the logarithm of a revenue moves by in a step of dt with the growth at its begin, of a volatility and
// a price of risk; root is that of dt.
func Grow(d, growth, vol, premium, z *Column, dt, root float64) {
	if vector {
		growVector(d, growth, vol, premium, z, dt, root)
		return
	}
	for i, v := range vol {
		less := float64(0.5*v*v) + float64(premium[i]*v)
		d[i] = float64((growth[i]-less)*dt) + float64(v*root*z[i])
	}
}
