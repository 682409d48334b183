#include "ui/views/plane_controls.h"

#include <QComboBox>
#include <QLabel>
#include <QTest>

#include "ui/views/boundary_geometry.h"

using namespace backscope;

/// What stands around the boundary of a network with many inputs or classes.
class TestPlaneControls : public QObject {
  Q_OBJECT

 private slots:
  void neighboursHeldAtTheSameValueAreNamedTogether_data() {
    QTest::addColumn<int>("vertical");
    QTest::addColumn<QList<double>>("held");
    QTest::addColumn<QString>("text");
    QTest::newRow("all the same") << 1 << QList<double>(5, 0.0) << "at x₃…x₅ = 0";
    QTest::newRow("the plane in between") << 3 << QList<double>(5, 0.0) << "at x₂…x₃ = 0, x₅ = 0";
    QTest::newRow("others") << 1 << QList<double>{0, 0, 0.5, 0.5, -1} << "at x₃…x₄ = 0.5, x₅ = −1";
  }

  void neighboursHeldAtTheSameValueAreNamedTogether() {
    QFETCH(int, vertical);
    QFETCH(QList<double>, held);
    QTEST(heldText(5, planeOf(vertical, held)).replace(QChar(0xA0), QLatin1Char(' ')), "text");
  }

  void inAPictureThereIsNothingToChooseAndAllIsSaid() {
    PlaneControls controls;
    QList<double> held;
    for (int i = 0; i < 16; ++i) held.append(0.125 * i);
    controls.setPlane(16, planeOf(1, held));
    controls.hideChoice();
    controls.resize(300, controls.heightIn(300));
    controls.show();
    for (const QComboBox* box : controls.findChildren<QComboBox*>()) QVERIFY(!box->isVisible());
    const auto* label = controls.findChild<QLabel*>();
    QCOMPARE(label->text(), heldText(16, planeOf(1, held)));
    QVERIFY(label->heightForWidth(label->width()) <= label->height());
    QVERIFY(label->height() > 2 * label->fontMetrics().height());
  }

  void inTheWindowWhatHasNoRoomEndsInAnEllipsis() {
    PlaneControls controls;
    QList<double> held;
    for (int i = 0; i < 16; ++i) held.append(0.125 * i);
    controls.setPlane(16, planeOf(1, held));
    controls.resize(330, controls.heightIn(330));
    controls.show();
    const auto* label = controls.findChild<QLabel*>();
    QVERIFY(label->text().endsWith(QChar(0x2026)));
    QVERIFY(label->fontMetrics().horizontalAdvance(label->text()) <= label->width());
    QCOMPARE(label->toolTip(), heldText(16, planeOf(1, held)));
  }

  void theLegendOfEightClassesHasRoomInTheWindow() {
    BoundaryTypeSizes type;
    type.legendWidths = {65, 32, 32, 32, 32, 32, 32, 32, 45, 60};
    const auto shown = [&](double height) {
      const BoundaryLayout layout = layoutBoundary(QSizeF(330, height), type);
      return std::count_if(layout.legend.begin(), layout.legend.end(),
                           [](const QRectF& place) { return !place.isNull() && place.right() <= 330; });
    };
    QCOMPARE(shown(400), 10);
    QCOMPARE(shown(15 * type.lineHeight), 10);
    QVERIFY(shown(13 * type.lineHeight) < 10);
  }

 private:
  static InputPlane planeOf(int vertical, const QList<double>& held) {
    InputPlane plane;
    plane.horizontal = 0;
    plane.vertical = vertical;
    plane.held.assign(held.begin(), held.end());
    return plane;
  }
};

QTEST_MAIN(TestPlaneControls)
#include "tst_plane_controls.moc"
