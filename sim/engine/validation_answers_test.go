package engine

import "math"

// knownAnswers are closed forms (Black and Scholes 1973, Merton 1973 and 1976, Margrabe 1978, Uhlenbeck and Ornstein
// 1930, the bivariate normal and t distributions), exact recursions over dates, exact arithmetic, and, where it is
// said, ten million paths of another program; each worked out to ten digits or more outside of this one.
var knownAnswers = []known{
	{file: "gbm", paths: 500_000,
		wrong: []change{
			{"drift of the logarithm for that of the mean", []string{"drivers.worth.drift=33%/y", "companies.lab.value.drift=46.125%/y"}},
			{"other volatilities", []string{"drivers.worth.volatility=75%", "companies.lab.value.volatility=30%"}},
		},
		answers: []answer{
			mean("worth_3y", 548.909264922),
			quantile("worth_3y", 0.05, 57.8903742402),
			quantile("worth_3y", 0.50, 319.875914845),
			quantile("worth_3y", 0.95, 1767.48902112),
			mean("above_380", 0.434182283261),
			mean("above_800", 0.188868296059),
			mean("earned_above_800", 308.728029477),
			lowest("worth_3y", 0.05, 39.9215156339, "below_p05"),
			highest("worth_3y", 0.05, 2990.26572823, "above_p95"),
			mean("lab_value_5y", 221.671682968),
			quantile("lab_value_5y", 0.05, 45.0442706617),
			quantile("lab_value_5y", 0.50, 163.195257335),
			quantile("lab_value_5y", 0.95, 591.255927235),
			mean("lab_above_100", 0.734281639096),
			mean("lab_above_300", 0.218301914076),
			quantile("worth_3y", 0.05, 57.8903742402).unless("other volatilities"),
			quantile("worth_3y", 0.95, 1767.48902112).unless("other volatilities"),
			mean("above_800", 0.188868296059).unless("other volatilities"),
			quantile("lab_value_5y", 0.05, 45.0442706617).unless("other volatilities"),
			quantile("lab_value_5y", 0.95, 591.255927235).unless("other volatilities"),
		}},
	{file: "first-passage", paths: 400_000,
		wrong: []change{{"looked at every month", []string{"step=month"}}},
		answers: []answer{
			mean("fast_reaches_800", 0.312400117011),
			mean("slow_reaches_700", 0.418074948557),
		}},
	{file: "first-passage", set: []string{"step=month"}, paths: 400_000,
		wrong: []change{{"looked at every quarter", []string{"step=quarter"}}},
		answers: []answer{
			mean("fast_reaches_800", 0.3453084386),
		}},
	{file: "sustained", paths: 300_000,
		wrong: []change{{"one date more in a row", []string{
			"metrics.fast_1=prob(first(held(fast >= $800bn, 2)) <= 3y)", "metrics.fast_2=prob(first(held(fast >= $800bn, 3)) <= 3y)",
			"metrics.fast_3=prob(first(held(fast >= $800bn, 4)) <= 3y)", "metrics.fast_4=prob(first(held(fast >= $800bn, 5)) <= 3y)",
			"metrics.slow_1=prob(first(held(slow >= $700bn, 2)) <= 5y)", "metrics.slow_2=prob(first(held(slow >= $700bn, 3)) <= 5y)",
			"metrics.slow_3=prob(first(held(slow >= $700bn, 4)) <= 5y)", "metrics.slow_4=prob(first(held(slow >= $700bn, 5)) <= 5y)"}},
			{"so many dates, not in a row", []string{
				"metrics.fast_2=prob(total(if(fast >= $800bn and t <= 3y, 1, 0)) >= 2)", "metrics.slow_4=prob(total(if(slow >= $700bn, 1, 0)) >= 4)"}}},
		answers: []answer{
			mean("fast_1", 0.312400117011), mean("fast_2", 0.232371971916), mean("fast_3", 0.180109765147), mean("fast_4", 0.140867186996),
			mean("slow_1", 0.418074948557), mean("slow_2", 0.342600822692), mean("slow_3", 0.291296639613), mean("slow_4", 0.251253816673),
			mean("fast_2", 0.232371971916).unless("so many dates, not in a row"),
			mean("slow_4", 0.251253816673).unless("so many dates, not in a row"),
		}},
	{file: "tranche-sustained-1", paths: 300_000,
		wrong: []change{
			{"two quarters in a row", []string{"tranches.target.sustained=2 quarters"}},
			{"no discretion", []string{"tranches.target.discretion=100%"}},
			{"a target of $70bn", []string{"tranches.target.when=lab.arr >= $70bn"}}},
		answers: append(hits(.00033023, .02167513, .07421517, .10954204, .11858067, .11196888, .09877444, .08400316, .06997893, .05760218, .04708612, .03833917),
			mean("triggers", 0.832096119277),
			meanWhere("when_it_does", 1.6574126845),
			mean("present_value", 3.179387331540),
			mean("funded", 0.9*0.832096119277).unless("no discretion"),
			mean("present_value", 3.179387331540).unless("no discretion"),
		)},
	{file: "tranche-sustained-2", paths: 300_000,
		wrong: []change{
			{"one quarter is enough", []string{"tranches.target.sustained=1 quarter"}},
			{"no discretion", []string{"tranches.target.discretion=100%"}},
			{"a target of $70bn", []string{"tranches.target.when=lab.arr >= $70bn"}}},
		answers: append(hits(0, .00025918, .01811533, .06371525, .09643772, .10840555, .10635344, .09712810, .08514642, .07282202, .06132669, .05113820),
			mean("triggers", 0.760847895191),
			meanWhere("when_it_does", 1.8882342064),
			mean("present_value", 2.839896315116),
			mean("funded", 0.9*0.760847895191).unless("no discretion"),
			mean("present_value", 2.839896315116).unless("no discretion"),
		)},
	{file: "merton", paths: 500_000,
		wrong: []change{{"no jumps", []string{"drivers.worth.jump_rate=0%/y", "drivers.share.jump_rate=0%/y", "drivers.firm.jump_rate=0%/y"}},
			{"compensated the other way", []string{"drivers.worth.compensated=yes", "drivers.share.compensated=no", "drivers.firm.compensated=no"}}},
		answers: []answer{
			mean("worth_2y", 510.150028111), mean("log_worth", 5.98767125272), mean("log_worth_variance", 0.5075),
			mean("above_800", 0.162701238256), mean("call_on_share", 12.7612885936), mean("call_on_firm", 127.036437183),
			mean("worth_2y", 510.150028111).unless("compensated the other way"),
			mean("log_worth", 5.98767125272).unless("compensated the other way"),
			mean("above_800", 0.162701238256).unless("compensated the other way"),
			mean("call_on_share", 12.7612885936).unless("compensated the other way"),
			mean("call_on_firm", 127.036437183).unless("compensated the other way"),
		}},
	{file: "poisson-shock", paths: 200_000,
		wrong: []change{{"shocks of a tenth", []string{"shocks.rival.effects={lab.arr: {times: 90%}}", "shocks.rivals.effects={other: {times: {uniform: [80%, 100%]}}}"}},
			{"a rate of 10% a year", []string{"shocks.rival.rate=10%/y"}}},
		answers: []answer{
			mean("by_a_fifth", 190.7945856781), mean("by_a_fifth_on_average", 190.7945856781),
			mean("strikes", 0.75).unless("a rate of 10% a year"),
		}},
	{file: "ou", paths: 400_000,
		wrong: []change{{"a speed of 65% a year", []string{"drivers.growth.speed=65%/y"}}},
		answers: []answer{
			mean("growth_4y", 0.170858589857), mean("growth_variance", 0.109996387147),
			mean("integral", 1.64571165481).within(0.000233), mean("integral_variance", 0.674048304912).within(0.000048),
		}},
	{file: "ou", set: []string{"step=quarter"}, paths: 400_000,
		wrong: []change{{"a deviation of 40%", []string{"drivers.growth.deviation=0.4"}},
			{"a start of 1", []string{"drivers.growth.start=1"}}},
		answers: []answer{
			mean("growth_4y", 0.170858589857).unless("a start of 1"), mean("growth_variance", 0.109996387147),
		}},
	{file: "hazard", paths: 200_000,
		wrong: []change{{"other rates", []string{"drivers.approval.rate=40%/y", "drivers.by_year.rates={1: 10%/y, 2: 40%/y, 3: 20%/y}"}},
			{"looked at every month", []string{"step=month"}}},
		answers: []answer{
			mean("within_2y", 0.503414696209), mean("in_a_quarter", 0.0837811283491),
			mean("time_within_2y", 1.5021721064403166), mean("present_value", 0.455728441783),
			mean("time_within_2y", 1.5021721064403166).unless("looked at every month"),
			mean("by_year_within_5y", 0.727468206966),
			mean("market_shut", 0.060648083300).unless("looked at every month"),
		}},
	{file: "hazard", set: []string{"step=month"}, paths: 200_000,
		wrong: []change{{"other rates", []string{"drivers.ipo.rate=45%/y", "drivers.insolvency.rate=6%/y"}}},
		answers: []answer{
			mean("ipo_first", 0.850974671630).within(0.000012), mean("insolvency_first", 0.085097467163).within(0.000012),
		}},
	{file: "margrabe", paths: 500_000,
		wrong: []change{{"no correlation", []string{"correlations.s=[s1, s2, 0%]", "correlations.v=[v1, v2, 0%]", "correlations.p=[demand, power, 0%]"}},
			{"other volatilities", []string{"drivers.s1.volatility=27%", "drivers.v1.volatility=55%", "drivers.demand.volatility=45%"}}},
		answers: []answer{
			mean("exchange_1y", 12.9522726123), mean("exchange_2y", 134.930875584), mean("unmet_3y", 6.86840286341),
			mean("exchange_1y", 12.9522726123).unless("other volatilities"), mean("exchange_2y", 134.930875584).unless("other volatilities"),
			mean("unmet_3y", 6.86840286341).unless("other volatilities"),
		}},
	{file: "shortfall-annual", paths: 150_000,
		wrong: []change{{"excess carried", []string{"commitments.cloud.excess=carried", "commitments.chips.excess=carried"}},
			{"volatility of 30%", []string{"drivers.spend.volatility=30%", "drivers.larger.volatility=30%"}}},
		answers: []answer{
			mean("cloud_shortfall_total", 25.6238827877), mean("present_value", 18.0345861996),
			mean("chips_5y", 1.32064405038), mean("chips_short_5y", 0.336754026559),
			mean("cloud_shortfall_total", 25.6238827877).unless("volatility of 30%"),
			mean("chips_1y", 1.68403761663).unless("volatility of 30%"), mean("chips_short_1y", 0.601742088897).unless("volatility of 30%"),
			mean("chips_5y", 1.32064405038).unless("volatility of 30%"),
		}},
	{file: "shortfall-cumulative", paths: 200_000,
		wrong: []change{{"annual floors", []string{"commitments.cloud.basis=annual", "commitments.cloud.excess=lost"}},
			{"annual floors with excess carried", []string{"commitments.cloud.basis=annual"}},
			{"drift of 15%", []string{"drivers.spend.drift=15%/y"}}},
		answers: []answer{
			mean("cloud_floor_met", 0.548038).estimated(0.000060), mean("cloud_shortfall_total", 18.5452).estimated(0.0055),
			mean("cloud_shortfall_total", 18.5452).estimated(0.0055).unless("annual floors with excess carried"),
			mean("cloud_spend_total", 176.2311094523).unless("drift of 15%"),
			mean("spend_variance", 226.5464015349*226.5464015349).unless("drift of 15%"),
			mean("cloud_floor_met", 0.548038).estimated(0.000060).unless("drift of 15%"),
		}},
	{file: "right-to-invest", paths: 200_000,
		wrong: []change{{"post-money for pre-money", []string{
			"tranches.fair-right.price.basis=post-money", "tranches.fair-duty.price.basis=post-money",
			"tranches.dear-right.price.basis=post-money", "tranches.dear-duty.price.basis=post-money",
			"tranches.now-350.price.basis=post-money", "tranches.now-380.price.basis=post-money", "tranches.now-800.price.basis=post-money"}},
			{"a right for a duty and the other way round", []string{
				"tranches.fair-right.right=obligation", "tranches.fair-duty.right=investor",
				"tranches.dear-right.right=obligation", "tranches.dear-duty.right=investor"}}},
		answers: []answer{
			mean("right_when_fair", 6.73051648084), mean("duty_when_fair", 1.4545556089),
			mean("right_when_dear", 27.3848640084), mean("duty_when_dear", 25.7788799332),
			mean("right_when_fair", 6.73051648084).unless("a right for a duty and the other way round"),
			mean("duty_when_fair", 1.4545556089).unless("a right for a duty and the other way round"),
			mean("right_when_dear", 27.3848640084).unless("a right for a duty and the other way round"),
			mean("duty_when_dear", 25.7788799332).unless("a right for a duty and the other way round"),
			always("worth_at_350", 5), always("worth_at_380", 5.42253521127), always("worth_at_800", 11.338028169),
		}},
	{file: "milestone", paths: 1_000_000,
		wrong: []change{{"the other measure", []string{"drivers.real.drift=33%/y", "drivers.priced.drift=45%/y"}}},
		answers: []answer{
			mean("reached", 0.567659460606), mean("reached_priced", 0.376587823873),
			mean("worth", 2.6200786363), mean("worth_priced", 1.7037537711),
		}},
	{file: "joint-trigger", paths: 400_000,
		wrong: []change{{"no correlation", []string{"correlations.lab=[lab.revenue, lab.value, 0%]"}},
			{"other drifts", []string{"companies.lab.revenue.drift=44%/y", "companies.lab.value.drift=22%/y"}}},
		answers: []answer{
			mean("paid", 0.276322171279),
			mean("revenue_there", 0.567659460606).unless("other drifts"), mean("value_there", 0.332208891055).unless("other drifts"),
		}},
	{file: "joint-trigger", set: []string{"correlations.lab=[lab.revenue, lab.value, 0%]"}, paths: 400_000,
		wrong:   []change{{"correlated", []string{"correlations.lab=[lab.revenue, lab.value, 10%]"}}},
		answers: []answer{mean("paid", 0.188581519905)}},
	{file: "joint-gaussian", paths: 500_000,
		wrong: []change{{"no correlation", []string{"correlations=~"}}},
		answers: []answer{
			mean("both_60_30", 0.246515470936), mean("both_75_40", 0.336115473603), mean("both_20_20", 0.112901757943),
			mean("both_90_50", 0.422557341747), mean("halves_50", 1.0/3), mean("halves_60", 0.35241638235),
		}},
	{file: "t-copula", paths: 1_000_000,
		wrong: []change{{"a Gaussian copula", []string{"copula=~"}},
			{"a deviation of 105%", []string{"drivers.a1.deviation=1.05", "drivers.b2.deviation=1.05"}}},
		answers: []answer{
			mean("both_20_20", 0.1168201378), mean("both_60_30", 0.2428094014), mean("both_5_5", 0.01693696052),
			mean("one_20", 0.2).unless("a deviation of 105%"), mean("one_5", 0.05).unless("a deviation of 105%"),
		}},
	{file: "t-copula", set: []string{"copula={family: gaussian}"}, paths: 1_000_000,
		wrong: []change{{"a t copula", []string{"copula={family: t, df: 4}"}}},
		answers: []answer{
			mean("both_20_20", 0.112901757943), mean("both_60_30", 0.246515470936), mean("both_5_5", 0.01218942877),
		}},
	{file: "dilution", paths: 512,
		wrong: []change{{"post-money for pre-money in the first round", []string{"tranches.first.price.basis=post-money"}}},
		answers: []answer{
			always("founder_1", 0.147887323944), always("founder_2", 0.142541998982), always("founder_3", 0.1402052449), always("founder_4", 0.134812735481),
			always("angel_1", 0.0140845070423), always("angel_2", 0.0135754284745), always("angel_3", 0.0297463230896),
		}},
	{file: "irr-two-flows", paths: 512,
		wrong: []change{{"a flow more or a flow less", []string{"drivers.deal.knots.5y=$61bn", "drivers.losses.knots.5y=$26bn", "drivers.two-rates.knots.2y=-$12bn"}},
			{"a quarter late", []string{"tranches.second.on=1.25y"}}, {"a lower end", []string{"companies.lab.value.knots.5y=$260bn"}}},
		answers: []answer{
			always("deal_irr", 0.254255871532), always("deal_npv", 12.145101139), always("deal_moic", 2.4),
			always("backer_irr", 0.254255871532).unless("a quarter late"), always("backer_npv", 12.145101139).unless("a quarter late"),
			always("backer_moic", 2.4).unless("a lower end"),
			never("losses_irr"), never("two_rates_irr"),
		}},
	{file: "irr-long-flows", paths: 512,
		wrong: []change{{"a flow more or a year less", []string{"drivers.deal.knots.1y=-$5bn", "drivers.yearly.knots.10y=~", "quantities.loan=if(t <= 0y, -$25bn, $0.75bn) + if(t >= 9y, $25bn, $0)", "quantities.quarterly=if(t > 0.25y, $2.5bn, $0)"}}},
		answers: []answer{
			always("deal_irr", 0.313083113729), always("deal_npv", 29.1061508976), always("deal_moic", 3.63636363636),
			always("loan_irr", math.Pow(1.03, 4)-1), always("yearly_value", 67.1008139894), always("quarterly_value", 69.0815658658),
		}},
	{file: "inputs", paths: 500_000,
		wrong: []change{{"another family", []string{
			"inputs.pert-a={triangular: [6, 10, 18]}", "inputs.pert-b={triangular: [0.2, 0.3, 0.7]}", "inputs.pert-c={triangular: [0, 1, 4]}",
			"inputs.tri-a={pert: [6, 10, 18]}", "inputs.tri-b={pert: [0.2, 0.4, 0.7]}",
			"inputs.log-a={normal: {p10: $350bn, p90: $850bn}}", "inputs.log-b={lognormal: {p10: $60bn, p90: $400bn}}",
			"inputs.cut={normal: {mean: 40%, sd: 15%}}",
			"inputs.flat={triangular: [20%, 30%, 60%]}", "inputs.bell={normal: {mean: 11%/y, sd: 6%/y}}", "inputs.share={uniform: [0%, 50%]}",
			"inputs.wait={lognormal: {p10: 12 months, p90: 24 months}}", "inputs.count={poisson: [3.1]}", "inputs.case={discrete: [[$5bn, 35%], [$10bn, 65%]]}",
			"inputs.seen={empirical: [1, 2, 5]}", "quantities.doubled=2 * tri-a"}},
			{"a wider range", []string{"inputs.log-b=$50bn to $400bn"}}},
		answers: []answer{
			mean("pert_a", 10.6666666667), mean("pert_a_variance", 4.88888888889), quantile("pert_a", 0.05, 7.31398870398), quantile("pert_a", 0.5, 10.509750084), quantile("pert_a", 0.95, 14.5594486386),
			mean("pert_b", 0.416666666667), mean("pert_b_variance", 0.00876984126984), quantile("pert_b", 0.05, 0.269640226941), quantile("pert_b", 0.5, 0.412735401001), quantile("pert_b", 0.95, 0.57722579972),
			mean("pert_c", 1.33333333333), mean("pert_c_variance", 0.507936507937), quantile("pert_c", 0.05, 0.305761565649), quantile("pert_c", 0.5, 1.25524068182), quantile("pert_c", 0.95, 2.629633272),
			mean("tri_a", 11.3333333333), mean("tri_a_variance", 6.22222222222), quantile("tri_a", 0.5, 11.0717967697),
			mean("tri_b", 0.433333333333), mean("tri_b_variance", 0.0105555555556), quantile("tri_b", 0.5, 0.426138721247),
			mean("log_a", 579.117937979), mean("log_a_variance", 206.640136098*206.640136098), quantile("log_a", 0.5, 545.435605732),
			mean("log_b", 182.945171806), mean("log_b_variance", 114.912141823*114.912141823),
			mean("log_b_log_variance", 0.576683527884*0.576683527884), quantile("log_b", 0.05, 60), quantile("log_b", 0.95, 400),
			mean("cut_mean", 0.401695872919), mean("cut_variance", 0.0217986224842),
			mean("flat_mean", 0.4), mean("flat_variance", 0.16/12), mean("bell_mean", 0.1), mean("bell_variance", 0.0025),
			mean("share_mean", 0.3), mean("share_variance", 0.01), mean("wait_mean", 1.5), mean("wait_variance", 0.25),
			mean("count_mean", 3), mean("count_none", math.Exp(-3)), mean("count_variance", 3),
			mean("case_mean", 8.5), mean("case_low", 0.3), mean("seen_mean", 2.5), mean("seen_twice", 0.5),
			quantile("log_b", 0.5, 154.919333848).unless("a wider range"), mean("log_b_log", 5.04290455467).unless("a wider range"),
			always("one_draw", 0),
		}},
	{file: "logistic-gw-years", paths: 512,
		wrong: []change{{"half of it at other times", []string{"capacity.prompt.logistic.midpoint=4.25y", "capacity.late.logistic.midpoint=4.25y"}},
			{"no delay", []string{"capacity.late.delay=0y"}}},
		answers: []answer{
			always("prompt_total", 29.8752739933), always("late_total", 25), always("late_promised", 29.8752739933),
			always("late_total", 25).unless("no delay"),
		}},
	{file: "zero-volatility", paths: 512,
		wrong: []change{{"growth of the start of a step", []string{"companies.lab.revenue.scheme=start-of-step"}}},
		answers: []answer{
			always("after_1", 62.8040626819), always("after_2", 93.8921825264), always("after_5", 154.4158718713), always("after_10", 227.8203340837),
		}},
	{file: "zero-volatility", set: []string{"step=month"}, paths: 512,
		wrong:   []change{{"growth of the start of a step", []string{"companies.lab.revenue.scheme=start-of-step"}}},
		answers: []answer{always("after_10", 227.8203340837)}},
	{file: "schwartz-moon-2000", paths: 200_000,
		wrong: []change{{"growth acting all through a quarter", []string{"companies.amazon.revenue.scheme=integrated"}},
			{"volatility of growth of 30% for 24%", []string{"companies.amazon.revenue.growth_volatility=30%"}},
			{"volatility of 25% for 20%", []string{"companies.amazon.revenue.volatility=25%"}}},
		answers: append(append(append(append(append(append(
			revenue("r4", "volatility of 25% for 20%", 533.400935, 365.9641, 450.8588, 521.2152, 602.5507, 742.3276),
			revenue("r12", "volatility of growth of 30% for 24%", 1029.336491, 379.1431, 630.2960, 897.3867, 1277.6581, 2124.0077)...),
			revenue("r20", "volatility of growth of 30% for 24%", 1746.706731, 351.6041, 754.2337, 1282.0198, 2179.1320, 4674.5036)...),
			revenue("r28", "volatility of growth of 30% for 24%", 2636.178431, 333.1468, 854.7254, 1645.3221, 3167.1984, 8125.8014)...),
			revenue("r40", "volatility of growth of 30% for 24%", 4095.049294, 332.4960, 1000.1955, 2150.5279, 4623.8663, 13909.2484)...),
			revenue("r100", "volatility of growth of 30% for 24%", 12358.049911, 588.5091, 2119.9507, 5166.4652, 12591.0297, 45355.9015)...),
			mean("log1", 5.9789307309), mean("log4", 6.2561629346), mean("log12", 6.7994868487), mean("log20", 7.1561921010),
			mean("log28", 7.4056914750), mean("log40", 7.6734686082), mean("log100", 8.5499440166),
			mean("r1", 396.997797), quantile("r1", 0.05, 335.1055).unless("volatility of 25% for 20%"), quantile("r1", 0.95, 465.6415).unless("volatility of 25% for 20%"),
			mean("var1", 0.01).unless("volatility of 25% for 20%"),
			growthVariance("var4", 0.0462208596), growthVariance("var12", 0.2743656839), growthVariance("var20", 0.6185906506),
			growthVariance("var28", 0.9427882167), growthVariance("var40", 1.2881308511), growthVariance("var100", 1.7442378555),
		)},
	{file: "schwartz-moon-2000", set: []string{"companies.amazon.revenue.risk_premium=0%"}, paths: 200_000,
		wrong: []change{{"a risk premium of 4%", []string{"companies.amazon.revenue.risk_premium=4%"}},
			{"a risk premium of 10%", []string{"companies.amazon.revenue.risk_premium=10%"}}},
		answers: []answer{
			mean("r1", 397.394993).unless("a risk premium of 10%"), mean("r4", 535.435017), mean("r12", 1039.892510), mean("r20", 1774.119326),
			mean("r28", 2690.385040), mean("r40", 4206.894768), mean("r100", 13088.011975),
		}},
}

// hits are the shares of paths on which a tranche triggers, by quarter.
func hits(p ...float64) []answer {
	var out []answer
	for i, want := range p {
		out = append(out, rise("target.triggered", i+1, want))
	}
	out[5].by = "a target of $70bn" // one quarter and two differ little where the chance is at its height
	return out
}

// revenue is the mean and five quantiles of revenue after some quarters, and what changes the tails.
func revenue(of, spread string, average, q05, q25, q50, q75, q95 float64) []answer {
	return []answer{mean(of, average), quantile(of, 0.05, q05).unless(spread), quantile(of, 0.25, q25), quantile(of, 0.50, q50), quantile(of, 0.75, q75).unless(spread), quantile(of, 0.95, q95).unless(spread)}
}

// growthVariance is a variance of log revenue, which the uncertainty of growth makes.
func growthVariance(of string, want float64) answer {
	return mean(of, want).unless("volatility of growth of 30% for 24%")
}
