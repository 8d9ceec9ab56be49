package process

import (
	"math"
	"testing"
)

// TestRiskPremium holds means with a price of risk of 40% a unit of volatility, and that none is none to the last bit.
func TestRiskPremium(t *testing.T) {
	with := func(law, premium string, say map[string]string) []float64 {
		g := given{grid: quarters(8), say: map[string]string{}}
		for k, v := range say {
			g.say[k] = v
		}
		if premium != "" {
			g.say["risk_premium"] = premium
		}
		return build(t, law, g).at("", 8, 400)
	}
	gbm := map[string]string{"start": "$350bn", "drift": "15%/y", "volatility": "60%"}
	jump := map[string]string{"start": "$380bn", "drift": "25%/y", "volatility": "45%", "jump_rate": "50%/y", "jump_mean": "-25%", "jump_volatility": "20%"}
	revert := map[string]string{"start": "$12bn/GW/y", "level": "$9bn/GW/y", "speed": "50%/y", "volatility": "45%"}
	holds(t, "mean of gbm", mean(with("gbm", "0.4", gbm)), 350*math.Exp(0.30-0.48), 350*math.Exp(0.30))
	holds(t, "mean of jump-diffusion", mean(with("jump-diffusion", "0.4", jump)), 510.150028111*math.Exp(-0.36), 510.150028111)
	x := with("mean-reverting", "0.4", revert)
	fair := ouMean(math.Log(12), math.Log(9), 0.5, 2)
	holds(t, "mean of the log of mean-reverting", mean(logs(x)), fair-0.4*0.45*-math.Expm1(-1)/0.5, fair-0.4*0.45*2)
	holds(t, "variance of the log of mean-reverting", variance(logs(x)), ouVariance(0.5, 0.45, 2), 0.45*0.45*2)
	revert["speed"] = "0%/y"
	x = with("mean-reverting", "0.4", revert)
	holds(t, "mean of the log of a random walk", mean(logs(x)), math.Log(12)-0.4*0.45*2, math.Log(12))
	for law, say := range map[string]map[string]string{"gbm": gbm, "jump-diffusion": jump, "mean-reverting": revert} {
		none, zero := with(law, "", say), with(law, "0", say)
		for i := range none {
			if none[i] != zero[i] {
				t.Fatalf("%s: path %d is %g without a premium and %g with none", law, i, none[i], zero[i])
			}
		}
	}
}
