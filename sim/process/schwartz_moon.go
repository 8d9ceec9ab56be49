package process

import (
	"math"

	"dealsim/sim/column"
	"dealsim/sim/program"
	"dealsim/sim/schema"
	"dealsim/sim/unit"
)

var _ = register(&Process{
	Kind: schema.Kind{
		Name:    "schwartz-moon",
		Summary: "Revenue with a growth rate that is itself uncertain and returns to a level: Schwartz and Moon's model.",
		Why:     "For a young company's run-rate: growth of 100% a year cannot last, nobody knows how fast it fades, and that uncertainty, not next quarter's surprise, is what spreads the outcomes.",
		Model: "dR/R = (g - risk_premium·σ)·dt + σ·dW; dg = (k·(growth_level - g) - growth_risk_premium·η)·dt + η·dW_g, k = growth_speed; " +
			"dσ = k1·(volatility_level - σ)·dt from volatility, k1 = volatility_speed; dη = -k2·η·dt from growth_volatility, k2 = growth_volatility_speed.\n" +
			"Units: R money a year; g, k, k1, k2 per year; σ per square root of a year; η per year per square root of a year, written as a percentage: 35% moves growth by 35 points in a year. " +
			"Parameters of a quarter turn into a year's so: g, k ×4; σ and the premiums ×2 (√4); η ×8 (4 for the rate, √4 for the noise).",
		Step: "σ and η are those at the start of the step, on their exact curves; g moves exactly. " +
			"integrated: log R moves by the exact integral of g over the step, noise included and jointly normal with that of g: " +
			"log R += ∫g - (σ²/2 + risk_premium·σ)·dt + η·c·z_g + √(σ²·dt + η²·r)·z, c = (1-e^(-k·dt))²/(2k²·s), s = √((1-e^(-2k·dt))/2k), r = [dt - 2(1-e^(-k·dt))/k + (1-e^(-2k·dt))/2k]/k² - c². " +
			"Exact in law for constant σ and η and uncorrelated factors; otherwise an error of order dt. " +
			"start-of-step: the paper's log R += (g - risk_premium·σ - σ²/2)·dt + σ·√dt·z with g from the start of the step: an error of order dt in the mean.",
		Moments: "log R is normal. integrated, constant σ and η: mean log start + growth_level·t + (growth - growth_level)·(1-e^(-kt))/k - (σ²/2 + risk_premium·σ)·t, variance σ²·t + η²/k²·[t - 2(1-e^(-kt))/k + (1-e^(-2kt))/2k]. " +
			"start-of-step: mean and variance are the sums of the steps'. Without volatility R = start·exp(growth_level·t + (growth - growth_level)·(1-e^(-kt))/k).",
		Limits: "A start not above zero; volatilities and speeds below zero; volatility_level without volatility_speed and the other way round, which would do nothing.",
		Source: "Schwartz and Moon (2000), Rational Pricing of Internet Companies, Financial Analysts Journal 56(3), 62–75, equations 1–6 and 17–20, without the second √dt printed in 18.",
		Checked: "TestSchwartzMoonPaper (exact mean and variance of the log and quantiles, the paper's Amazon case at 1 to 40 quarters, negative control), TestSchwartzMoonPaperToTheLastDigit, TestSchwartzMoonIntegrated (continuous law, growth too, negative control), TestSchwartzMoonIntegratedIsTheContinuousLaw, " +
			"TestSchwartzMoonWithoutVolatility, TestSchwartzMoonIntegratedDoesNotDependOnTheStep, TestSchwartzMoonWithoutReversion.",
		Example: "companies:\n  anthropic:\n    revenue: {process: schwartz-moon, start: $30bn, growth: 100%/y,\n              growth_level: 7%/y, growth_speed: 70%/y,\n" +
			"              volatility: 35%, volatility_level: 15%, volatility_speed: 50%/y,\n              growth_volatility: 35%, growth_volatility_speed: 50%/y}\n",
		Fields: []schema.Field{
			{Name: "start", Form: schema.Number, Dim: unit.Money, Required: true, Min: schema.Limit(0), Help: "annual run-rate on the day of the deal"},
			{Name: "growth", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(-20), Max: schema.Limit(20),
				Help: "expected growth on the day of the deal, continuous per year"},
			{Name: "growth_level", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(-20), Max: schema.Limit(20),
				Help: "growth in the long run"},
			{Name: "growth_speed", Form: schema.Number, Dim: unit.Rate, Required: true, Min: schema.Limit(0), Max: schema.Limit(1000),
				Help: "how fast growth fades to its level: 70%/y halves the gap in a year"},
			required(volatilityField("a year's standard deviation of the logarithm of revenue, on the day of the deal")),
			{Name: "volatility_level", Form: schema.Number, Dim: unit.Number, Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "volatility in the long run; without it volatility stays as it is"},
			{Name: "volatility_speed", Form: schema.Number, Dim: unit.Rate, Min: schema.Limit(0), Max: schema.Limit(1000),
				Help: "needed with volatility_level: how fast volatility comes to it"},
			{Name: "growth_volatility", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(0), Max: schema.Limit(10),
				Help: "a year's standard deviation of growth, on the day of the deal: 35% is 0.35 per year per square root of a year"},
			{Name: "growth_volatility_speed", Form: schema.Number, Dim: unit.Rate, Default: "0%/y", Min: schema.Limit(0), Max: schema.Limit(1000),
				Help: "how fast the uncertainty of growth dies away"},
			{Name: "risk_premium", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-10), Max: schema.Limit(10),
				Help: "price of revenue's risk (λ1): what is taken off growth per unit of volatility, for a risk-adjusted value; 0 for the real world"},
			{Name: "growth_risk_premium", Form: schema.Number, Dim: unit.Number, Default: "0%", Min: schema.Limit(-10), Max: schema.Limit(10),
				Help: "price of growth's risk (λ2): what is taken off the drift of growth per unit of its volatility"},
			{Name: "scheme", Form: schema.Choice, Choices: []string{"integrated", "start-of-step"}, Default: "integrated",
				Help: "integrated: growth acts all through a step; start-of-step: as in the paper"},
		},
		Outputs: []schema.Output{
			{Suffix: "arr", Dim: unit.Money, Label: "annual run-rate", Help: "annual run-rate at the end of the step"},
			{Suffix: "growth", Dim: unit.Rate, Label: "growth", Help: "expected growth at the end of the step, continuous per year"},
			{Suffix: "growth_level", Dim: unit.Rate, Hidden: true, Label: "growth in the long run", Help: "where growth returns to"},
		},
	},
	Check: func(q program.Query) []program.Rule {
		rules := positive(q, "its logarithm moves", "start")
		switch level, speed := q.Has("volatility_level"), q.Has("volatility_speed"); {
		case level && !speed:
			rules = append(rules, rule("volatility_level", "volatility never comes to its level without volatility_speed", "write volatility_speed: 50%/y, or leave volatility_level out"))
		case speed && !level:
			rules = append(rules, rule("volatility_speed", "volatility_speed has no volatility_level to go to", "write volatility_level: 15%, or leave volatility_speed out"))
		}
		return rules
	},
	Build: buildSchwartzMoon,
})

