/* What the two C programs share: the deal, the counters of a run, histograms and the output. */
#ifndef DEAL_H
#define DEAL_H
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { QUARTERS = 40, METRICS = 4, FAN = QUARTERS * METRICS, COLUMNS = FAN + 1, TRANCHES = 3 };

typedef struct {
  double growth[QUARTERS + 1], cap[QUARTERS + 1], want[QUARTERS + 1], floor[QUARTERS / 4 + 1];
  double price_drift, pull, level;      /* the log multiple keeps 1 - pull of itself and gets pull times its level */
  double revenue1, multiple1, multiple2, price1, price2, price3; /* what a shock adds to each log */
  double start_revenue, start_multiple;
  double threshold[TRANCHES], amount[TRANCHES];
  int from[TRANCHES], until[TRANCHES];
} Deal;

static inline Deal the_deal(void) {
  Deal d = {.price_drift = -0.015, .pull = 0.06, .level = log(8), .start_revenue = log(0.25), .start_multiple = log(25),
            .threshold = {1.5, 8.5, 150}, .amount = {1, 1.5, 2}, .from = {4, 8, 8}, .until = {20, 20, 32}};
  static const double floors[] = {0, 0.6, 0.9, 1.2, 1.5, 1.8, 2.0, 2.2, 2.4, 2.5, 2.6};
  memcpy(d.floor, floors, sizeof floors);
  for (int t = 1; t <= QUARTERS; t++) {
    d.growth[t] = 0.02 + 0.2 * exp(-0.09 * t);
    d.cap[t] = 0.3 * pow(1.06, t);
    d.want[t] = 0.35 + 0.45 * exp(-0.05 * t);
  }
  const double rm = 0.45, rp = -0.2, mp = -0.1, own = sqrt(1 - rm * rm), cross = (mp - rm * rp) / own;
  d.revenue1 = 0.12;
  d.multiple1 = 0.15 * rm, d.multiple2 = 0.15 * own;
  d.price1 = 0.05 * rp, d.price2 = 0.05 * cross, d.price3 = 0.05 * sqrt(1 - rp * rp - cross * cross);
  return d;
}

/* The third word of the key of Threefry2x64 with 13 rounds (Salmon et al. 2011), of which both programs take 128 random
 * bits for each path and counter. */
#define THREEFRY_KEY(seed) ((seed) ^ 0x1BD11BDAA9FC1A22u)

/* Sums of a chunk; chunks are added in their order, so that threads make no difference. */
typedef struct {
  double sum[4], squares[4]; /* valuation, spend, shortfall, invested */
  int64_t met[TRANCHES], quarters[TRANCHES], all, none, short_paths;
} Sums;

static inline void sums_add(Sums *to, const Sums *from) {
  for (int i = 0; i < 4; i++) to->sum[i] += from->sum[i], to->squares[i] += from->squares[i];
  for (int k = 0; k < TRANCHES; k++) to->met[k] += from->met[k], to->quarters[k] += from->quarters[k];
  to->all += from->all, to->none += from->none, to->short_paths += from->short_paths;
}

/* Histograms: the leading bits of a double between 2^-20 and 2^20 number 512 buckets an octave, 40 octaves. */
enum { FINE = 9, SHIFT = 52 - FINE, FIRST = (1023 - 20) << FINE, BUCKETS = (40 << FINE) + 1 };
static const double LEAST = 0x1p-20, MOST = 0x1p20;

static inline uint16_t bucket_of(double v) {
  v = v < LEAST ? LEAST : v;
  v = v > MOST ? MOST : v;
  uint64_t bits;
  memcpy(&bits, &v, sizeof bits);
  return (uint16_t)((bits >> SHIFT) - FIRST);
}

static inline void tally(uint32_t *counts, const uint16_t *bucket, int n) {
  int i = 0;
  for (uint64_t four; i + 4 <= n; i += 4) { /* one load brings four numbers */
    memcpy(&four, bucket + i, sizeof four);
    counts[four & 0xffff]++, counts[four >> 16 & 0xffff]++, counts[four >> 32 & 0xffff]++, counts[four >> 48]++;
  }
  for (; i < n; i++) counts[bucket[i]]++;
}

static inline double edge_of(int b) {
  const uint64_t bits = (uint64_t)(FIRST + b) << SHIFT;
  double v;
  memcpy(&v, &bits, sizeof v);
  return v;
}

/* the value at rank q (n - 1), the counts of a bucket spread evenly over it; the lowest bucket is zero */
static inline double quantile_of(const uint32_t *counts, int64_t n, double q) {
  const double rank = q * (double)(n - 1) + 0.5;
  double below = 0;
  for (int b = 0; b < BUCKETS; b++) {
    if (below + counts[b] > rank)
      return b ? edge_of(b) + (edge_of(b + 1) - edge_of(b)) * (rank - below) / counts[b] : 0;
    below += counts[b];
  }
  return MOST;
}

/* A run: chunks of paths are taken by threads; simulate fills the sums and, for each column, the buckets of a chunk. */
typedef struct {
  int64_t paths;
  uint64_t seed;
  int threads;
} Args;

enum { CHUNK = 2048 };
typedef struct { uint16_t at[COLUMNS][CHUNK]; } Buckets;
typedef void Simulate(const Deal *, uint64_t seed, int64_t first, int count, Buckets *, Sums *);

