#include "ui/views/depth_layout.h"

#include <QTest>
#include <cmath>

#include "tests/support/sample_snapshot.h"
#include "ui/views/depth_text.h"

using namespace backscope;

namespace {

/// Every activation loses its own share of a decade a layer; ReLU is exactly 0 from five layers on.
DepthPicture filledPicture() {
  DepthPicture picture = emptyDepthPicture(test::sampleSession(test::sampleLayers(3, 8, Activation::Tanh)));
  for (std::size_t k = 0; k < kDepthCells; ++k) {
    const double mean = -0.05 * static_cast<double>(activationOfDepthCell(k)) * depthOfDepthCell(k);
    picture.cells[k] = DepthCell{.mean = mean, .low = mean - 1, .high = mean + 1, .own = mean, .counted = 20};
  }
  for (int depth = 5; depth <= kMaxHiddenLayers; ++depth)
    picture.cells[depthCellOf(Activation::Relu, depth)] = DepthCell{.zeros = 20};
  // The few that are left say little.
  picture.cells[depthCellOf(Activation::Relu, 5)] =
      DepthCell{.mean = 3, .low = 2, .high = 4, .counted = 9, .zeros = 11};
  return picture;
}

const QRectF kRect(0, 0, 600, 300);

DepthLayout layoutOf(const DepthPicture& picture, const QRectF& rect = kRect) {
  return layoutDepth(picture, rect, {}, {Activation::Sine});
}

}  // namespace

class TestDepthLayout : public QObject {
  Q_OBJECT

 private slots:
  void decadesAreTrueAndDepthsEquallyFar() {
    const DepthPicture picture = filledPicture();
    const DepthLayout layout = layoutOf(picture);
    QCOMPARE(layout.low, -8.0);  // sine at 16
    QCOMPARE(layout.high, 0.0);
    QCOMPARE(layout.yAt(-8), layout.area.bottom());
    QVERIFY(std::abs(layout.yAt(-1) - layout.yAt(0) - layout.area.height() / 8) < 1e-9);
    for (int depth = 1; depth <= kMaxHiddenLayers; ++depth) QCOMPARE(layout.depthAt(layout.xAt(depth)), depth);
    QCOMPARE(layout.depthAt(-100), 1);
    QCOMPARE(layout.depthAt(1e6), kMaxHiddenLayers);
    QVERIFY(layout.xAt(1) > layout.area.left() && layout.xAt(16) < layout.area.right());
  }

  void exactZerosStandInTheirLane() {
    const DepthPicture picture = filledPicture();
    const DepthLayout layout = layoutOf(picture);
    QVERIFY(layout.lane.top() > layout.area.bottom());
    for (const int depth : {5, 9}) QVERIFY(layout.lane.contains(*layout.pointOf(picture, {Activation::Relu, depth})));
    QVERIFY(layout.area.contains(*layout.pointOf(picture, {Activation::Relu, 4})));
    DepthPicture other = picture;
    for (std::optional<DepthCell>& cell : other.cells)
      if (cell->zeros > 0) cell.reset();
    QVERIFY(layoutOf(other).lane.isNull());
    QVERIFY(!layoutOf(other).pointOf(other, {Activation::Relu, 9}));
  }

  void labelsNeverOverlap() {
    const DepthPicture picture = filledPicture();
    for (const QRectF& rect : {kRect, QRectF(0, 0, 340, 120), QRectF(QPointF(0, 0), leastDepthSize({}))}) {
      const DepthLayout layout = layoutOf(picture, rect);
      QVERIFY(!layout.labels.empty());
      for (std::size_t k = 0; k < layout.labels.size(); ++k) {
        QVERIFY(rect.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(layout.labels[k].rect));
        if (k > 0) QVERIFY(layout.labels[k].rect.top() >= layout.labels[k - 1].rect.bottom() - 1e-9);
      }
      const auto isSine = [](const DepthLabel& label) { return label.activation == Activation::Sine; };
      QVERIFY(std::ranges::any_of(layout.labels, isSine));
    }
    QCOMPARE(layoutOf(picture).labels.size(), kDepthActivations);
    // While other settings are measured, too.
    DepthPicture waiting = emptyDepthPicture(test::sampleSession());
    QVERIFY(layoutOf(waiting).labels.empty());
    waiting.before = picture.cells;
    QCOMPARE(layoutOf(waiting).labels.size(), kDepthActivations);
  }

