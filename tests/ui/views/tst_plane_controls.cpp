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
