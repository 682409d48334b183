#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "ui/views/network_direction.h"

using namespace backscope;
using test::Shown;

class TestNetworkDirection : public QObject {
  Q_OBJECT

  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::Light); }
  void cleanup() { m_warnings.check(); }

  void edgesTakeTheColoursOfTheDirection() {
    const auto snapshot = test::changed(test::sampleSnapshot());
    for (double& weight : snapshot->parameters.theta()) weight = 1;
    Shown shown(snapshot);
    NetworkDirection direction{std::vector<double>(snapshot->parameters.theta().size(), 0), QStringLiteral("v")};
    const std::size_t index = snapshot->parameters.layout().weightIndex(3, 0, 0);
    direction.v[index] = -1;
    const auto colour = [&] {
      for (const NetworkEdge& edge : shown.view->edges())
        if (edge.index == index) return QColor(shown.paint().pixel(edge.curve.at(0.25).toPoint()));
      return QColor();
    };
    QVERIFY(colour().blue() > colour().red());
    shown.view->setDirection(direction);
    QVERIFY(colour().red() > colour().blue());
    QVERIFY(
        shown.view->accessibleDescriptionNow().startsWith(QStringLiteral("The edges show the v, largest at w₁₁⁽³⁾")));
    shown.view->setDirection(std::nullopt);
    QVERIFY(colour().blue() > colour().red());
  }

  void anotherNetworkOrAnotherLengthEndsIt() {
    const auto snapshot = test::sampleSnapshot();
    Shown shown(snapshot);
    shown.view->setDirection(NetworkDirection{{1, 2, 3}, QStringLiteral("v")});
    QVERIFY(!shown.view->direction());
    shown.view->setDirection(
        NetworkDirection{std::vector<double>(snapshot->parameters.theta().size(), 1), QStringLiteral("v")});
    QVERIFY(shown.view->direction());
    QSignalSpy ended(shown.view, &NetworkView::directionEnded);
    QTest::keyClick(shown.view, Qt::Key_Escape);
    QCOMPARE(ended.count(), 1);
    shown.view->setSnapshot(test::sampleSnapshot(test::sampleSession({{3, Activation::Tanh}, {1, Activation::Tanh}})));
    QVERIFY(!shown.view->direction());
  }
};

QTEST_MAIN(TestNetworkDirection)
#include "tst_network_direction.moc"
