"""What the peers in Python share: the deal, the outputs and the command line. SPEC.md is the contract."""
import argparse
import json
import time

import numpy as np

QUARTERS = 40
t = np.arange(QUARTERS + 1)
GROWTH = 0.02 + 0.2 * np.exp(-0.09 * t)
CAP = 0.3 * 1.06**t
WANT = 0.35 + 0.45 * np.exp(-0.05 * t)
FLOOR = np.array([0, 0.6, 0.9, 1.2, 1.5, 1.8, 2.0, 2.2, 2.4, 2.5, 2.6])
REVENUE, MULTIPLE, LEVEL = np.log([0.25, 25.0, 8.0])
PULL, PRICE_DRIFT = 0.06, -0.015
# a row for each log: what the three shocks of a quarter add to it
LOADING = np.diag([0.12, 0.15, 0.05]) @ np.linalg.cholesky([[1, 0.45, -0.2], [0.45, 1, -0.1], [-0.2, -0.1, 1]])
# of each tranche: threshold, first and last quarter of its window, amount
TRANCHES = [(1.5, 4, 20, 1.0), (8.5, 8, 20, 1.5), (150.0, 8, 32, 2.0)]

FAN = ["revenue", "valuation", "spend", "cum_spend"]
FAN_Q = [0.05, 0.25, 0.5, 0.75, 0.95]
END_Q = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99]


def outputs(fan, ends, end_quantiles, met):
    """All outputs: fan[metric][quarter - 1][quantile], the columns at the horizon by name with their quantiles, and the
    quarter in which each tranche was met, 0 for never."""
    met = np.asarray(met)
    hit = met > 0
    ends = dict(ends, invested=np.array([amount for *_, amount in TRANCHES]) @ hit)
    terminal = {name: {"mean": v.mean(), "sd": v.std()} for name, v in ends.items()}
    for name, q in end_quantiles.items():
        terminal[name]["q"] = list(q)
    terminal["total_shortfall"]["p_positive"] = (ends["total_shortfall"] > 0).mean()
    n_hit = hit.sum(axis=0)
    return {
        "trigger": {
            "p": list(hit.mean(axis=1)),
            "p_all": (n_hit == len(TRANCHES)).mean(),
            "p_none": (n_hit == 0).mean(),
            "mean_quarter": [m[m > 0].mean() if m.any() else 0.0 for m in met],
        },
        "terminal": terminal,
        "fan": {name: [list(q) for q in rows] for name, rows in zip(FAN, fan)},
    }


def main(program, run, before=None):
    """Reads --n, --threads and --seed, runs, and prints a document. `before` is done first and not timed."""
    p = argparse.ArgumentParser()
    p.add_argument("--n", type=int, default=100_000)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    if before:
        before(a.threads)
    begin = time.perf_counter()
    out = run(a.n, a.threads, a.seed)
    seconds = time.perf_counter() - begin
    print(json.dumps({"program": program, "n": a.n, "threads": a.threads, "seconds": seconds, "outputs": out}, default=float))
