#!/usr/bin/python3
"""deal40 in NumPy as one writes it: all paths in one array, a quarter at a time, quantiles by np.quantile."""
import os
import sys

import numpy as np

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import deal
from paths import Paths


def run(n, threads, seed):
    rng = np.random.default_rng(seed)
    paths = Paths(n)
    fan = np.empty((len(deal.FAN), deal.QUARTERS, len(deal.FAN_Q)))
    for t in range(1, deal.QUARTERS + 1):
        columns = paths.quarter(t, rng.standard_normal((3, n)))
        for m, v in enumerate(columns):
            fan[m, t - 1] = np.quantile(v, deal.FAN_Q)
    ends = paths.ends(columns[1])
    return deal.outputs(fan, ends, {name: np.quantile(v, deal.END_Q) for name, v in ends.items()}, paths.met)


if __name__ == "__main__":
    deal.main("numpy-plain", run)