// schwartzMoon is the columns of a block.
type schwartzMoon struct {
	dt         float64
	integrated bool

	// given
	start, growth0, level0, k, vol0, volLevel, eta0, etaSpeed, premium, growthPremium program.Slot
	z, zg                                                                             program.Factor
	alike                                                                             bool // volatilities and premiums, on all paths
	// published
	arr, growth, level program.Slot
	// carried
	vol, eta program.Slot
	// coefficients of a step: growth keeps `keep` of its gap and gets noise·η·z_g; ∫g = level·dt + gap·gain
	keep, gain, noise program.Slot
	volKeep, etaKeep  program.Slot
	drag              program.Slot // of growthPremium in ∫g
	shared, alone     program.Slot // of the noise of ∫g: what it shares with growth, what it has alone (a variance)
}

func buildSchwartzMoon(m program.Maker) {
	enter(m)
	p := &schwartzMoon{
		dt:    m.Grid().Dt(),
		start: m.Number("start"), growth0: m.Number("growth"), level0: m.Number("growth_level"), k: m.Number("growth_speed"),
		vol0: m.Number("volatility"), eta0: m.Number("growth_volatility"), etaSpeed: m.Number("growth_volatility_speed"),
		premium: m.Number("risk_premium"), growthPremium: m.Number("growth_risk_premium"),
		z: m.Normal(""), zg: m.Normal("growth"),
		arr: m.Output("arr"), growth: m.Output("growth"), level: m.Output("growth_level"),
		vol: m.Column(), eta: m.Column(),
	}
	of := m.Derived(8, []program.Slot{p.k}, func(b *program.Block, to []program.Slot) {
		p.coefficients(b, b.Col(to[6]), b.Col(to[7]))
	})
	p.keep, p.gain, p.noise, p.drag, p.shared, p.alone = of[0], of[1], of[2], of[3], of[4], of[5]
	p.etaKeep, p.volKeep = p.kept(m, p.etaSpeed), program.None
	if m.Has("volatility_level") {
		p.volLevel, p.volKeep = m.Number("volatility_level"), p.kept(m, m.Number("volatility_speed"))
	}
	p.alike = true
	for _, s := range []program.Slot{p.vol0, p.eta0, p.etaKeep, p.premium, p.growthPremium} {
		p.alike = p.alike && m.Same(s)
	}
	if p.volKeep != program.None {
		p.alike = p.alike && m.Same(p.volLevel) && m.Same(p.volKeep)
	}
	carried(m, p.arr)
	carried(m, p.growth)
	carried(m, p.level)
	m.Start(p.begin)
	if p.integrated = m.Text("scheme") == "integrated"; p.integrated {
		m.Step(p.integrate)
	} else { // it looks at all volatilities
		m.Step(p.startOfStep)
	}
	m.Step(p.moveGrowth)
}

