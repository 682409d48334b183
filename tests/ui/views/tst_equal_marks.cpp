#include "ui/views/equal_marks.h"

#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/shown_network.h"
#include "ui/views/network_description.h"

using namespace backscope;
using namespace backscope::test;

/// Equal units in the network: joined, in a colour of their own, and named.
class TestEqualMarks : public QObject {
  Q_OBJECT

  FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }
  void unitsThatAreDrawnHaveNoMarks();
  void neighboursShareAnOutlineWithASignInEachGap();
  void aLineLeadsAroundWhatLiesBetween();
  void smallUnitsAreMarkedToo();
  void unitsThatAreNotShownHaveNoMarks();
  void theMarksArePaintedAndGoWithTheEquality();
  void theyAreNamedInWords();
};

namespace {

Session identicalSession(std::vector<LayerSpec> layers = {{4, Activation::Tanh}, {2, Activation::Tanh}, {1}}) {
  Session session = sampleSession(std::move(layers));
  session.initialization.identical = true;
  return session;
}

Parameters parametersOf(const Session& session) { return drawParameters(session.network, session.initialization); }

NetworkLayout layoutOf(const Parameters& parameters, double height = 400) {
  return layoutNetwork(parameters.architecture(), {600, height}, {});
}

}  // namespace

void TestEqualMarks::unitsThatAreDrawnHaveNoMarks() {
  const Parameters parameters = parametersOf(sampleSession());
  QVERIFY(equalGroups(parameters).empty());
  QVERIFY(layoutEqualMarks(layoutOf(parameters), {}).outlines.empty());
}

void TestEqualMarks::neighboursShareAnOutlineWithASignInEachGap() {
  const Parameters parameters = parametersOf(identicalSession());
  const NetworkLayout layout = layoutOf(parameters);
  const std::vector<EqualGroup> groups = equalGroups(parameters);
  QCOMPARE(groups, (std::vector<EqualGroup>{{1, 0, {0, 1, 2, 3}}, {2, 0, {0, 1}}}));
  const EqualMarks marks = layoutEqualMarks(layout, groups);
  QCOMPARE(marks.outlines.size(), std::size_t{2});
  QCOMPARE(marks.signs.size(), std::size_t{4});
  QVERIFY(marks.brackets.empty());
  for (const int unit : {0, 1, 2, 3}) QVERIFY(marks.outlines[0].rect.contains(layout.find({1, unit})->rect));
  for (const int unit : {0, 1, 2}) {
    const QRectF sign = marks.signs[static_cast<std::size_t>(unit)].rect;
    QVERIFY(sign.top() >= layout.find({1, unit})->rect.bottom());
    QVERIFY(sign.bottom() <= layout.find({1, unit + 1})->rect.top());
    QVERIFY(sign.height() > 0);
  }
}

void TestEqualMarks::aLineLeadsAroundWhatLiesBetween() {
  Parameters parameters = parametersOf(identicalSession());
  for (const int unit : {1, 3}) parameters.b(1)[unit] = 0.5;
  const std::vector<EqualGroup> groups = equalGroups(parameters);
  QCOMPARE(groups[0], (EqualGroup{1, 0, {0, 2}}));
  QCOMPARE(groups[1], (EqualGroup{1, 1, {1, 3}}));
  const EqualMarks marks = layoutEqualMarks(layoutOf(parameters), groups);
  QCOMPARE(marks.brackets.size(), std::size_t{2});
  QVERIFY(marks.brackets[0].from.y() < marks.brackets[0].to.y());
  // So that one can be told from the other, without colours too.
  QVERIFY(marks.brackets[0].reach != marks.brackets[1].reach);
  QVERIFY(groupColor(Theme::instance().colors(), 0) != groupColor(Theme::instance().colors(), 1));
}

void TestEqualMarks::smallUnitsAreMarkedToo() {
  const Parameters parameters = parametersOf(identicalSession(sampleLayers(1, 24, Activation::Tanh)));
  const NetworkLayout layout = layoutOf(parameters);
  const EqualMarks marks = layoutEqualMarks(layout, equalGroups(parameters));
  QCOMPARE(marks.signs.size(), layout.columns[1].units.size() - 1);
  const QRectF above = layout.columns[1].units[0].rect;
  const QRectF below = layout.columns[1].units[1].rect;
  QVERIFY(marks.signs[0].rect.top() >= above.bottom() && marks.signs[0].rect.bottom() <= below.top());
}

void TestEqualMarks::unitsThatAreNotShownHaveNoMarks() {
  const Parameters parameters = parametersOf(identicalSession(sampleLayers(1, 128, Activation::Tanh)));
  const NetworkLayout layout = layoutOf(parameters, 200);
  QVERIFY(layout.columns[1].notShown > 0);
  const EqualMarks marks = layoutEqualMarks(layout, equalGroups(parameters));
  QCOMPARE(marks.signs.size(), layout.columns[1].units.size() - 1);
}

void TestEqualMarks::theMarksArePaintedAndGoWithTheEquality() {
  Shown shown(sampleSnapshot(identicalSession(), 0));
  const QPoint sign = layoutEqualMarks(shown.view->networkLayout(), equalGroups(parametersOf(identicalSession())))
                          .signs[0]
                          .rect.topLeft()
                          .toPoint() +
                      QPoint(3, 0);
  const QColor color = groupColor(Theme::instance().colors(), 0);
  const auto distance = [&](const QColor& seen) {
    return std::abs(seen.red() - color.red()) + std::abs(seen.green() - color.green()) +
           std::abs(seen.blue() - color.blue());
  };
  QVERIFY(distance(shown.paint().pixelColor(sign)) < 60);
  shown.view->setSnapshot(sampleSnapshot(sampleSession({{4, Activation::Tanh}, {2, Activation::Tanh}, {1}}), 0));
  QVERIFY(distance(shown.paint().pixelColor(sign)) > 100);
}

void TestEqualMarks::theyAreNamedInWords() {
  Parameters parameters = parametersOf(identicalSession());
  QCOMPARE(describeEqualUnits(parameters),
           QStringLiteral("All 4 units of layer 1 are exactly equal. All 2 units of layer 2 are exactly equal."));
  parameters.b(1)[1] += 1e-12;
  parameters.b(2)[1] += 1e-12;
  QCOMPARE(describeEqualUnits(parameters), QStringLiteral("Units 1, 3 and 4 of layer 1 are exactly equal."));
  QVERIFY(describeNetwork(*sampleSnapshot(identicalSession(), 3)).contains(QLatin1String("All 4 units of layer 1")));
  QVERIFY(!describeNetwork(*sampleSnapshot(sampleSession(), 3)).contains(QLatin1String("equal")));
}

QTEST_MAIN(TestEqualMarks)
#include "tst_equal_marks.moc"
