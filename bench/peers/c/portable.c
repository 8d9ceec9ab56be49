/* deal40 in portable C: columns of 256 paths and plain loops over them, which the compiler vectorises; exp, log, sin and
 * cos come from its vector library. A chunk's random numbers are a function of path and counter. */
#include "deal.h"

enum { BLOCK = 256 };
typedef double Column[BLOCK] __attribute__((aligned(64)));

static inline uint64_t turned(uint64_t x, int by) { return x << by | x >> (64 - by); }

/* four columns of normals from one counter: two pairs by Box and Muller */
static void four_normals(uint64_t seed, uint64_t first, uint64_t counter, double *restrict a, double *restrict b, double *restrict c, double *restrict d) {
  const uint64_t parity = THREEFRY_KEY(seed);
  uint32_t w[4][BLOCK];
  for (int i = 0; i < BLOCK; i++) {
    uint64_t x = first + i + seed, y = counter;
#define MIX(by) x += y, y = turned(y, by) ^ x
    MIX(16), MIX(42), MIX(12), MIX(31);
    y += parity + 1;
    MIX(16), MIX(32), MIX(24), MIX(21);
    x += parity, y += seed + 2;
    MIX(16), MIX(42), MIX(12), MIX(31);
    x += seed, y += 3;
    MIX(16);
    w[0][i] = (uint32_t)x, w[1][i] = (uint32_t)(x >> 32), w[2][i] = (uint32_t)y, w[3][i] = (uint32_t)(y >> 32);
  }
  /* a loop for each function: sin and cos of one angle in one loop would become a call that is no vector's */
  const double cell = 0x1p-32, turn = 2 * M_PI * 0x1p-32;
  double near[BLOCK], far[BLOCK];
  for (int i = 0; i < BLOCK; i++) near[i] = sqrt(-2 * log((w[0][i] + 0.5) * cell));
  for (int i = 0; i < BLOCK; i++) far[i] = sqrt(-2 * log((w[2][i] + 0.5) * cell));
  for (int i = 0; i < BLOCK; i++) a[i] = near[i] * cos((int32_t)w[1][i] * turn);
  for (int i = 0; i < BLOCK; i++) b[i] = near[i] * sin((int32_t)w[1][i] * turn);
  for (int i = 0; i < BLOCK; i++) c[i] = far[i] * cos((int32_t)w[3][i] * turn);
  for (int i = 0; i < BLOCK; i++) d[i] = far[i] * sin((int32_t)w[3][i] * turn);
}

static void simulate(const Deal *deal, uint64_t seed, int64_t first, int count, Buckets *buckets, Sums *out) {
  static __thread Column z[12], revenue, multiple, price, r, v, spend, total, year, shortfall;
  static __thread float streak[TRANCHES][BLOCK], when[TRANCHES][BLOCK];
  const Deal k = *deal;
  memset(out, 0, sizeof *out);
  for (int at = 0; at < count; at += BLOCK) {
    for (int i = 0; i < BLOCK; i++)
      revenue[i] = k.start_revenue, multiple[i] = k.start_multiple, price[i] = total[i] = year[i] = shortfall[i] = 0;
    memset(streak, 0, sizeof streak), memset(when, 0, sizeof when);
    for (int t = 1; t <= QUARTERS; t++) {
      const int q = (t - 1) % 4;
      if (q == 0) /* three counters are the twelve columns of a year */
        for (int j = 0; j < 3; j++) four_normals(seed, first + at, 3 * ((t - 1) / 4) + j, z[4 * j], z[4 * j + 1], z[4 * j + 2], z[4 * j + 3]);
      const double *z1 = z[3 * q], *z2 = z[3 * q + 1], *z3 = z[3 * q + 2];
      const double growth = k.growth[t], pulled = k.pull * k.level, want = k.want[t], cap = k.cap[t];
      for (int i = 0; i < BLOCK; i++) {
        revenue[i] += growth + k.revenue1 * z1[i];
        multiple[i] += pulled - k.pull * multiple[i] + (k.multiple1 * z1[i] + k.multiple2 * z2[i]);
        price[i] += k.price_drift + (k.price1 * z1[i] + k.price2 * z2[i] + k.price3 * z3[i]);
      }
      for (int i = 0; i < BLOCK; i++) r[i] = exp(revenue[i]);
      for (int i = 0; i < BLOCK; i++) v[i] = 4 * r[i] * exp(multiple[i]);
      for (int i = 0; i < BLOCK; i++) {
        const double wanted = want * r[i];
        spend[i] = (wanted < cap ? wanted : cap) * exp(price[i]);
      }
      for (int i = 0; i < BLOCK; i++) year[i] += spend[i];
      if (t % 4 == 0) {
        const double due = k.floor[t / 4];
        for (int i = 0; i < BLOCK; i++) {
          const double gap = due - year[i], miss = gap > 0 ? gap : 0;
          spend[i] += miss, shortfall[i] += miss, year[i] = 0;
        }
      }
      for (int i = 0; i < BLOCK; i++) total[i] += spend[i];
      const double *tested[TRANCHES] = {r, total, v};
      for (int n = 0; n < TRANCHES; n++) {
        if (t < k.from[n] || t > k.until[n]) continue;
        const double *x = tested[n], bar = k.threshold[n];
        float *run = streak[n], *met = when[n];
        for (int i = 0; i < BLOCK; i++) {
          run[i] = x[i] >= bar ? run[i] + 1 : 0;
          met[i] = met[i] == 0 && run[i] >= 2 ? (float)t : met[i];
        }
      }
      const double *fan[METRICS] = {r, v, spend, total};
      for (int m = 0; m < METRICS; m++) {
        uint16_t *to = buckets->at[METRICS * (t - 1) + m] + at;
        for (int i = 0; i < BLOCK; i++) to[i] = bucket_of(fan[m][i]);
      }
    }
    for (int i = 0; i < BLOCK; i++) buckets->at[FAN][at + i] = bucket_of(shortfall[i]);
    const int live = count - at < BLOCK ? count - at : BLOCK;
    for (int i = 0; i < live; i++) {
      double invested = 0;
      int met = 0;
      for (int n = 0; n < TRANCHES; n++)
        if (when[n][i] > 0) met++, invested += k.amount[n], out->met[n]++, out->quarters[n] += (int)when[n][i];
      out->all += met == TRANCHES, out->none += met == 0, out->short_paths += shortfall[i] > 0;
      const double end[] = {v[i], total[i], shortfall[i], invested};
      for (int j = 0; j < 4; j++) out->sum[j] += end[j], out->squares[j] += end[j] * end[j];
    }
  }
}

int main(int argc, char **argv) { return run_deal("c-portable", argc, argv, simulate); }