func (p *schwartzMoon) begin(b *program.Block) {
	*b.Col(p.arr), *b.Col(p.growth), *b.Col(p.level) = *b.Col(p.start), *b.Col(p.growth0), *b.Col(p.level0)
	*b.Col(p.vol), *b.Col(p.eta) = *b.Col(p.vol0), *b.Col(p.eta0)
}

// coefficients makes what follows from the speed of growth alone; x and spare are memory.
func (p *schwartzMoon) coefficients(b *program.Block, x, spare *column.Column) {
	gain, noise, drag, shared, alone := b.Col(p.gain), b.Col(p.noise), b.Col(p.drag), b.Col(p.shared), b.Col(p.alone)
	dt := p.dt
	roundeds(x, b.Col(p.k), dt)
	decays(b.Col(p.keep), x)
	deviations(noise, x, spare, dt)
	phis(gain, x, 1, 2, phi1)
	column.Scale(gain, gain, dt)
	phis(drag, x, 0.5, 3, phi2)
	column.Scale(drag, drag, float64(dt*dt))
	phi3s(alone, x)
	for i := range shared {
		shared[i] = float64(gain[i]*gain[i]) / float64(2*noise[i])
		alone[i] = max(0, float64(dt*dt*dt*alone[i])-float64(shared[i]*shared[i]))
	}
}

// kept is what a step keeps of a gap that closes at a speed.
func (p *schwartzMoon) kept(m program.Maker, speed program.Slot) program.Slot {
	return m.Derived(1, []program.Slot{speed}, func(b *program.Block, to []program.Slot) {
		keep := b.Col(to[0])
		roundeds(keep, b.Col(speed), p.dt)
		decays(keep, keep)
	})[0]
}

// path is the columns of the block.
func (p *schwartzMoon) path(b *program.Block) column.Path {
	return column.Path{Growth: b.Col(p.growth), Level: b.Col(p.level), Gain: b.Col(p.gain), Drag: b.Col(p.drag),
		Vol: b.Col(p.vol), Eta: b.Col(p.eta), Premium: b.Col(p.premium), GrowthPremium: b.Col(p.growthPremium),
		Shared: b.Col(p.shared), Alone: b.Col(p.alone), Z: b.Z(p.z), GrowthZ: b.Z(p.zg)}
}

// integrate moves the run-rate by the integral of growth over the step.
func (p *schwartzMoon) integrate(b *program.Block) {
	x, r, path := &b.Spare, b.Col(p.arr), p.path(b)
	column.Integrate(x, &path, p.dt, p.alike)
	column.TimesExp(r, r, x)
}

// startOfStep moves the run-rate by the growth at the start of the step.
func (p *schwartzMoon) startOfStep(b *program.Block) {
	x, r := &b.Spare, b.Col(p.arr)
	column.Grow(x, b.Col(p.growth), b.Col(p.vol), b.Col(p.premium), b.Z(p.z), p.dt, math.Sqrt(p.dt))
	column.TimesExp(r, r, x)
}

// moveGrowth moves growth, then the volatilities on their curves.
func (p *schwartzMoon) moveGrowth(b *program.Block) {
	path := p.path(b)
	column.Fade(&path, b.Col(p.keep), b.Col(p.noise), p.alike)
	if p.alike && p.integrated {
		p.moveFirst(b)
		return
	}
	if p.volKeep != program.None {
		column.Toward(b.Col(p.vol), b.Col(p.volLevel), b.Col(p.volKeep))
	}
	column.Mul(b.Col(p.eta), b.Col(p.eta), b.Col(p.etaKeep))
}

// moveFirst moves the volatilities of the first eight paths, which are those of all.
func (p *schwartzMoon) moveFirst(b *program.Block) {
	vol, eta, etaKeep := b.Col(p.vol), b.Col(p.eta), b.Col(p.etaKeep)
	if p.volKeep != program.None {
		level, keep := b.Col(p.volLevel), b.Col(p.volKeep)
		for i := range 8 {
			vol[i] = level[i] + float64(keep[i]*(vol[i]-level[i]))
		}
	}
	for i := range 8 {
		eta[i] *= etaKeep[i]
	}
}
