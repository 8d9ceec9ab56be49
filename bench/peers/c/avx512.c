/* deal40 by hand for AVX-512: how fast this machine can be. The state of LANES paths stays in registers from the first
 * quarter to the last; three of the four words of a counter become normals by tabled polynomials, whose middle rows are
 * permutes of registers. */
#include <immintrin.h>

#include "../normal/normal_table.h"
#include "deal.h"

enum { VECTORS = 2, LANES = 8 * VECTORS };
typedef __m512d Reals;
typedef __m512i Words;

#define ALL(v) for (int v = 0; v < VECTORS; v++)
#define EVERY(v) for (int v = 0; v < 3 * VECTORS; v++)
#define ONE(x) _mm512_set1_pd(x)
static inline Reals madd(Reals a, Reals b, Reals c) { return _mm512_fmadd_pd(a, b, c); }

/* rows 0 to 15 of the table, by row, a pair of registers for each power: they hold 99.8% of the normals */
typedef struct { Reals low[NORMAL_TERMS], high[NORMAL_TERMS]; } Middle;

static Middle middle_rows(void) {
  Middle m;
  for (int k = 0; k < NORMAL_TERMS; k++) {
    double column[16];
    for (int r = 0; r < 16; r++) column[r] = normal_table[r][k];
    m.low[k] = _mm512_loadu_pd(column), m.high[k] = _mm512_loadu_pd(column + 8);
  }
  return m;
}

/* the polynomials of lanes that lie in later rows, one by one */
static __attribute__((noinline)) Reals outer_rows(Reals q, Words row, Reals value, __mmask8 which) {
  double at[8], to[8];
  int64_t r[8];
  _mm512_storeu_pd(at, q), _mm512_storeu_pd(to, value), _mm512_storeu_si512(r, row);
  for (unsigned left = which; left; left &= left - 1) {
    const int i = __builtin_ctz(left);
    double sum = 0;
    for (int k = NORMAL_TERMS - 1; k >= 0; k--) sum = sum * at[i] + normal_table[r[i]][k];
    to[i] = sum;
  }
  return _mm512_loadu_pd(to);
}

/* z becomes the normals of words in the upper halves of w, whose lower halves are zero */
static inline __attribute__((always_inline)) void normals(Reals z[3 * VECTORS], const Words w[3 * VECTORS], const Middle *m) {
  Reals x[3 * VECTORS], q[3 * VECTORS], f[3 * VECTORS];
  Words row[3 * VECTORS];
  EVERY(v) x[v] = madd(_mm512_cvtepi64_pd(w[v]), ONE(0x1p-63), ONE(0x1p-32));
  EVERY(v) q[v] = _mm512_mul_pd(_mm512_sub_pd(ONE(1), x[v]), _mm512_add_pd(ONE(1), x[v]));
  EVERY(v) row[v] = _mm512_srli_epi64(_mm512_sub_epi64(_mm512_set1_epi64(0x3ff0000000000000), _mm512_castpd_si512(q[v])), 51);
  EVERY(v) f[v] = _mm512_permutex2var_pd(m->low[NORMAL_TERMS - 1], row[v], m->high[NORMAL_TERMS - 1]);
#pragma GCC unroll 8
  for (int k = NORMAL_TERMS - 2; k >= 0; k--) EVERY(v) f[v] = madd(f[v], q[v], _mm512_permutex2var_pd(m->low[k], row[v], m->high[k]));
  EVERY(v) {
    const __mmask8 outer = _mm512_cmpgt_epi64_mask(row[v], _mm512_set1_epi64(15));
    if (__builtin_expect(outer, 0)) f[v] = outer_rows(q[v], row[v], f[v], outer);
    z[v] = _mm512_mul_pd(x[v], f[v]);
  }
}

