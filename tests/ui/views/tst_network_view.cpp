#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <limits>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "tests/support/shown_network.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"
#include "ui/views/network_description.h"
#include "ui/views/network_headings.h"
#include "ui/views/network_view.h"

using namespace backscope;
using test::changed;
using test::clearPlaceOn;
using test::Kind;
using test::Shown;

class tst_network_view : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    Theme::instance().setMode(Theme::Mode::Light);
    m_snapshot = test::sampleSnapshot();
  }
  void cleanup() { m_warnings.check(); }

  void aUnitIsAPictureOfItsOwnOutput() {
    Shown shown(m_snapshot);
    const QImage image = shown.paint();
    const ThemeColors& colors = Theme::instance().colors();
    const auto resolution = static_cast<std::size_t>(m_snapshot->units.resolution);
    for (const UnitId unit : {UnitId{0, 0}, UnitId{1, 2}, UnitId{2, 1}, UnitId{3, 0}}) {
      const QRectF rect = shown.view->networkLayout().find(unit)->rect;
      const std::vector<float>& map =
          m_snapshot->units.maps[static_cast<std::size_t>(unit.layer)][static_cast<std::size_t>(unit.unit)];
      const FieldScale scale = fieldScale(*m_snapshot, unit.layer, 1);
      for (const auto& [fx, fy] : {std::pair{0.5, 0.25}, {0.75, 0.5}, {0.6, 0.8}}) {
        const auto row = static_cast<std::size_t>(fy * static_cast<double>(resolution));
        const auto column = static_cast<std::size_t>(fx * static_cast<double>(resolution));
        const QRgb expected = fieldColor(colors, scale, map[row * resolution + column]);
        const QRgb seen = image.pixel((rect.topLeft() + QPointF(fx * rect.width(), fy * rect.height())).toPoint());
        QVERIFY2(std::abs(qRed(seen) - qRed(expected)) + std::abs(qBlue(seen) - qBlue(expected)) < 60,
                 qPrintable(QStringLiteral("%1 against %2").arg(QColor(seen).name(), QColor(expected).name())));
      }
    }
  }

  void anEdgesColourIsItsSignAndItsWidthItsSize() {
    const auto snapshot = changed(m_snapshot);
    for (double& w : snapshot->parameters.theta()) w = 0.01;
    const std::size_t thick = snapshot->parameters.layout().weightIndex(3, 0, 0);
    const std::size_t thin = snapshot->parameters.layout().weightIndex(3, 0, 1);
    snapshot->parameters.theta()[thick] = -2;
    snapshot->parameters.theta()[thin] = 0.5;
    Shown shown(snapshot);
    const QImage image = shown.paint();
    const auto inkAt = [&](std::size_t index) {
      for (const NetworkEdge& edge : shown.view->edges()) {
        if (edge.index != index) continue;
        const QPoint middle = edge.curve.at(0.25).toPoint();
        int count = 0;
        for (int dy = -8; dy <= 8; ++dy)
          if (QColor(image.pixel(middle + QPoint(0, dy))).saturation() > 60) ++count;
        return std::pair{count, QColor(image.pixel(middle))};
      }
      return std::pair{0, QColor()};
    };
    const auto [thickRows, thickColor] = inkAt(thick);
    const auto [thinRows, thinColor] = inkAt(thin);
    QVERIFY2(thickRows > thinRows && thinRows >= 1, qPrintable(QStringLiteral("%1 %2").arg(thickRows).arg(thinRows)));
    QVERIFY(thickColor.red() > thickColor.blue());
    QVERIFY(thinColor.blue() > thinColor.red());
  }

  void everyHiddenAndOutputUnitShowsTheSignOfItsBias() {
    const auto snapshot = changed(m_snapshot);
    for (int l = 1; l <= 3; ++l)
      for (int j = 0; j < snapshot->parameters.architecture().unitsOf(l); ++j)
        snapshot->parameters.b(l)[j] = j % 2 == 0 ? -1 : 1;
    Shown shown(snapshot);
    const QImage image = shown.paint();
    for (int l = 1; l <= 3; ++l)
      for (const UnitBox& box : shown.view->networkLayout().columns[static_cast<std::size_t>(l)].units) {
        const QPoint side = (biasMarkCenter(box.rect) + QPointF(-0.4, 0.75) * biasMarkRadius(box.rect)).toPoint();
        const QColor seen(image.pixel(side));
        QVERIFY2(box.id.unit % 2 == 0 ? seen.red() > seen.blue() : seen.blue() > seen.red(), qPrintable(seen.name()));
      }
  }

  void unchangedWeightsAreNotDrawnAgain() {
    NetworkPainter painter;
    const NetworkLayout layout = layoutNetwork(m_snapshot->parameters.architecture(), QSizeF(730, 450), {});
    const std::vector<NetworkEdge> edges = chooseEdges(layout, m_snapshot->parameters, 400);
    const auto paint = [&](const Snapshot& snapshot) {
      NetworkScene scene;
      scene.snapshot = &snapshot;
      scene.layout = &layout;
      scene.edges = &edges;
      scene.area = QSizeF(730, 450);
      scene.colors = Theme::instance().colors();
      QImage image(730, 450, QImage::Format_ARGB32_Premultiplied);
      QPainter canvas(&image);
      painter.paint(canvas, scene);
    };
    paint(*m_snapshot);
    paint(*m_snapshot);
    QCOMPARE(painter.edgeDrawings(), 1);
    const auto nearly = changed(m_snapshot);
    nearly->parameters.theta()[0] *= 1.0001;
    paint(*nearly);
    QCOMPARE(painter.edgeDrawings(), 1);
    const auto other = changed(m_snapshot);
    other->parameters.theta()[0] += 0.5;
    paint(*other);
    QCOMPARE(painter.edgeDrawings(), 2);
  }

  void notANumberIsHatchedNotColoured() {
    const auto snapshot = changed(m_snapshot);
    std::fill(snapshot->units.maps[1][0].begin(), snapshot->units.maps[1][0].end(),
              std::numeric_limits<float>::quiet_NaN());
    Shown shown(snapshot);
    const QImage image = shown.paint();
    const QRect inner = shown.view->networkLayout().find({1, 0})->rect.toRect().adjusted(12, 12, -12, -12);
    int stripes = 0;
    for (int y = inner.top(); y <= inner.bottom(); ++y)
      for (int x = inner.left(); x <= inner.right(); ++x) {
        QVERIFY(QColor(image.pixel(x, y)).saturation() < 80);
        if (qGray(image.pixel(x, y)) < 180) ++stripes;
      }
    QVERIFY(stripes > 20);
  }

  void pointingAtAUnitSaysSoOnceAndLeavingToo() {
    Shown shown(m_snapshot);
    QSignalSpy hovered(shown.view, &NetworkView::unitHovered);
    const QRectF rect = shown.view->networkLayout().find({1, 2})->rect;
    shown.pointAt(rect.center());
    QTRY_COMPARE(hovered.count(), 1);
    QCOMPARE(hovered[0][0].value<std::optional<UnitId>>(), std::optional(UnitId{1, 2}));
    shown.pointAt(rect.center() + QPointF(5, 5));
    QCoreApplication::processEvents();
    QCOMPARE(hovered.count(), 1);
    shown.pointAt(QPointF(4, 446));
    QTRY_COMPARE(hovered.count(), 2);
    QVERIFY(!hovered[1][0].value<std::optional<UnitId>>().has_value());
  }

  void weightsPointedAtAreToldToo() {
    Shown shown(m_snapshot);
    QSignalSpy pointed(shown.view, &NetworkView::itemLit);
    const NetworkEdge& edge = shown.view->edges()[3];
    shown.pointAt(clearPlaceOn(*shown.view, 3));
    const NetworkItem weight{Kind::Weight, edge.to, edge.from.unit};
    QTRY_COMPARE(pointed.count(), 1);
    QCOMPARE(pointed[0][0].value<std::optional<NetworkItem>>(), std::optional(weight));
    // What another view lights is not pointed at here.
    shown.view->setPointedElsewhere(weight);
    shown.pointAt(QPointF(4, 446));
    QTRY_COMPARE(pointed.count(), 2);
    QVERIFY(!pointed[1][0].value<std::optional<NetworkItem>>().has_value());
  }

  void pointingDimsWhatDoesNotBelong() {
    Shown shown(m_snapshot);
    const QPoint far = shown.view->networkLayout().find({3, 0})->rect.center().toPoint() + QPoint(10, -20);
    const QImage before = shown.paint();
    shown.pointAt(shown.view->networkLayout().find({1, 0})->rect.center());
    QTRY_VERIFY(shown.view->litItem().has_value());
    const QImage after = shown.paint();
    QVERIFY(QColor(after.pixel(far)).saturation() < QColor(before.pixel(far)).saturation());
    const QPoint near = shown.view->networkLayout().find({0, 0})->rect.center().toPoint() + QPoint(-15, 0);
    QCOMPARE(after.pixel(near), before.pixel(near));
  }

  void pointingAtABiasDimsTheEdgesToo() {
    Shown shown(m_snapshot);
    const QPoint edge = shown.middleOf(0).toPoint();
    const QImage before = shown.paint();
    shown.pointAt(biasMarkCenter(shown.view->networkLayout().find({3, 0})->rect));
    QTRY_VERIFY(shown.view->litItem().has_value() && shown.view->litItem()->kind == Kind::Bias);
    QVERIFY(QColor(shown.paint().pixel(edge)).saturation() < QColor(before.pixel(edge)).saturation());
  }

  void namesAreThoseOfTheNotes() {
    const Architecture network = m_snapshot->parameters.architecture();
    QCOMPARE(itemMarkup(network, {Kind::Weight, {1, 1}, 0}), u"w_{21}^{(1)}"_qs);
    QCOMPARE(itemMarkup(network, {Kind::Weight, {2, 11}, 2}), u"w_{12,3}^{(2)}"_qs);
    QCOMPARE(itemMarkup(network, {Kind::Bias, {2, 1}, 0}), u"b_{2}^{(2)}"_qs);
    QCOMPARE(itemMarkup(network, {Kind::Unit, {0, 1}, 0}), u"x_{2}"_qs);
    QCOMPARE(itemMarkup(network, {Kind::Unit, {1, 3}, 0}), u"z_{4}^{(1)}"_qs);
    QCOMPARE(itemMarkup(network, {Kind::Unit, {3, 0}, 0}), u"\u0177"_qs);
    QCOMPARE(headingMarkup(network, 0, false), u"z^{(0)} = x"_qs);
    QCOMPARE(headingMarkup(network, 2, false), u"z^{(2)}"_qs);
    QCOMPARE(headingMarkup(network, 3, false), u"\u0177"_qs);
  }

  void captionsGiveAsMuchAsFits() {
    const Architecture network = m_snapshot->parameters.architecture();
    QCOMPARE(captionTexts(network, 500)[1], u"tanh \u00B7 4"_qs);
    QCOMPARE(captionTexts(network, 9)[1], u"4"_qs);
    QCOMPARE(captionTexts(network, 1)[1], QString());
  }

  void theDescriptionSaysShapeAndLargestWeight() {
    const auto snapshot = changed(m_snapshot);
    snapshot->parameters.W(2)(1, 3) = -7.5;
    Shown shown(snapshot);
    const QString text = shown.view->accessibleDescription();
    QCOMPARE(text, shown.view->accessibleDescriptionNow());
    QVERIFY(text.contains(u"2-4-2-1"_qs) && text.contains(u"18 weights and 7 biases"_qs));
    QVERIFY(text.contains(u"\u22127.5000, from unit 4 of layer 1 to unit 2 of layer 2"_qs));
  }

  void theDescriptionDoesNotFollowEveryFrameOfTraining() {
    Shown shown(m_snapshot);
    const auto running = changed(m_snapshot);
    running->running = true;
    running->iteration = 123456;
    shown.view->setSnapshot(running);
    QVERIFY(!shown.view->accessibleDescription().contains(u"456"_qs));
    for (int i = 0; i < 60; ++i) shown.view->setSnapshot(running);
    QVERIFY(shown.view->accessibleDescription().contains(u"456"_qs));
  }

  void anyNetworkIsPaintedAtAnySize_data() {
    QTest::addColumn<std::vector<LayerSpec>>("layers");
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(1, 1), QSize(250, 200), QSize(1400, 800)}) {
      QTest::addRow("no hidden layer, %d", size.width()) << std::vector<LayerSpec>{{1, Activation::Sigmoid}} << size;
      QTest::addRow("6 of 8, %d", size.width()) << test::sampleLayers(6, 8, Activation::Sine) << size;
      QTest::addRow("16 of 128, %d", size.width()) << test::sampleLayers(16, 128, Activation::Relu) << size;
    }
  }
  void anyNetworkIsPaintedAtAnySize() {
    QFETCH(std::vector<LayerSpec>, layers);
    QFETCH(QSize, size);
    Trainer trainer(test::sampleSession(layers));
    SnapshotNeeds needs = test::sampleNeeds(trainer);
    needs.unitMapResolution = 16;
    needs.boundaryResolution = 0;
    Shown shown(makeSnapshot(trainer, needs));
    shown.view->resize(size);
    const QImage image = shown.paint();
    QVERIFY(shown.view->edges().size() <= 400);
    if (size.width() < 250) return;
    bool hasInk = false;
    for (int x = 0; x < image.width() && !hasInk; ++x)
      hasInk = image.pixel(x, image.height() / 2) != image.pixel(0, image.height() - 1);
    QVERIFY(hasInk);
  }

  void aLargeFontStaysOnThePage() {
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(28);
    QApplication::setFont(font);
    Shown shown(m_snapshot);
    const NetworkLayout& layout = shown.view->networkLayout();
    QVERIFY(layout.columns[1].units.front().rect.top() >= layout.captionBaseline);
    QVERIFY(layout.columns[1].units.back().rect.bottom() <= 450);
    shown.paint();
    QApplication::setFont(before);
  }

  void aPrintKeepsItsCurves() {
    Shown shown(m_snapshot);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    shown.view->render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
    painter.end();
    QVERIFY(bytes.startsWith("%PDF") && bytes.size() > 4000);
    shown.paint();
  }

  void aChangeOfThemeRepaintsInItsColours() {
    Shown shown(m_snapshot);
    const QPoint zero = shown.view->networkLayout().find({0, 0})->rect.center().toPoint();
    QVERIFY(qGray(shown.paint().pixel(zero)) > 200);
    Theme::instance().setMode(Theme::Mode::Dark);
    QVERIFY(qGray(shown.paint(2).pixel(zero * 2)) < 80);
    Theme::instance().setMode(Theme::Mode::Light);
    QVERIFY(qGray(shown.paint().pixel(zero)) > 200);
  }

 private:
  test::FailOnWarnings m_warnings;
  std::shared_ptr<const Snapshot> m_snapshot;
};

QTEST_MAIN(tst_network_view)
#include "tst_network_view.moc"
