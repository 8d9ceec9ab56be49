// deal40 with QuantLib: a process of three correlated logs, its MultiPathGenerator (Mersenne twister, inverse cdf) for the
// paths, the terms of the deal in a loop, every value kept and quantiles by std::nth_element.
#include <ql/math/matrixutilities/choleskydecomposition.hpp>
#include <ql/math/randomnumbers/rngtraits.hpp>
#include <ql/methods/montecarlo/multipathgenerator.hpp>
#include <ql/stochasticprocess.hpp>
#include <ql/timegrid.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

using namespace QuantLib;

namespace {

const Size quarters = 40;

// log revenue, log multiple and log price, a quarter a unit of time; its step is the law of the contract
class DealProcess : public StochasticProcess {
  public:
    DealProcess() : StochasticProcess(ext::make_shared<Plain>()) {
        Matrix correlation(3, 3, 1.0);
        correlation[0][1] = correlation[1][0] = 0.45;
        correlation[0][2] = correlation[2][0] = -0.20;
        correlation[1][2] = correlation[2][1] = -0.10;
        const Matrix root = CholeskyDecomposition(correlation);
        const Real volatility[] = {0.12, 0.15, 0.05};
        loading_ = Matrix(3, 3, 0.0);
        for (Size i = 0; i < 3; ++i)
            for (Size j = 0; j <= i; ++j) loading_[i][j] = volatility[i] * root[i][j];
    }
    Size size() const override { return 3; }
    Array initialValues() const override {
        Array x(3);
        x[0] = std::log(0.25), x[1] = std::log(25.0), x[2] = 0.0;
        return x;
    }
    Array drift(Time t, const Array& x) const override {
        Array d(3);
        d[0] = 0.02 + 0.2 * std::exp(-0.09 * (t + 1)), d[1] = 0.06 * (std::log(8.0) - x[1]), d[2] = -0.015;
        return d;
    }
    Matrix diffusion(Time, const Array&) const override { return loading_; }
    Array evolve(Time t0, const Array& x, Time, const Array& dw) const override {
        const Size t = Size(t0 + 0.5);
        Array y(3);
        y[0] = x[0] + growth_[t] + loading_[0][0] * dw[0];
        y[1] = x[1] + 0.06 * (level_ - x[1]) + loading_[1][0] * dw[0] + loading_[1][1] * dw[1];
        y[2] = x[2] - 0.015 + loading_[2][0] * dw[0] + loading_[2][1] * dw[1] + loading_[2][2] * dw[2];
        return y;
    }

  private:
    struct Plain : discretization { // the step is made in evolve: nothing of it is asked
        Array drift(const StochasticProcess& p, Time t, const Array& x, Time dt) const override { return p.drift(t, x) * dt; }
        Matrix diffusion(const StochasticProcess& p, Time t, const Array& x, Time dt) const override { return p.diffusion(t, x) * std::sqrt(dt); }
        Matrix covariance(const StochasticProcess& p, Time t, const Array& x, Time dt) const override {
            const Matrix s = p.diffusion(t, x);
            return s * transpose(s) * dt;
        }
    };
    std::vector<Real> growth_ = [] {
        std::vector<Real> g;
        for (Size t = 1; t <= quarters; ++t) g.push_back(0.02 + 0.2 * std::exp(-0.09 * double(t)));
        return g;
    }();
    const Real level_ = std::log(8.0);
    Matrix loading_;
};

void print(const std::vector<double>& v) {
    for (Size i = 0; i < v.size(); ++i) std::printf("%s%.10g", i ? ", " : "[", v[i]);
    std::printf("]");
}

// the column is put in another order
std::vector<double> quantiles(std::vector<double>& v, const std::vector<double>& qs) {
    std::vector<double> out;
    auto from = v.begin();
    for (double q : qs) {
        const double rank = q * double(v.size() - 1);
        const auto low = v.begin() + std::ptrdiff_t(rank);
        std::nth_element(from, low, v.end());
        const double next = low + 1 < v.end() ? *std::min_element(low + 1, v.end()) : *low;
        out.push_back(*low + (rank - std::floor(rank)) * (next - *low));
        from = low;
    }
    return out;
}

} // namespace