  void aPointIsFoundWhereItStands() {
    const DepthPicture picture = filledPicture();
    const DepthLayout layout = layoutOf(picture);
    for (const DepthPlace& place :
         {DepthPlace{Activation::Sine, 16}, DepthPlace{Activation::Identity, 3}, DepthPlace{Activation::Relu, 12}})
      QCOMPARE(depthPlaceAt(picture, layout, *layout.pointOf(picture, place)), std::optional(place));
    QVERIFY(!depthPlaceAt(picture, layout, QPointF(599, 150)));
    QVERIFY(!depthPlaceAt(emptyDepthPicture(test::sampleSession()), layout, layout.area.center()));
  }

  void arrowsLeadFromCurveToCurve() {
    const DepthPicture picture = filledPicture();
    const DepthLayout layout = layoutOf(picture);
    const DepthPlace place{Activation::Softplus, 8};
    QCOMPARE(neighbourOf(picture, layout, place, 1, 0), (DepthPlace{Activation::Softplus, 9}));
    QCOMPARE(neighbourOf(picture, layout, place, 0, 1), (DepthPlace{Activation::LeakyRelu, 8}));
    QCOMPARE(neighbourOf(picture, layout, place, 0, -1), (DepthPlace{Activation::Elu, 8}));
    QCOMPARE(neighbourOf(picture, layout, {Activation::Sine, 8}, 0, -1), (DepthPlace{Activation::Relu, 8}));
    QCOMPARE(neighbourOf(picture, layout, {Activation::Identity, 16}, 1, 1), (DepthPlace{Activation::Identity, 16}));
    // Without a slope all stand at one height, and each is reached.
    DepthPicture level = picture;
    for (std::optional<DepthCell>& cell : level.cells) cell = DepthCell{.mean = -1, .counted = 20};
    DepthPlace at{Activation::Sine, 2};
    for (std::size_t k = 1; k < kDepthActivations; ++k) at = neighbourOf(level, layoutOf(level), at, 0, 1);
    QCOMPARE(at.activation, Activation::Identity);
  }

  void thePresentNetworkIsNamedByItsActivation() {
    DepthPicture picture = filledPicture();
    QCOMPARE(picture.activation, std::optional(Activation::Tanh));
    QCOMPARE(picture.depth, 3);
    setPresent(picture,
               test::sampleSession({{8, Activation::Tanh}, {8, Activation::Relu}, {1, Activation::Tanh}}).network);
    QVERIFY(!picture.activation);
    QCOMPARE(picture.depth, 2);
  }

  void sentencesSayWhatIsSeen() {
    DepthPicture picture = filledPicture();
    QCOMPARE(depthSentence(picture, Activation::Sine),
             QStringLiteral("Glorot uniform, 8 units a layer: sine loses a factor 2.8 a layer; the steadiest nonlinear "
                            "one is tanh (×\u00a00.89)."));
    QCOMPARE(depthSentence(picture, Activation::Tanh),
             QStringLiteral(
                 "Glorot uniform, 8 units a layer: tanh keeps 89.1\u00a0% of δ a layer, the steadiest nonlinear one."));
    QVERIFY(depthSentence(picture, Activation::Relu).contains(QLatin1String("from 5 layers on")));
    QCOMPARE(depthWords(picture, {Activation::Tanh, 4}), QStringLiteral("tanh, 4 hidden layers: 0.63 (0.063 … 6.3)."));
    QCOMPARE(depthWords(picture, {Activation::Relu, 5}),
             QStringLiteral("ReLU, 5 hidden layers: 1000 (100 … 10000), 11 of 20 starts exactly 0."));
    QCOMPARE(depthWords(picture, {Activation::Relu, 6}),
             QStringLiteral("ReLU, 6 hidden layers: 20 of 20 starts exactly 0."));
    QCOMPARE(cellRatioText(picture.at({Activation::Relu, 5})), QStringLiteral("0"));
    picture.cells[0].reset();
    QCOMPARE(depthWords(picture, {Activation::Identity, 1}),
             QStringLiteral("identity, 1 hidden layer: not measured yet."));
  }

  void ratiosBeyondADoubleAreWritten() {
    QCOMPARE(ratioText(-4.5), QStringLiteral("3.2·10⁻⁵"));
    QCOMPARE(ratioText(-320.5), QStringLiteral("3.2·10⁻³²¹"));
    QCOMPARE(ratioText(400), QStringLiteral("1.0·10⁴⁰⁰"));
    QCOMPARE(ratioText(-HUGE_VAL), QStringLiteral("0"));
  }
};

QTEST_MAIN(TestDepthLayout)
#include "tst_depth_layout.moc"
