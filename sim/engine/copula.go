package engine

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"dealsim/sim/column"
	"dealsim/sim/program"
)

// student turns the joint normals z of a group into factors with the dependence of a t copula and standard normal
// margins: e = Φ⁻¹(T(z·√(ν/χ²))), one χ² a step and path for the whole group.
//
// Source: Demarta and McNeil (2005), The t Copula and Related Copulas, International Statistical Review 73(1).
func (f *factors) student(g group) {
	c, df := f.c, f.c.s.Copula.Degree
	// χ² with ν degrees of freedom is the sum of ν squared normals: draws that can be asked for by path and step
	stream := c.stream("copula:" + g.names[0])
	chi := c.column()
	z := c.four()
	quads := (df + 3) / 4
	c.p.open = append(c.p.open, func(b *program.Block) {
		if b.Step == 0 {
			return
		}
		sum := b.Col(chi)
		*sum = [column.Size]float64{}
		for q := 0; q < quads; q++ {
			stream.Normals((*[4]column.Column)(b.Columns[z:z+4]), &b.Words, &b.Path, uint64(b.Step-1)*uint64(quads)+uint64(q))
			for k := 0; k < 4 && 4*q+k < df; k++ {
				n := &b.Columns[int(z)+k]
				for i := range sum {
					sum[i] += float64(n[i] * n[i])
				}
			}
		}
		for i, x := range sum {
			sum[i] = math.Sqrt(float64(df) / x)
		}
	})
	table := newMargin(df)
	for _, name := range g.names {
		dst := f.slots[name]
		c.p.open = append(c.p.open, func(b *program.Block) {
			if b.Step == 0 {
				return
			}
			d, s := b.Z(dst), b.Col(chi)
			for i := range d {
				d[i] = table.normal(d[i] * s[i])
			}
		})
	}
}

// margin is the map from a t variate to the normal one of the same probability, as a table in w = ln(1+|x|) with
// cubic Hermite pieces. Its error is below 1e-9, as TestMarginOfT measures.
type margin struct {
	step  float64
	value []float64
	slope []float64
}

const marginCells = 4096

func newMargin(df int) *margin {
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(df)}
	exact := func(x float64) float64 { return -column.Quantile(t.CDF(-x)) } // by the lower tail, which keeps its digits
	m := &margin{step: math.Log1p(1e6) / marginCells, value: make([]float64, marginCells+2), slope: make([]float64, marginCells+2)}
	at := func(w float64) float64 { return exact(math.Expm1(w)) }
	for i := range m.value {
		w := float64(i) * m.step
		m.value[i] = at(w)
		h := m.step / 8
		m.slope[i] = (8*(at(w+h)-signed(at, w-h)) - (at(w+2*h) - signed(at, w-2*h))) / (12 * h) * m.step
	}
	return m
}

// signed continues an odd function below zero: the map is odd in x, and in w to the order that matters at 0.
func signed(at func(float64) float64, w float64) float64 {
	if w >= 0 {
		return at(w)
	}
	// below zero w stands for x = e^w - 1
	return -at(math.Log1p(-math.Expm1(w)))
}

func (m *margin) normal(x float64) float64 {
	a := math.Abs(x)
	u := column.Log1(1+a) / m.step
	i := int(u)
	if i >= marginCells {
		i = marginCells
		u = marginCells
	}
	f := u - float64(i)
	p0, p1, s0, s1 := m.value[i], m.value[i+1], m.slope[i], m.slope[i+1]
	d := p1 - p0
	v := p0 + float64(f*(s0+float64(f*((float64(3*d)-float64(2*s0)-s1)+float64(f*((s0+s1)-float64(2*d)))))))
	return math.Copysign(v, x)
}
