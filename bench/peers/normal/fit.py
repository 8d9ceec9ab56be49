#!/usr/bin/python3
"""Fits the inverse normal cdf by polynomials and writes the table for the peers in C and Numba.

With x in (-1, 1) and q = 1 - x*x, the normal of probability (1 + x)/2 is x*F(q), and F is smooth (Giles 2011). Each
half octave of q has a row: the polynomial through the Chebyshev nodes of the half octave, in powers of q. Row 0 ends at
q = 1, row 63 begins at 2^-32, beyond the middle of the last of 2^32 cells.

  ./fit.py     writes normal_table.h and normal_table.py beside itself and prints the worst error
"""
import math
import os
import statistics

import numpy as np
from numpy.polynomial import chebyshev, polynomial

DEGREE, ROWS = 7, 64
STANDARD = statistics.NormalDist()


def target(q):
    """F(q); the tail probability (1-x)/2 = q/(2+2x) loses nothing where x is nearly 1."""
    x = math.sqrt(1.0 - q)
    return -STANDARD.inv_cdf(0.5 * q / (1.0 + x)) / x


def ends(row):
    """Half octaves by the leading bits of a float: 1 to 1.5 and 1.5 to 2 times a power of two."""
    low = 2.0 ** -(row // 2 + 1)
    return (1.5 * low, 2.0 * low) if row % 2 == 0 else (low, 1.5 * low)


def fitted(row):
    low, high = ends(row)
    nodes = np.cos(np.pi * (np.arange(DEGREE + 1) + 0.5) / (DEGREE + 1))
    values = [target(0.5 * (low + high) + 0.5 * (high - low) * s) for s in nodes]
    power = chebyshev.cheb2poly(chebyshev.chebfit(nodes, values, DEGREE))
    line = np.array([-(high + low) / (high - low), 2.0 / (high - low)])  # s as a polynomial of q
    out, term = np.zeros(1), np.ones(1)
    for c in power:
        out = polynomial.polyadd(out, c * term)
        term = polynomial.polymul(term, line)
    return out


def main():
    rows = [fitted(r) for r in range(ROWS)]
    worst = 0.0
    for r, c in enumerate(rows):
        low, high = ends(r)
        for q in np.linspace(low, high, 2001)[1:-1]:
            x = math.sqrt(1.0 - q)
            worst = max(worst, abs(x * (polynomial.polyval(q, c) - target(q))))
    here = os.path.dirname(os.path.abspath(__file__))
    body = ["{" + ", ".join(repr(float(v)) for v in c) + "}" for c in rows]
    with open(os.path.join(here, "normal_table.h"), "w") as f:
        f.write("/* Written by fit.py. */\nenum { NORMAL_ROWS = %d, NORMAL_TERMS = %d };\n" % (ROWS, DEGREE + 1))
        f.write("static const double normal_table[NORMAL_ROWS][NORMAL_TERMS] = {\n  " + ",\n  ".join(body) + "};\n")
    with open(os.path.join(here, "normal_table.py"), "w") as f:
        f.write("# Written by fit.py.\nROWS = [\n    " + ",\n    ".join(b.replace("{", "[").replace("}", "]") for b in body) + "]\n")
    print("worst error %.1e" % worst)


if __name__ == "__main__":
    main()