/* e^x = 2^whole · 2^(part/16) · e^rest, |rest| below ln 2/32 */
static inline __attribute__((always_inline)) void exps(Reals e[3 * VECTORS], Reals powers_low, Reals powers_high) {
  Reals n[3 * VECTORS], rest[3 * VECTORS], sum[3 * VECTORS];
  EVERY(v) n[v] = madd(e[v], ONE(16 / M_LN2), ONE(0x1.8p52)); /* its low bits are the nearest whole sixteenth */
  EVERY(v) rest[v] = _mm512_fnmadd_pd(_mm512_sub_pd(n[v], ONE(0x1.8p52)), ONE(M_LN2 / 16), e[v]);
  EVERY(v) sum[v] = madd(rest[v], ONE(1. / 120), ONE(1. / 24));
  EVERY(v) sum[v] = madd(sum[v], rest[v], ONE(1. / 6));
  EVERY(v) sum[v] = madd(sum[v], rest[v], ONE(.5));
  EVERY(v) sum[v] = madd(sum[v], rest[v], ONE(1));
  EVERY(v) sum[v] = madd(sum[v], rest[v], ONE(1));
  EVERY(v) {
    const Words bits = _mm512_castpd_si512(n[v]);
    sum[v] = _mm512_mul_pd(sum[v], _mm512_permutex2var_pd(powers_low, bits, powers_high));
    const Words whole = _mm512_slli_epi64(_mm512_srai_epi64(_mm512_slli_epi64(bits, 32), 36), 52); /* into the exponent */
    e[v] = _mm512_castsi512_pd(_mm512_add_epi64(_mm512_castpd_si512(sum[v]), whole));
  }
}

static inline __attribute__((always_inline)) void mixed(Words a[VECTORS], Words b[VECTORS], const int by) {
  ALL(v) a[v] = _mm512_add_epi64(a[v], b[v]);
  ALL(v) b[v] = _mm512_xor_si512(_mm512_rolv_epi64(b[v], _mm512_set1_epi64(by)), a[v]);
}

static inline __attribute__((always_inline)) void keyed(Words a[VECTORS], Words b[VECTORS], uint64_t to_a, uint64_t to_b) {
  ALL(v) a[v] = _mm512_add_epi64(a[v], _mm512_set1_epi64(to_a)), b[v] = _mm512_add_epi64(b[v], _mm512_set1_epi64(to_b));
}

static inline void put_buckets(uint16_t *to, Reals value) {
  const Reals kept = _mm512_min_pd(_mm512_max_pd(value, ONE(LEAST)), ONE(MOST));
  const Words bucket = _mm512_sub_epi64(_mm512_srli_epi64(_mm512_castpd_si512(kept), SHIFT), _mm512_set1_epi64(FIRST));
  _mm_storeu_si128((__m128i *)to, _mm512_cvtepi64_epi16(bucket));
}

