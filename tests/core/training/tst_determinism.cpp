#include <QtTest>
#include <algorithm>

#include "core/passes/batch_kernels.h"
#include "core/passes/workspace.h"
#include "core/training/epoch_order.h"
#include "core/training/trainer.h"
#include "core/training/update_rule.h"
#include "tests/support/bit_hash.h"
#include "tests/support/sample_snapshot.h"

using namespace backscope;

/// Fixed sessions reach the very same bits in 10,000 updates: with every compiler, at every optimization level and for
/// every instruction set. The hashes were written down from a build by GCC 12 with -O3; a change of any of them changes
/// what saved sessions go on to.
class TestDeterminism : public QObject {
  Q_OBJECT

 private slots:
  void tenThousandUpdatesReachTheSameBits_data();
  void tenThousandUpdatesReachTheSameBits();
  void everyInstructionSetReachesTheSameBits_data() { tenThousandUpdatesReachTheSameBits_data(); }
  void everyInstructionSetReachesTheSameBits();
};

namespace {

constexpr int kUpdates = 10'000;

Session sessionOf(std::vector<LayerSpec> layers, OptimizerKind kind, double rate, int batchSize,
                  Generator generator = Generator::Xor) {
  Session session = test::sampleSession(std::move(layers), generator);
  session.training.optimizer.kind = kind;
  session.training.optimizer.learningRate = rate;
  session.training.batchSize = batchSize;
  return session;
}

Session withCrossEntropy(Session session) {
  session.loss = Loss::CrossEntropy;
  return session;
}

Session withMomentumAndPenalties(Session session) {
  session.training.optimizer.momentum = 0.9;
  session.training.optimizer.nesterov = true;
  session.training.l1 = 1e-4;
  session.training.l2 = 1e-3;
  return session;
}

/// A trainer of few lines around the kernels of one instruction set. Batches of up to one block.
std::vector<double> trainWith(const BatchKernels& kernels, const Session& session) {
  const Dataset data = makeDataset(session);
  std::vector<double> theta = startOf(session).theta();
  std::vector<double> gradient(theta.size()), mean(theta.size()), square(theta.size());
  std::vector<double> nextTheta(theta), nextMean(mean), nextSquare(square), lanes(4 * theta.size() + 4);
  Workspace workspace(session.network, session.loss);
  const std::vector<ParameterRange> ranges = parameterRanges(session.network);
  EpochOrder order(data.train, session.training.seed, session.training.shuffle);
  std::int64_t epoch = 0;
  std::size_t position = 0;
  for (int step = 1; step <= kUpdates; ++step) {
    const std::size_t left = data.train.size() - position;
    const std::size_t size = std::min(left, static_cast<std::size_t>(session.training.batchSize));
    GradientTarget target{gradient.data(),        lanes.data(), static_cast<std::ptrdiff_t>(theta.size()),
                          static_cast<int>(size), true,         false};
    for (std::size_t begin = 0; begin < size; begin += kBlock) {
      const std::size_t count = std::min<std::size_t>(kBlock, size - begin);
      const int stride = strideFor(static_cast<int>(count), static_cast<int>(size));
      workspace.gather(data, std::span(order.order()).subspan(position + begin, count),
                       columnsFor(static_cast<int>(count), static_cast<int>(size)), stride);
      target.first = begin == 0;
      target.last = begin + count == size;
      kernels.accumulate(workspace.network(), theta.data(), static_cast<int>(count), stride, target);
    }
    const UpdateArrays arrays{gradient.data(),  theta.data(),    mean.data(),      square.data(),
                              nextTheta.data(), nextMean.data(), nextSquare.data()};
    kernels.update(updateRule(session.training, step), arrays, ranges.data(), static_cast<int>(ranges.size()));
    theta.swap(nextTheta), mean.swap(nextMean), square.swap(nextSquare);
    position += size;
    if (position < data.train.size()) continue;
    position = 0;
    order.moveTo(++epoch);
  }
  return theta;
}

void compareHash(const std::vector<double>& theta, std::uint64_t expected, const char* how) {
  const std::uint64_t hash = bitHash(theta);
  QVERIFY2(hash == expected, qPrintable(QStringLiteral("%1: 0x%2, w₀₀⁽¹⁾ = %3")
                                            .arg(QLatin1String(how))
                                            .arg(hash, 16, 16, QLatin1Char('0'))
                                            .arg(theta.front(), 0, 'g', 17)));
}

}  // namespace

