#include "ui/views/spectrum_layout.h"

#include <QTest>
#include <algorithm>
#include <cmath>

using namespace backscope;

namespace {

const QRectF kRect(0, 0, 400, 200);

SpectrumTexts texts() {
  return {[](const QString& text) { return 7.0 * static_cast<double>(text.size()); }, 14};
}

SpectrumContent contentOf(std::vector<double> values, std::optional<double> limit = std::nullopt) {
  SpectrumContent content;
  for (const double value : values) ++(value < 0 ? content.negative : value > 0 ? content.positive : content.zero);
  content.parameters = values.size();
  content.eigenvalues = std::move(values);
  content.limit = limit;
  return content;
}

SpectrumLayout layoutOf(const SpectrumContent& content) {
  return layoutSpectrum(content, rangesOf(content), kRect, texts());
}

}  // namespace

class TestSpectrumLayout : public QObject {
  Q_OBJECT

 private slots:
  void negativeOnesStandLeftOfTheZerosAndPositiveOnesRight() {
    const SpectrumLayout layout = layoutOf(contentOf({-0.5, -0.002, 0, 0, 0, 0.01, 3}));
    QCOMPARE(layout.dots.size(), std::size_t{7});
    QVERIFY(layout.negativeSide && layout.zeroLane && layout.positiveSide);
    QVERIFY(layout.negativeSide->right() < layout.zeroLane->left());
    QVERIFY(layout.zeroLane->right() < layout.positiveSide->left());
    for (std::size_t k = 1; k < layout.dots.size(); ++k) QVERIFY(layout.dots[k].x() >= layout.dots[k - 1].x());
    QVERIFY(layout.zeroLane->contains(layout.dots[3]));
    // A decade is as wide on either side.
    QVERIFY(std::abs(layout.negativeSide->width() / 3 - layout.positiveSide->width() / 4) < 1e-9);
  }

  void decadesAreEquallyFarApart() {
    const SpectrumLayout layout = layoutOf(contentOf({0.01, 0.1, 1, 10}));
    QVERIFY(!layout.negativeSide && !layout.zeroLane);
    for (std::size_t k = 2; k < 4; ++k)
      QVERIFY(std::abs((layout.dots[k].x() - layout.dots[k - 1].x()) - (layout.dots[1].x() - layout.dots[0].x())) <
              1e-9);
    for (std::size_t k = 0; k < 4; ++k) QVERIFY(std::abs(layout.ticks[k + 1].x - layout.dots[k].x()) < 1e-9);
    QCOMPARE(layout.ticks.back().label, QStringLiteral("10²"));
  }

  void equalOnesAreStackedAndCounted() {
    const SpectrumLayout layout = layoutOf(contentOf({0, 0, 0, 0, 0, 0, 0, 0, 1}));
    QCOMPARE(layout.columns.size(), std::size_t{2});
    QCOMPARE(layout.columns[0].count, 8);
    for (std::size_t k = 1; k < 8; ++k) QVERIFY(layout.dots[k].y() < layout.dots[k - 1].y());
  }

  void aThousandStayInside() {
    std::vector<double> values;
    for (int k = 0; k < 400; ++k) values.push_back(-1e-3 * (400 - k));
    values.insert(values.end(), 200, 0);
    for (int k = 0; k < 400; ++k) values.push_back(1e-9 * (k + 1));
    const SpectrumLayout layout = layoutOf(contentOf(values));
    QVERIFY(std::ranges::all_of(layout.dots, [&](const QPointF& dot) { return layout.area.contains(dot); }));
  }

  void theStableRateIsALineWhereItIsNear() {
    const auto limitOf = [](double limit) { return layoutOf(contentOf({0.5, 2}, limit)).limitX; };
    QVERIFY(limitOf(40));
    QVERIFY(*limitOf(40) > *limitOf(1));
    QVERIFY(!limitOf(1e9));
    QVERIFY(!limitOf(0));
  }

  void theAxisOnlyGrows() {
    SpectrumRanges ranges = rangesOf(contentOf({-0.5, 0.5}));
    ranges.include(rangesOf(contentOf({2e-3, 200})));
    QCOMPARE(*ranges.positive, (DecadeRange{-3, 3}));
    QCOMPARE(*ranges.negative, (DecadeRange{-1, 0}));
  }

  void aDotIsFoundWhereItIs() {
    const SpectrumLayout layout = layoutOf(contentOf({-0.5, 0, 0, 0, 3}));
    for (std::size_t k = 0; k < 5; ++k) QCOMPARE(eigenvalueAt(layout, layout.dots[k]), static_cast<int>(k));
    QVERIFY(!eigenvalueAt(layout, QPointF(layout.dots[4].x(), 20)));
  }

  void nothingIsLaidOutOfNothing() { QVERIFY(layoutOf({}).dots.empty()); }
};

QTEST_GUILESS_MAIN(TestSpectrumLayout)
#include "tst_spectrum_layout.moc"
