"""A block of paths in NumPy: one array operation for all of them at a time, in place where there is an array to reuse."""
import numpy as np

import deal


class Paths:
    def __init__(self, n):
        self.logs = np.zeros((3, n))  # revenue, multiple, price
        self.logs[0], self.logs[1] = deal.REVENUE, deal.MULTIPLE
        self.total, self.year, self.shortfall = np.zeros((3, n))
        self.streak = np.zeros((len(deal.TRANCHES), n), np.int8)
        self.met = np.zeros((len(deal.TRANCHES), n), np.int8)

    def quarter(self, t, z):
        """Moves to quarter t by three rows of normals; gives revenue, valuation, spend and cumulative spend."""
        logs = self.logs
        logs[1] *= 1 - deal.PULL
        logs += deal.LOADING @ z
        logs += np.array([[deal.GROWTH[t]], [deal.PULL * deal.LEVEL], [deal.PRICE_DRIFT]])
        revenue, value, price = np.exp(logs)
        value *= revenue
        value *= 4
        spend = np.minimum(deal.WANT[t] * revenue, deal.CAP[t])
        spend *= price
        self.year += spend
        if t % 4 == 0:
            miss = np.maximum(deal.FLOOR[t // 4] - self.year, 0)
            spend += miss
            self.shortfall += miss
            self.year.fill(0)
        self.total += spend
        for k, tested in enumerate((revenue, self.total, value)):
            bar, first, last, _ = deal.TRANCHES[k]
            if first <= t <= last:
                streak, met = self.streak[k], self.met[k]
                streak += 1
                streak *= tested >= bar
                met[(streak >= 2) & (met == 0)] = t
        return revenue, value, spend, self.total

    def ends(self, value):
        return {"valuation": value, "total_spend": self.total, "total_shortfall": self.shortfall}