typedef struct {
  const Deal *deal;
  const Args *args;
  Simulate *simulate;
  atomic_long *next;
  Sums *sums;                       /* one for each chunk */
  uint32_t (*counts)[BUCKETS + 1];  /* of this thread */
} Worker;

static void *work(void *arg) {
  Worker *w = arg;
  Buckets *buckets = aligned_alloc(64, sizeof *buckets);
  const int64_t paths = w->args->paths, chunks = (paths + CHUNK - 1) / CHUNK;
  for (int64_t c; (c = atomic_fetch_add(w->next, 1)) < chunks;) {
    const int count = paths - c * CHUNK < CHUNK ? (int)(paths - c * CHUNK) : CHUNK;
    w->simulate(w->deal, w->args->seed, c * CHUNK, count, buckets, &w->sums[c]);
    for (int j = 0; j < COLUMNS; j++) tally(w->counts[j], buckets->at[j], count);
  }
  free(buckets);
  return NULL;
}

static void print_list(const double *v, int n) {
  for (int i = 0; i < n; i++) printf("%s%.10g", i ? ", " : "[", v[i]);
  printf("]");
}

static void print_quantiles(const uint32_t *counts, int64_t n, const double *q, int nq) {
  double v[16];
  for (int i = 0; i < nq; i++) v[i] = quantile_of(counts, n, q[i]);
  print_list(v, nq);
}

static void print_outputs(const char *program, const Args *a, double seconds, const Sums *s, uint32_t (*counts)[BUCKETS + 1]) {
  static const char *fan[] = {"revenue", "valuation", "spend", "cum_spend"};
  static const char *end[] = {"valuation", "total_spend", "total_shortfall", "invested"};
  static const double fan_q[] = {0.05, 0.25, 0.5, 0.75, 0.95}, end_q[] = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
  const int column[] = {FAN - METRICS + 1, FAN - 1, FAN};
  const double n = (double)a->paths;
  double p[TRANCHES], when[TRANCHES];
  for (int k = 0; k < TRANCHES; k++) p[k] = s->met[k] / n, when[k] = s->met[k] ? (double)s->quarters[k] / s->met[k] : 0;
  printf("{\"program\": \"%s\", \"n\": %lld, \"threads\": %d, \"seconds\": %.6f, \"outputs\": {\"trigger\": {\"p\": ", program, (long long)a->paths, a->threads, seconds);
  print_list(p, TRANCHES);
  printf(", \"p_all\": %.10g, \"p_none\": %.10g, \"mean_quarter\": ", s->all / n, s->none / n);
  print_list(when, TRANCHES);
  printf("}, \"terminal\": {");
  for (int i = 0; i < 4; i++) {
    const double mean = s->sum[i] / n, variance = s->squares[i] / n - mean * mean;
    printf("%s\"%s\": {\"mean\": %.10g, \"sd\": %.10g", i ? ", " : "", end[i], mean, sqrt(variance));
    if (i < 3) printf(", \"q\": "), print_quantiles(counts[column[i]], a->paths, end_q, 9);
    if (i == 2) printf(", \"p_positive\": %.10g", s->short_paths / n);
    printf("}");
  }
  printf("}, \"fan\": {");
  for (int m = 0; m < METRICS; m++) {
    printf("%s\"%s\": [", m ? ", " : "", fan[m]);
    for (int t = 0; t < QUARTERS; t++) printf("%s", t ? ", " : ""), print_quantiles(counts[METRICS * t + m], a->paths, fan_q, 5);
    printf("]");
  }
  printf("}}}\n");
}

static double clock_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* the whole program: --n PATHS --threads T --seed S; the seconds end where the output begins, quantiles aside, which
 * take a few milliseconds */
static int run_deal(const char *program, int argc, char **argv, Simulate *simulate) {
  Args a = {.paths = 100000, .seed = 1, .threads = 1};
  for (int i = 1; i + 1 < argc; i += 2) {
    if (!strcmp(argv[i], "--n")) a.paths = atoll(argv[i + 1]);
    else if (!strcmp(argv[i], "--threads")) a.threads = atoi(argv[i + 1]);
    else if (!strcmp(argv[i], "--seed")) a.seed = strtoull(argv[i + 1], NULL, 10);
    else return fprintf(stderr, "usage: --n PATHS --threads T --seed S\n"), 2;
  }
  const double begin = clock_seconds();
  const Deal deal = the_deal();
  const int64_t chunks = (a.paths + CHUNK - 1) / CHUNK;
  Sums *sums = calloc(chunks, sizeof *sums), total = {0};
  Worker w[64];
  pthread_t thread[64];
  atomic_long next = 0;
  if (a.threads > 64) a.threads = 64;
  for (int i = 0; i < a.threads; i++) {
    w[i] = (Worker){&deal, &a, simulate, &next, sums, calloc(COLUMNS, sizeof *w->counts)};
    pthread_create(&thread[i], NULL, work, &w[i]);
  }
  for (int i = 0; i < a.threads; i++) pthread_join(thread[i], NULL);
  for (int64_t c = 0; c < chunks; c++) sums_add(&total, &sums[c]);
  for (int i = 1; i < a.threads; i++)
    for (int j = 0; j < COLUMNS; j++)
      for (int b = 0; b < BUCKETS; b++) w[0].counts[j][b] += w[i].counts[j][b];
  print_outputs(program, &a, clock_seconds() - begin, &total, w[0].counts);
  return 0;
}
#endif
