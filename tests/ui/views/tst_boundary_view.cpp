#include <QApplication>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/sample_snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/boundary_legend.h"
#include "ui/views/boundary_text.h"
#include "ui/views/boundary_view.h"
#include "ui/views/plane_controls.h"
#include "ui/widgets/number_edit.h"

using namespace backscope;

namespace {

/// `points` examples with these numbers of inputs and outputs.
Session listed(int inputs, int outputs, bool isClasses, int points = 24) {
  Session session;
  session.network.inputs = inputs;
  session.network.layers = {{4, Activation::Tanh}, {outputs, isClasses ? Activation::Softmax : Activation::Identity}};
  session.loss = isClasses ? Loss::CrossEntropy : Loss::Square;
  PointList list;
  for (int n = 0; n < points; ++n) {
    for (int i = 0; i < inputs; ++i) list.x.push_back(std::sin(7.0 * n + i));
    for (int k = 0; k < outputs; ++k)
      list.y.push_back(isClasses ? (n % outputs == k ? 1.0 : 0.0) : std::cos(n + 0.1 * k));
  }
  session.data.source = std::move(list);
  session.data.testFraction = 0.25;
  return session;
}

QStringList lettersOf(const std::vector<ReadoutCell>& cells) {
  QStringList letters;
  for (const ReadoutCell& cell : cells) letters.append(cell.letter);
  return letters;
}

template <class Widget>
Widget* named(const QWidget& view, const QString& part) {
  for (Widget* widget : view.findChildren<Widget*>())
    if (widget->accessibleName().contains(part)) return widget;
  return nullptr;
}

}  // namespace

