#!/usr/bin/python3
"""deal40 in NumPy by blocks that stay in the cache, blocks and quantiles spread over threads (NumPy lets go of the
interpreter's lock). Each block has a stream of its own, so that threads make no difference. All columns are kept."""
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

sys.path.insert(1, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import deal
from paths import Paths

BLOCK = 8192


def run(n, threads, seed):
    first = range(0, n, BLOCK)
    streams = np.random.SeedSequence(seed).spawn(len(first))
    kept = np.empty((len(deal.FAN), deal.QUARTERS, n))
    ends = {name: np.empty(n) for name in ("valuation", "total_spend", "total_shortfall")}
    met = np.empty((len(deal.TRANCHES), n), np.int8)

    def simulate(b):
        part = slice(first[b], min(first[b] + BLOCK, n))
        size = part.stop - part.start
        rng = np.random.default_rng(streams[b])
        paths = Paths(size)
        for t in range(1, deal.QUARTERS + 1):
            columns = paths.quarter(t, rng.standard_normal((3, size)))
            for m, v in enumerate(columns):
                kept[m, t - 1, part] = v
        for name, v in paths.ends(columns[1]).items():
            ends[name][part] = v
        met[:, part] = paths.met

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(simulate, range(len(first))))
        end_quantiles = dict(zip(ends, pool.map(lambda v: np.quantile(v, deal.END_Q), ends.values())))
        flat = kept.reshape(-1, n)
        fan = np.array(list(pool.map(lambda v: np.quantile(v, deal.FAN_Q, overwrite_input=True), flat)))
    return deal.outputs(fan.reshape(len(deal.FAN), deal.QUARTERS, -1), ends, end_quantiles, met)


if __name__ == "__main__":
    deal.main("numpy-blocked", run)
