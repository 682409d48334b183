#include <QAbstractButton>
#include <QSettings>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_window.h"
#include "ui/views/cure_row.h"
#include "ui/views/delta_view.h"
#include "ui/views/rung_bars.h"
#include "ui/widgets/segmented_switch.h"

using namespace backscope;
using namespace backscope::test;

namespace {

Session vanishing() {
  Session session = sampleSession();
  session.network.layers.assign(6, {8, Activation::Sigmoid});
  session.network.layers.push_back({1, Activation::Identity});
  return session;
}

}  // namespace

class TestCures : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { setUpWindowTests(QStringLiteral("backscope-cures")); }
  void init() {
    m_warnings.watch();
    QSettings().clear();
  }
  void cleanup() { m_warnings.check(); }

  void factorsAreOnlyMeasuredWhereTheyShow() {
    ShownWindow window(vanishing());
    QTRY_COMPARE(window.iteration(), 0);
    QVERIFY(window->snapshot()->rungs.empty());
    const DeltaView& deltas = window->workbench().analyses().deltas();
    QVERIFY(!deltas.cures().isVisible());
    showFactors(window);
    QTRY_COMPARE(window->snapshot()->rungs.size(), std::size_t{6});
    QVERIFY(deltas.rungBars().isVisible());
    QTRY_VERIFY2(deltas.reading().contains(QStringLiteral("6 sigmoid layers")), qPrintable(deltas.reading()));
    window.chooseByKey(Qt::Key_1);
    QTRY_VERIFY(window->snapshot()->rungs.empty());
  }

  void aCureBeginsAnewAndIsUndone() {
    ShownWindow window(vanishing());
    QTRY_COMPARE(window.iteration(), 0);
    const Session before = window->editor().session();
    const double ratioBefore = ratioOf(window);
    showFactors(window);
    CureRow& row = window->workbench().analyses().deltas().cures();
    QTRY_VERIFY(row.isVisible());
    const std::vector<DeltaCure> cures = row.cures();
    QVERIFY(cures.size() >= 2);
    const QList<Button*> buttons = row.findChildren<Button*>();
    QCOMPARE(buttons.size(), static_cast<qsizetype>(2 * cures.size()));
    buttons.front()->click();
    QVERIFY(window->editor().session().network == cures.front().network);
    QVERIFY(window->editor().session().initialization == cures.front().initialization);
    QTRY_VERIFY(*window->snapshot()->session == window->editor().session());
    QVERIFY(ratioOf(window) > 10 * ratioBefore);
    QTRY_VERIFY(!row.isVisible());
    window.chooseByKey(Qt::Key_Z);
    QTRY_COMPARE(ratioOf(window), ratioBefore);
    QVERIFY(window->editor().session() == before);
    QTRY_VERIFY(row.isVisible());
  }

 private:
  static double ratioOf(ShownWindow& window) {
    const std::vector<LayerStatistics>& layers = window->snapshot()->layers;
    return layers.front().delta.rms / layers.back().delta.rms;
  }

  static void showFactors(ShownWindow& window) {
    auto* choice = widgetNamed<SegmentedSwitch>(*window, QStringLiteral("Present deltas"));
    QTest::mouseClick(choice->findChildren<QAbstractButton*>().at(1), Qt::LeftButton);
  }
};

QTEST_MAIN(TestCures)
#include "tst_cures.moc"