int main(int argc, char** argv) {
    Size n = 100000;
    unsigned long seed = 1;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string flag = argv[i];
        if (flag == "--n") n = std::strtoull(argv[i + 1], nullptr, 10);
        else if (flag == "--seed") seed = std::strtoul(argv[i + 1], nullptr, 10);
    }
    const auto begin = std::chrono::steady_clock::now();
    const std::vector<double> floors = {0, 0.6, 0.9, 1.2, 1.5, 1.8, 2.0, 2.2, 2.4, 2.5, 2.6};
    const double bar[] = {1.5, 8.5, 150}, amount[] = {1, 1.5, 2};
    const Size first[] = {4, 8, 8}, last[] = {20, 20, 32};
    std::vector<double> cap, want;
    for (Size t = 0; t <= quarters; ++t) {
        cap.push_back(0.3 * std::pow(1.06, double(t)));
        want.push_back(0.35 + 0.45 * std::exp(-0.05 * double(t)));
    }
    const auto process = ext::make_shared<DealProcess>();
    const TimeGrid grid(double(quarters), quarters);
    MultiPathGenerator<PseudoRandom::rsg_type> generator(process, grid, PseudoRandom::make_sequence_generator(3 * quarters, seed));
    std::vector<std::vector<double>> kept(4 * quarters, std::vector<double>(n));
    std::vector<double> missed(n);
    std::vector<double> granted(n);
    double met[3] = {}, when[3] = {}, all = 0, none = 0, positive = 0;
    for (Size i = 0; i < n; ++i) {
        const MultiPath& path = generator.next().value;
        double total = 0, year = 0;
        Size streak[3] = {}, hit[3] = {};
        for (Size t = 1; t <= quarters; ++t) {
            const double revenue = std::exp(path[0][t]), value = 4 * revenue * std::exp(path[1][t]);
            double spend = std::min(cap[t], want[t] * revenue) * std::exp(path[2][t]);
            year += spend;
            if (t % 4 == 0) {
                const double miss = std::max(0.0, floors[t / 4] - year);
                spend += miss, missed[i] += miss, year = 0;
            }
            total += spend;
            const double tested[] = {revenue, total, value};
            for (Size k = 0; k < 3; ++k)
                if (t >= first[k] && t <= last[k]) {
                    streak[k] = tested[k] >= bar[k] ? streak[k] + 1 : 0;
                    if (streak[k] == 2 && !hit[k]) hit[k] = t;
                }
            double* const row[] = {&kept[t - 1][i], &kept[quarters + t - 1][i], &kept[2 * quarters + t - 1][i], &kept[3 * quarters + t - 1][i]};
            *row[0] = revenue, *row[1] = value, *row[2] = spend, *row[3] = total;
        }
        int hits = 0;
        for (Size k = 0; k < 3; ++k)
            if (hit[k]) hits++, met[k]++, when[k] += double(hit[k]), granted[i] += amount[k];
        all += hits == 3, none += hits == 0, positive += missed[i] > 0;
    }
    const std::vector<double> fan_q = {0.05, 0.25, 0.5, 0.75, 0.95}, end_q = {0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
    const char* ends[] = {"valuation", "total_spend", "total_shortfall", "invested"};
    std::vector<double>* column[] = {&kept[2 * quarters - 1], &kept[4 * quarters - 1], &missed, &granted};
    double mean[4] = {}, sd[4] = {};
    std::vector<std::vector<double>> end_quantiles, fan;
    for (int k = 0; k < 4; ++k) {
        for (double x : *column[k]) mean[k] += x / double(n);
        for (double x : *column[k]) sd[k] += (x - mean[k]) * (x - mean[k]) / double(n);
        end_quantiles.push_back(quantiles(*column[k], end_q));
    }
    for (auto& v : kept) fan.push_back(quantiles(v, fan_q));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;

    std::printf("{\"program\": \"quantlib\", \"n\": %zu, \"threads\": 1, \"seconds\": %.6f, \"outputs\": {\"trigger\": {\"p\": ", n, seconds.count());
    print({met[0] / double(n), met[1] / double(n), met[2] / double(n)});
    std::printf(", \"p_all\": %.10g, \"p_none\": %.10g, \"mean_quarter\": ", all / double(n), none / double(n));
    print({when[0] / std::max(met[0], 1.0), when[1] / std::max(met[1], 1.0), when[2] / std::max(met[2], 1.0)});
    std::printf("}, \"terminal\": {");
    for (int k = 0; k < 4; ++k) {
        std::printf("%s\"%s\": {\"mean\": %.10g, \"sd\": %.10g", k ? ", " : "", ends[k], mean[k], std::sqrt(sd[k]));
        if (k < 3) std::printf(", \"q\": "), print(end_quantiles[k]);
        if (k == 2) std::printf(", \"p_positive\": %.10g", positive / double(n));
        std::printf("}");
    }
    std::printf("}, \"fan\": {");
    const char* names[] = {"revenue", "valuation", "spend", "cum_spend"};
    for (Size m = 0; m < 4; ++m) {
        std::printf("%s\"%s\": [", m ? ", " : "", names[m]);
        for (Size t = 0; t < quarters; ++t) std::printf("%s", t ? ", " : ""), print(fan[m * quarters + t]);
        std::printf("]");
    }
    std::printf("}}}\n");
}