void TestDeterminism::tenThousandUpdatesReachTheSameBits_data() {
  using A = Activation;
  using O = OptimizerKind;
  QTest::addColumn<Session>("session");
  QTest::addColumn<quint64>("hash");
  const auto add = [](const char* name, const Session& session, quint64 hash) {
    QTest::newRow(name) << session << hash;
  };
  add("tanh, sgd, 10", sessionOf({{4, A::Tanh}, {2, A::Tanh}, {1, A::Tanh}}, O::Sgd, 0.03, 10), 0x09c426237f5a7052u);
  add("sigmoid, cross-entropy, adam, 7",
      withCrossEntropy(sessionOf({{5, A::Sigmoid}, {1, A::Sigmoid}}, O::Adam, 0.01, 7)), 0x7fc7593dab5ef117u);
  add("relu, rmsprop, 1", sessionOf({{6, A::Relu}, {1, A::Identity}}, O::RmsProp, 0.001, 1), 0x916dfea59df2f442u);
  add("gelu and sine, nesterov with penalties, 64",
      withMomentumAndPenalties(sessionOf({{7, A::Gelu}, {3, A::Sine}, {1, A::Identity}}, O::Sgd, 0.005, 64)),
      0x598c9f94a0401999u);
  add("softplus, elu, silu, adam, 33",
      sessionOf({{3, A::Softplus}, {4, A::Elu}, {5, A::Silu}, {1, A::Identity}}, O::Adam, 0.003, 33),
      0x326681e148e624f6u);
  add("leaky-relu, softmax, cross-entropy, 16",
      withCrossEntropy(sessionOf({{8, A::LeakyRelu}, {3, A::Softmax}}, O::Sgd, 0.05, 16, Generator::ThreeClass)),
      0xdb7546e6002cf9afu);
  add("softmax, square, 10", sessionOf({{6, A::Tanh}, {3, A::Softmax}}, O::Sgd, 0.1, 10, Generator::ThreeClass),
      0x8cad915c2a7b196bu);
  add("tanh, several blocks of 200", sessionOf({{9, A::Tanh}, {1, A::Tanh}}, O::Sgd, 0.1, 200), 0x5917dc6025272d93u);
  add("wide layers, adam, 10", sessionOf({{20, A::Tanh}, {17, A::Tanh}, {1, A::Tanh}}, O::Adam, 0.001, 10),
      0x52eb14e229b5873eu);
  add("sigmoid, 1", sessionOf({{2, A::Sigmoid}, {1, A::Sigmoid}}, O::Sgd, 0.5, 1), 0xaa9163006ec23de9u);
}

void TestDeterminism::tenThousandUpdatesReachTheSameBits() {
  QFETCH(Session, session);
  QFETCH(quint64, hash);
  Trainer trainer(session);
  while (trainer.iteration() < kUpdates) QVERIFY(trainer.stepBatch());
  compareHash(trainer.parameters().theta(), hash, "trainer");
}

void TestDeterminism::everyInstructionSetReachesTheSameBits() {
  QFETCH(Session, session);
  QFETCH(quint64, hash);
  for (const BatchKernels* kernels : availableKernels())
    compareHash(trainWith(*kernels, session), hash, kernels->level);
}

QTEST_GUILESS_MAIN(TestDeterminism)
#include "tst_determinism.moc"
