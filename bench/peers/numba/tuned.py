#!/usr/bin/python3
"""deal40 in Numba as one who knows it tunes it: loops over short columns that stay in the cache and that LLVM turns into
vectors, with a generator, an inverse normal and an exp of their own, since calls to a library are made one by one; and
histograms instead of columns that are kept. A chunk's numbers are a function of path and counter alone."""
import math
import os
import sys

import numba
import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [os.path.join(here, ".."), os.path.join(here, "..", "normal")]
import deal
from normal_table import ROWS

TABLE = np.array(ROWS).T.copy()  # a row for each power
BLOCK, BLOCKS = 256, 8
CHUNK = BLOCK * BLOCKS
COLUMNS = len(deal.FAN) * deal.QUARTERS + 1
FINE = 9  # 512 buckets an octave
SHIFT, FIRST, BUCKETS = 52 - FINE, (1023 - 20) << FINE, (40 << FINE) + 2
LEAST, MOST = 2.0**-20, 2.0**20
BARS = np.array([x[0] for x in deal.TRANCHES])
FROM = np.array([x[1] for x in deal.TRANCHES])
UNTIL = np.array([x[2] for x in deal.TRANCHES])
LOADING, GROWTH, CAP, WANT, FLOOR = deal.LOADING, deal.GROWTH, deal.CAP, deal.WANT, deal.FLOOR
REVENUE, MULTIPLE, LEVEL, PULL, PRICE_DRIFT, QUARTERS = deal.REVENUE, deal.MULTIPLE, deal.LEVEL, deal.PULL, deal.PRICE_DRIFT, deal.QUARTERS

fast = numba.njit(fastmath=True, error_model="numpy", cache=True)


@fast
def turned(x, by):
    return x << np.uint64(by) | x >> np.uint64(64 - by)


@fast
def words(seed, first, counter, a, b):
    """Threefry2x64, 13 rounds (Salmon et al. 2011)."""
    parity = seed ^ np.uint64(0x1BD11BDAA9FC1A22)
    for i in range(BLOCK):
        x, y = np.uint64(first) + np.uint64(i) + seed, np.uint64(counter)
        x += y; y = turned(y, 16) ^ x
        x += y; y = turned(y, 42) ^ x
        x += y; y = turned(y, 12) ^ x
        x += y; y = turned(y, 31) ^ x
        y += parity + np.uint64(1)
        x += y; y = turned(y, 16) ^ x
        x += y; y = turned(y, 32) ^ x
        x += y; y = turned(y, 24) ^ x
        x += y; y = turned(y, 21) ^ x
        x += parity; y += seed + np.uint64(2)
        x += y; y = turned(y, 16) ^ x
        x += y; y = turned(y, 42) ^ x
        x += y; y = turned(y, 12) ^ x
        x += y; y = turned(y, 31) ^ x
        x += seed; y += np.uint64(3)
        x += y; y = turned(y, 16) ^ x
        a[i] = x
        b[i] = y


@fast
def normals(word, high, z, q, bits):
    """z of the low or high halves of words; bits is q as integers."""
    up = np.uint64(0 if high else 32)
    for i in range(BLOCK):
        x = (np.float64(np.int64(word[i] << up) >> 32) + 0.5) * 2.0**-31
        z[i] = x
        q[i] = (1 - x) * (1 + x)
    for i in range(BLOCK):
        r = (0x3FF0000000000000 - bits[i]) >> 51
        u = q[i]
        f = TABLE[7, r]
        f = f * u + TABLE[6, r]
        f = f * u + TABLE[5, r]
        f = f * u + TABLE[4, r]
        f = f * u + TABLE[3, r]
        f = f * u + TABLE[2, r]
        f = f * u + TABLE[1, r]
        z[i] *= f * u + TABLE[0, r]


@fast
def exps(x, out, power, bits):
    """e^x = 2^n e^rest; bits is power as integers."""
    for i in range(BLOCK):
        n = math.floor(x[i] * 1.4426950408889634 + 0.5)
        bits[i] = (np.int64(n) + 1023) << 52
        r = x[i] - n * 0.6931471805599453
        f = r * (1 / 39916800) + 1 / 3628800
        f = f * r + 1 / 362880
        f = f * r + 1 / 40320
        f = f * r + 1 / 5040
        f = f * r + 1 / 720
        f = f * r + 1 / 120
        f = f * r + 1 / 24
        f = f * r + 1 / 6
        f = f * r + 0.5
        f = f * r + 1
        out[i] = f * r + 1
    for i in range(BLOCK):
        out[i] *= power[i]


@fast
def buckets(v, out, at, kept, bits):
    for i in range(BLOCK):
        kept[i] = min(max(v[i], LEAST), MOST)
    for i in range(BLOCK):
        out[at + i] = (bits[i] >> SHIFT) - FIRST


