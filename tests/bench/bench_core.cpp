// Training and grids against FANN, each pair in one run: bench_core [--benchmark_filter=…]
#include <benchmark/benchmark.h>

#include <cstdio>
#include <numeric>

#include "core/analysis/input_grid.h"
#include "core/training/trainer.h"
#include "tests/bench/fann_reference.h"
#include "tests/bench/peak_flops.h"
#include "tests/bench/ratio_reporter.h"

namespace backscope {
namespace {

Session sessionOf(std::vector<int> hidden, Activation activation, int batch) {
  Session session;
  session.network.layers.clear();
  for (const int units : hidden) session.network.layers.push_back({units, activation});
  session.network.layers.push_back({1, activation});
  session.data.source = GeneratorSettings{};
  session.training.batchSize = batch;
  session.training.shuffle = false;  // FANN takes the examples as they stand, too
  session.training.optimizer.learningRate = 0.003;
  return session;
}

/// The XOR lesson's network: tanh, with the linear output of the notes.
Session t1() {
  Session session = sessionOf({4, 2}, Activation::Tanh, 10);
  session.network.layers.back().activation = Activation::Identity;
  return session;
}
/// The same with tanh on the output, too.
Session t1AllTanh() { return sessionOf({4, 2}, Activation::Tanh, 10); }
Session t2() { return sessionOf({8, 8, 8, 8, 8, 8}, Activation::Sigmoid, 10); }
Session t3() { return sessionOf({64, 64}, Activation::Tanh, 32); }
Session t4() { return sessionOf({2}, Activation::Sigmoid, 1); }

void train(benchmark::State& state, const Session& session) {
  Trainer trainer(session);
  for (auto _ : state)
    if (!trainer.stepEpoch()) state.SkipWithError("diverged");
  state.SetItemsProcessed(state.iterations() * trainer.data().count());
}

void trainFann(benchmark::State& state, const Session& session) {
  if (!FannReference::isAvailable()) return state.SkipWithError("built without FANN");
  FannReference fann(session.network);
  const Dataset data = makeDataset(session);
  for (auto _ : state) fann.trainEpoch(data);
  state.SetItemsProcessed(state.iterations() * data.count());
}

void grid(benchmark::State& state, int resolution) {
  const Trainer trainer(t1());
  InputGrid maps;
  for (auto _ : state) {
    computeGrid(trainer.parameters(), InputPlane{}, resolution, GridLayers::All, maps);
    benchmark::DoNotOptimize(maps);
  }
  state.SetItemsProcessed(state.iterations() * resolution * resolution);
}

void gridFann(benchmark::State& state, int resolution) {
  if (!FannReference::isAvailable()) return state.SkipWithError("built without FANN");
  FannReference fann(t1().network);
  std::vector<double> inputs;
  for (int row = 0; row < resolution; ++row)
    for (int column = 0; column < resolution; ++column) {
      inputs.push_back(-6 + 12.0 * column / resolution);
      inputs.push_back(-6 + 12.0 * row / resolution);
    }
  for (auto _ : state) benchmark::DoNotOptimize(fann.run(inputs, resolution * resolution));
  state.SetItemsProcessed(state.iterations() * resolution * resolution);
}

/// Multiplications and additions of one example's passes: forward and gradient over all weights, δ over all but the
/// first layer's.
double flopsPerExample(const Architecture& architecture) {
  double weights = 0;
  for (int l = 1; l <= architecture.outputLayer(); ++l)
    weights += architecture.unitsOf(l) * architecture.unitsOf(l - 1);
  const double first = architecture.unitsOf(1) * architecture.inputs;
  return 2 * (weights + weights + (weights - first));
}

void registerAll() {
  const auto add = [](const char* name, auto function) {
    benchmark::RegisterBenchmark(name, function)->Repetitions(7)->MinTime(0.15)->ReportAggregatesOnly(false);
  };
  add("T1", [](benchmark::State& s) { train(s, t1()); });
  add("T1_fann", [](benchmark::State& s) { trainFann(s, t1()); });
  add("T1_all_tanh", [](benchmark::State& s) { train(s, t1AllTanh()); });
  add("T1_all_tanh_fann", [](benchmark::State& s) { trainFann(s, t1AllTanh()); });
  add("T2", [](benchmark::State& s) { train(s, t2()); });
  add("T2_fann", [](benchmark::State& s) { trainFann(s, t2()); });
  add("T3", [](benchmark::State& s) { train(s, t3()); });
  add("T3_fann", [](benchmark::State& s) { trainFann(s, t3()); });
  add("T4", [](benchmark::State& s) { train(s, t4()); });
  add("T4_fann", [](benchmark::State& s) { trainFann(s, t4()); });
  add("grid_100", [](benchmark::State& s) { grid(s, 100); });
  add("grid_100_fann", [](benchmark::State& s) { gridFann(s, 100); });
  add("grid_256", [](benchmark::State& s) { grid(s, 256); });
}

}  // namespace
}  // namespace backscope

int main(int argc, char** argv) {
  using namespace backscope;
  benchmark::Initialize(&argc, argv);
  registerAll();
  RatioReporter reporter({{"T1 2-4-2-1 tanh", "T1", "T1_fann", 7},
                          {"T1, output tanh, too", "T1_all_tanh", "T1_all_tanh_fann", 7},
                          {"T2 2-8x6-1 logistic", "T2", "T2_fann", 6},
                          {"T3 2-64-64-1 tanh", "T3", "T3_fann", 7},
                          {"T4 2-2-1 logistic, batch 1", "T4", "T4_fann", 1.2},
                          {"grid, all units / output", "grid_100", "grid_100_fann", 4}});
  benchmark::RunSpecifiedBenchmarks(&reporter);
  if (const double rate = reporter.median("grid_256"); rate > 0)
    std::printf("a 256 x 256 frame of all units of T1: %.3f ms (promised: under 1.5 ms)\n", 65536 / rate * 1e3);
  if (const double rate = reporter.median("T3"); rate > 0) {
    const double peak = measurePeakFlops();
    const double reached = rate * flopsPerExample(t3().network);
    std::printf("T3: %.2f of %.2f Gflop/s, %.0f %% of the core's peak\n", reached / 1e9, peak / 1e9,
                100 * reached / peak);
  }
}