class TestBoundaryView : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void cleanup() { m_warnings.check(); }

  void everyEntryOfTheLegendHasAPlace_data() {
    QTest::addColumn<QSize>("size");
    for (const QSize size : {QSize(250, 220), QSize(340, 380), QSize(600, 600)})
      QTest::addRow("%d x %d", size.width(), size.height()) << size;
  }
  void everyEntryOfTheLegendHasAPlace() {
    QFETCH(QSize, size);
    BoundaryView view;
    view.resize(size);
    view.setSnapshot(test::sampleSnapshot(listed(2, 8, true), 3));
    const BoundaryLayout& layout = view.boundaryLayout();
    QCOMPARE(layout.legend.size(), std::size_t{10});  // 8 classes, test, wrong
    for (const QRectF& place : layout.legend) {
      QVERIFY(!place.isEmpty());
      QVERIFY(QRectF(QPointF(0, 0), size).contains(place));
      QVERIFY(place.bottom() <= layout.plot.top() + 1);
    }
  }

  void aRegressionShowsOneOfItsOutputs() {
    BoundaryView view;
    view.resize(340, 400);
    const auto snapshot = test::sampleSnapshot(listed(2, 8, false), 3);
    view.setSnapshot(snapshot);
    view.show();
    QCOMPARE(view.field().kind, ShownField::Kind::Output);
    QVERIFY(view.field().title.startsWith(QStringLiteral("\u0177_{1}(")));
    auto* outputs = named<QComboBox>(view, QStringLiteral("Output that is shown"));
    QVERIFY(outputs != nullptr && outputs->isVisible());
    QCOMPARE(outputs->count(), 8);
    QTest::keyClick(outputs, Qt::Key_Down);
    QTest::keyClick(outputs, Qt::Key_Down);
    QVERIFY(view.field().title.startsWith(QStringLiteral("\u0177_{3}(")));
    QCOMPARE(lettersOf(view.readoutNow()).mid(0, 3),
             (QStringList{QStringLiteral("n"), QStringLiteral("y_{3}"), QStringLiteral("\u0177_{3}")}));
    const auto example = static_cast<std::size_t>(snapshot->example);
    QCOMPARE(view.readoutNow()[1].value, readoutOf(*snapshot, snapshot->example, 2)[1].value);
    QVERIFY(readoutOf(*snapshot, snapshot->example, 0)[2].value != view.readoutNow()[2].value);
    QVERIFY(example < snapshot->yhat.size());
    QVERIFY(view.accessibleDescriptionNow().contains(QStringLiteral("Output 3 of the network")));
  }

  void classesAndSingleOutputsHaveNoSwitch() {
    for (const Session& session : {listed(2, 3, true), listed(2, 1, false)}) {
      BoundaryView view;
      view.resize(340, 400);
      view.setSnapshot(test::sampleSnapshot(session, 3));
      view.show();
      QVERIFY(!view.findChild<PlaneControls*>()->isVisible());
    }
  }

  void theChoicesOfThePlaneAreNeverCut_data() {
    QTest::addColumn<int>("width");
    for (const int width : {250, 340, 600}) QTest::addRow("%d pixels", width) << width;
  }
  void theChoicesOfThePlaneAreNeverCut() {
    QFETCH(int, width);
    BoundaryView view;
    view.resize(width, 400);
    view.setSnapshot(test::sampleSnapshot(listed(16, 2, true), 3));
    view.show();
    for (const QComboBox* box : view.findChildren<QComboBox*>()) {
      if (!box->isVisible()) continue;
      QVERIFY2(box->width() >= box->sizeHint().width(), qPrintable(box->accessibleName()));
      QVERIFY(view.rect().contains(QRect(box->mapTo(&view, QPoint()), box->size())));
    }
    const BoundaryLayout& layout = view.boundaryLayout();
    QVERIFY(layout.controls.bottom() <= layout.readout.top() && layout.controls.top() >= layout.plot.bottom());
  }

  void heldInputsCanBeSet() {
    BoundaryView view;
    view.resize(340, 400);
    view.setSnapshot(test::sampleSnapshot(listed(16, 2, true), 3));
    view.show();
    auto* input = named<QComboBox>(view, QStringLiteral("Input that is held"));
    auto* value = named<NumberEdit>(view, QStringLiteral("is held"));
    QVERIFY(input != nullptr && value != nullptr);
    QCOMPARE(input->count(), 14);
    QVERIFY(value->isVisible() && view.rect().contains(value->mapTo(&view, QPoint(value->width(), 0))));
    QSignalSpy chosen(&view, &BoundaryView::planeChosen);
    input->setCurrentIndex(4);  // x₇
    QCOMPARE(value->accessibleName(), QStringLiteral("Value at which x\u2087 is held"));
    value->setFocus();
    value->selectAll();
    QTest::keyClicks(value, QStringLiteral("1.5"));
    QTest::keyClick(value, Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    const auto plane = chosen.takeFirst().first().value<InputPlane>();
    QCOMPARE(plane.held.size(), std::size_t{16});
    QCOMPARE(plane.held[6], 1.5);
    QVERIFY2(QString(input->toolTip()).replace(QChar(0xA0), QLatin1Char(' ')).contains(QStringLiteral("x\u2087 = 1.5")),
             qPrintable(input->toolTip()));
  }

  void whatIsNowhereANumberIsSaid() {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot(test::sampleSession(), 3));
    for (float& value : snapshot->boundary.maps.back()[0]) value = std::nanf("");
    BoundaryView view;
    view.resize(340, 400);
    view.setSnapshot(snapshot);
    QVERIFY(view.field().isNoNumber && view.field().isHatched);
    QVERIFY(view.accessibleDescriptionNow().contains(QStringLiteral("nowhere a number")));
  }

  void infiniteOutputsStillHaveABoundary() {
    auto snapshot = std::make_shared<Snapshot>(*test::sampleSnapshot(test::sampleSession(), 3));
    std::vector<float>& map = snapshot->boundary.maps.back()[0];
    const std::size_t columns = static_cast<std::size_t>(snapshot->boundary.resolution);
    for (std::size_t i = 0; i < map.size(); ++i) map[i] = i % columns < columns / 4 ? -HUGE_VALF : HUGE_VALF;
    const ShownField field = showField(*snapshot, Theme::instance().colors(), 1);
    QVERIFY(!field.lines.empty());
    for (const LevelLine& line : field.lines)
      for (const QPointF& point : line.points) QVERIFY(std::abs(point.x() - 0.25) < 0.02);
  }

  void theHeadingNamesWhatIsEnlarged() {
    Trainer trainer(test::sampleSession());
    SnapshotNeeds needs = test::sampleNeeds(trainer);
    QCOMPARE(titleOfBoundary(*test::sampleSnapshot(trainer, 3, needs)), QStringLiteral("Decision boundary"));
    needs.enlargedUnit = UnitId{2, 1};
    QCOMPARE(titleOfBoundary(*test::sampleSnapshot(trainer, 0, needs)), QStringLiteral("Layer 2, unit 2"));
    needs.enlargedUnit = UnitId{0, 1};
    QCOMPARE(titleOfBoundary(*test::sampleSnapshot(trainer, 0, needs)), QStringLiteral("Input 2"));
  }

  void aBatchUnderWayCountsItsExamples() {
    Trainer trainer(test::sampleSession());
    for (int n = 0; n < 2; ++n) trainer.stepExample();
    const auto snapshot = makeSnapshot(trainer, test::sampleNeeds(trainer));
    QCOMPARE(readoutOf(*snapshot, snapshot->example).back().value, QStringLiteral("3 of 10 in batch"));
    QCOMPARE(readoutOf(*snapshot, (snapshot->example + 1) % 400).size(), std::size_t{5});
    trainer.stepBatch();
    const auto after = makeSnapshot(trainer, test::sampleNeeds(trainer));
    QCOMPARE(readoutOf(*after, after->example).size(), std::size_t{5});
  }
};

QTEST_MAIN(TestBoundaryView)
#include "tst_boundary_view.moc"