@numba.njit(parallel=True, fastmath=True, error_model="numpy", cache=True)
def simulate(n, seed, counts, ends, met):
    """counts is a histogram of each column for each thread; ends and met are kept for all paths."""
    workers = counts.shape[0]
    chunks = (n + CHUNK - 1) // CHUNK
    for w in numba.prange(workers):
        a, b = np.empty((3, BLOCK), np.uint64), np.empty((3, BLOCK), np.uint64)
        z = np.empty((12, BLOCK))
        scratch = np.empty(BLOCK)
        bits = scratch.view(np.int64)
        logs = np.empty((3, BLOCK))
        revenue, value, price, spend = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
        total, year, shortfall = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK)
        streak, when = np.empty((3, BLOCK), np.int64), np.empty((3, BLOCK), np.int64)
        number = np.empty((COLUMNS, CHUNK), np.uint16)
        for c in range(w, chunks, workers):
            for k in range(BLOCKS):
                first = c * CHUNK + k * BLOCK
                logs[0] = REVENUE
                logs[1] = MULTIPLE
                logs[2] = 0.0
                total[:] = 0.0
                year[:] = 0.0
                shortfall[:] = 0.0
                streak[:] = 0
                when[:] = 0
                for t in range(1, QUARTERS + 1):
                    quarter = (t - 1) % 4
                    if quarter == 0:
                        for j in range(3):
                            words(seed, first, 3 * ((t - 1) // 4) + j, a[j], b[j])
                            normals(a[j], False, z[4 * j], scratch, bits)
                            normals(a[j], True, z[4 * j + 1], scratch, bits)
                            normals(b[j], False, z[4 * j + 2], scratch, bits)
                            normals(b[j], True, z[4 * j + 3], scratch, bits)
                    z1, z2, z3 = z[3 * quarter], z[3 * quarter + 1], z[3 * quarter + 2]
                    x, m, p = logs[0], logs[1], logs[2]
                    for i in range(BLOCK):
                        x[i] += GROWTH[t] + LOADING[0, 0] * z1[i]
                        m[i] += PULL * (LEVEL - m[i]) + LOADING[1, 0] * z1[i] + LOADING[1, 1] * z2[i]
                        p[i] += PRICE_DRIFT + LOADING[2, 0] * z1[i] + LOADING[2, 1] * z2[i] + LOADING[2, 2] * z3[i]
                    exps(x, revenue, scratch, bits)
                    exps(m, value, scratch, bits)
                    exps(p, price, scratch, bits)
                    for i in range(BLOCK):
                        value[i] *= 4 * revenue[i]
                        spend[i] = min(CAP[t], WANT[t] * revenue[i]) * price[i]
                        year[i] += spend[i]
                    if t % 4 == 0:
                        for i in range(BLOCK):
                            miss = max(FLOOR[t // 4] - year[i], 0.0)
                            spend[i] += miss
                            shortfall[i] += miss
                            year[i] = 0.0
                    for i in range(BLOCK):
                        total[i] += spend[i]
                    for j in range(3):
                        if FROM[j] <= t <= UNTIL[j]:
                            tested = revenue if j == 0 else total if j == 1 else value
                            run, done, bar = streak[j], when[j], BARS[j]
                            for i in range(BLOCK):
                                run[i] = run[i] + 1 if tested[i] >= bar else 0
                                done[i] = t if done[i] == 0 and run[i] >= 2 else done[i]
                    at = k * BLOCK
                    buckets(revenue, number[t - 1], at, scratch, bits)
                    buckets(value, number[QUARTERS + t - 1], at, scratch, bits)
                    buckets(spend, number[2 * QUARTERS + t - 1], at, scratch, bits)
                    buckets(total, number[3 * QUARTERS + t - 1], at, scratch, bits)
                buckets(shortfall, number[COLUMNS - 1], k * BLOCK, scratch, bits)
                for i in range(min(BLOCK, n - first)):
                    ends[0, first + i] = value[i]
                    ends[1, first + i] = total[i]
                    ends[2, first + i] = shortfall[i]
                    for j in range(3):
                        met[j, first + i] = when[j, i]
            count = min(CHUNK, n - c * CHUNK)
            for j in range(COLUMNS):
                column, to = number[j], counts[w, j]
                for i in range(count):
                    to[column[i]] += 1


def edges(b):
    return ((np.asarray(b, np.uint64) + np.uint64(FIRST)) << np.uint64(SHIFT)).view(np.float64)


def quantiles(counts, n, q):
    """Of one histogram; the counts of a bucket are spread evenly over it, and the lowest bucket is zero."""
    rank = np.asarray(q) * (n - 1) + 0.5
    upto = np.cumsum(counts)
    b = np.searchsorted(upto, rank, side="right")
    low, high = edges(b), edges(b + 1)
    return np.where(b == 0, 0.0, low + (high - low) * (rank - upto[b] + counts[b]) / counts[b])


def run(n, threads, seed):
    numba.set_num_threads(threads)
    counts = np.zeros((threads, COLUMNS, BUCKETS), np.uint32)
    ends, met = np.empty((3, n)), np.empty((3, n), np.int8)
    simulate(n, np.uint64(seed), counts, ends, met)
    counts = counts.sum(axis=0, dtype=np.int64)
    fan = [[quantiles(counts[m * QUARTERS + t], n, deal.FAN_Q) for t in range(QUARTERS)] for m in range(len(deal.FAN))]
    names = ("valuation", "total_spend", "total_shortfall")
    columns = (2 * QUARTERS - 1, 4 * QUARTERS - 1, COLUMNS - 1)
    return deal.outputs(fan, dict(zip(names, ends)), {k: quantiles(counts[c], n, deal.END_Q) for k, c in zip(names, columns)}, met)


if __name__ == "__main__":
    deal.main("numba-tuned", run, before=lambda threads: run(CHUNK, threads, 1))