static void simulate(const Deal *deal, uint64_t seed, int64_t first, int count, Buckets *buckets, Sums *out) {
  const Deal k = *deal;
  const Middle middle = middle_rows();
  const uint64_t parity = THREEFRY_KEY(seed);
  double power[16];
  for (int i = 0; i < 16; i++) power[i] = exp2(i / 16.);
  const Reals powers_low = _mm512_loadu_pd(power), powers_high = _mm512_loadu_pd(power + 8);
  const Words upper = _mm512_set1_epi64(0xffffffff00000000);
  Reals sum[3], squares[3];
  int64_t outcome[1 << TRANCHES] = {0}; /* how many paths have met which tranches */
  for (int j = 0; j < 3; j++) sum[j] = squares[j] = ONE(0);
  memset(out, 0, sizeof *out);
  for (int at = 0; at < count; at += LANES) {
    Words path[VECTORS];
    Reals revenue[VECTORS], multiple[VECTORS], price[VECTORS], total[VECTORS], year[VECTORS], shortfall[VECTORS], value[VECTORS];
    __mmask8 live[VECTORS], before[VECTORS][TRANCHES], met[VECTORS][TRANCHES];
    ALL(v) {
      const int left = count - at - 8 * v;
      live[v] = left >= 8 ? 0xff : left <= 0 ? 0 : (1 << left) - 1;
      path[v] = _mm512_add_epi64(_mm512_set1_epi64(first + at + 8 * v), _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7));
      revenue[v] = ONE(k.start_revenue), multiple[v] = ONE(k.start_multiple);
      price[v] = total[v] = year[v] = shortfall[v] = value[v] = ONE(0);
      for (int n = 0; n < TRANCHES; n++) before[v][n] = met[v][n] = 0;
    }
    for (int t = 1; t <= QUARTERS; t++) {
      Words a[VECTORS], b[VECTORS], w[3 * VECTORS];
      ALL(v) a[v] = path[v], b[v] = _mm512_set1_epi64(t);
      keyed(a, b, seed, 0);
      mixed(a, b, 16), mixed(a, b, 42), mixed(a, b, 12), mixed(a, b, 31);
      keyed(a, b, 0, parity + 1);
      mixed(a, b, 16), mixed(a, b, 32), mixed(a, b, 24), mixed(a, b, 21);
      keyed(a, b, parity, seed + 2);
      mixed(a, b, 16), mixed(a, b, 42), mixed(a, b, 12), mixed(a, b, 31);
      keyed(a, b, seed, 3);
      mixed(a, b, 16);
      ALL(v) w[v] = _mm512_slli_epi64(a[v], 32), w[VECTORS + v] = _mm512_and_si512(a[v], upper), w[2 * VECTORS + v] = _mm512_and_si512(b[v], upper);
      Reals z[3 * VECTORS], e[3 * VECTORS];
      normals(z, w, &middle);
      ALL(v) {
        const Reals z1 = z[v], z2 = z[VECTORS + v], z3 = z[2 * VECTORS + v];
        revenue[v] = _mm512_add_pd(revenue[v], madd(z1, ONE(k.revenue1), ONE(k.growth[t])));
        multiple[v] = madd(multiple[v], ONE(1 - k.pull), madd(z2, ONE(k.multiple2), madd(z1, ONE(k.multiple1), ONE(k.pull * k.level))));
        price[v] = _mm512_add_pd(price[v], madd(z3, ONE(k.price3), madd(z2, ONE(k.price2), madd(z1, ONE(k.price1), ONE(k.price_drift)))));
        e[v] = revenue[v], e[VECTORS + v] = multiple[v], e[2 * VECTORS + v] = price[v];
      }
      exps(e, powers_low, powers_high);
      ALL(v) {
        const Reals r = e[v];
        value[v] = _mm512_mul_pd(_mm512_mul_pd(ONE(4), r), e[VECTORS + v]);
        Reals spend = _mm512_mul_pd(_mm512_min_pd(_mm512_mul_pd(r, ONE(k.want[t])), ONE(k.cap[t])), e[2 * VECTORS + v]);
        year[v] = _mm512_add_pd(year[v], spend);
        if (t % 4 == 0) {
          const Reals miss = _mm512_max_pd(_mm512_sub_pd(ONE(k.floor[t / 4]), year[v]), ONE(0));
          spend = _mm512_add_pd(spend, miss), shortfall[v] = _mm512_add_pd(shortfall[v], miss), year[v] = ONE(0);
        }
        total[v] = _mm512_add_pd(total[v], spend);
        const Reals tested[TRANCHES] = {r, total[v], value[v]};
        for (int n = 0; n < TRANCHES; n++) {
          if (t < k.from[n] || t > k.until[n]) continue;
          const __mmask8 now = _mm512_mask_cmp_pd_mask(live[v], tested[n], ONE(k.threshold[n]), _CMP_GE_OQ);
          const __mmask8 fresh = now & before[v][n] & ~met[v][n];
          out->quarters[n] += t * __builtin_popcount(fresh);
          met[v][n] |= fresh, before[v][n] = now;
        }
        uint16_t *to = buckets->at[METRICS * (t - 1)] + at + 8 * v;
        put_buckets(to, r), put_buckets(to + CHUNK, value[v]), put_buckets(to + 2 * CHUNK, spend), put_buckets(to + 3 * CHUNK, total[v]);
      }
    }
    ALL(v) {
      put_buckets(buckets->at[FAN] + at + 8 * v, shortfall[v]);
      const Reals end[3] = {value[v], total[v], shortfall[v]};
      for (int j = 0; j < 3; j++) {
        sum[j] = _mm512_mask_add_pd(sum[j], live[v], sum[j], end[j]);
        squares[j] = _mm512_mask3_fmadd_pd(end[j], end[j], squares[j], live[v]);
      }
      out->short_paths += __builtin_popcount(_mm512_mask_cmp_pd_mask(live[v], shortfall[v], ONE(0), _CMP_GT_OQ));
      for (int c = 0; c < 1 << TRANCHES; c++) {
        unsigned who = live[v];
        for (int n = 0; n < TRANCHES; n++) who &= c >> n & 1 ? met[v][n] : ~met[v][n];
        outcome[c] += __builtin_popcount(who);
      }
    }
  }
  for (int j = 0; j < 3; j++) out->sum[j] = _mm512_reduce_add_pd(sum[j]), out->squares[j] = _mm512_reduce_add_pd(squares[j]);
  for (int c = 0; c < 1 << TRANCHES; c++) {
    double invested = 0;
    for (int n = 0; n < TRANCHES; n++)
      if (c >> n & 1) invested += k.amount[n], out->met[n] += outcome[c];
    out->sum[3] += invested * outcome[c], out->squares[3] += invested * invested * outcome[c];
  }
  out->all = outcome[(1 << TRANCHES) - 1], out->none = outcome[0];
}

int main(int argc, char **argv) { return run_deal("c-avx512", argc, argv, simulate); }
