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
using test::clearPlaceOn;
using test::Kind;
using test::Shown;

class tst_network_editing : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    Theme::instance().setMode(Theme::Mode::Light);
    m_snapshot = test::sampleSnapshot();
  }
  void cleanup() { m_warnings.check(); }

  void enterCommitsANewWeight_data() {
    QTest::addColumn<QString>("entry");
    QTest::addColumn<double>("value");
    QTest::newRow("point") << u"0.25"_qs << 0.25;
    QTest::newRow("comma") << u"0,25"_qs << 0.25;
    QTest::newRow("fraction") << u"1/3"_qs << 1.0 / 3;
    QTest::newRow("true minus") << u"\u22122"_qs << -2.0;
  }
  void enterCommitsANewWeight() {
    QFETCH(QString, entry);
    Shown shown(m_snapshot);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    const std::size_t edge = 3;
    const QPointF place = clearPlaceOn(*shown.view, edge);
    QVERIFY(!place.isNull());
    QTest::mouseClick(shown.view, Qt::LeftButton, {}, place.toPoint());
    QVERIFY(shown.editor() != nullptr);
    // keyClicks() knows no key for a true minus.
    shown.editor()->setText(entry);
    QTest::keyClick(shown.editor(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<std::size_t>(), shown.view->edges()[edge].index);
    QTEST(chosen[0][1].toDouble(), "value");
    QVERIFY(shown.editor() == nullptr);
  }

  void aClickOnABiasEditsItAndAClickAwayCommits() {
    Shown shown(m_snapshot);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    QSignalSpy pressed(shown.view, &NetworkView::parameterPressed);
    const QRectF rect = shown.view->networkLayout().find({2, 1})->rect;
    QTest::mouseClick(shown.view, Qt::LeftButton, {}, biasMarkCenter(rect).toPoint());
    QVERIFY(shown.editor() != nullptr);
    QCOMPARE(pressed.count(), 1);
    QCOMPARE(pressed[0][0].value<NetworkItem>(), (NetworkItem{NetworkItem::Kind::Bias, {2, 1}, 0}));
    QCOMPARE(shown.editor()->text().isEmpty(), false);
    shown.editor()->setText(u"1.5"_qs);
    QTest::mouseClick(shown.view, Qt::LeftButton, {}, QPoint(4, 446));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<std::size_t>(), m_snapshot->parameters.layout().biasIndex(2, 1));
    QCOMPARE(chosen[0][1].toDouble(), 1.5);
    QVERIFY(shown.editor() == nullptr);
  }

  void escapeAndAnUnchangedEntryChangeNothing() {
    Shown shown(m_snapshot);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    shown.view->edit({Kind::Bias, {1, 0}, 0});
    QTest::keyClicks(shown.editor(), u"5"_qs);
    QTest::keyClick(shown.editor(), Qt::Key_Escape);
    QVERIFY(shown.editor() == nullptr);
    shown.view->edit({Kind::Bias, {1, 0}, 0});
    QTest::keyClick(shown.editor(), Qt::Key_Return);
    QVERIFY(shown.editor() == nullptr);
    QCOMPARE(chosen.count(), 0);
  }

  void aBadEntryKeepsTheEditorOpenAndSaysWhatIsExpected_data() {
    QTest::addColumn<QString>("entry");
    for (const char* entry : {"abc", "1/0", "nan", "1e999", ""})
      QTest::newRow(entry[0] == '\0' ? "nothing" : entry) << QString::fromLatin1(entry);
  }
  void aBadEntryKeepsTheEditorOpenAndSaysWhatIsExpected() {
    QFETCH(QString, entry);
    Shown shown(m_snapshot);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    shown.view->edit({Kind::Weight, {1, 1}, 0});
    QPointer<ParameterEditor> editor = shown.editor();
    editor->setText(entry);
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY(editor && editor->isVisible() && editor->isRejected());
    QVERIFY(editor->toolTip().contains(u"1/3"_qs));
    QVERIFY(editor->styleSheet().contains(Theme::instance().colors().warning.name()));
    QTest::mouseClick(shown.view, Qt::LeftButton, {}, QPoint(4, 446));
    QVERIFY(editor && editor->isVisible());
    QCOMPARE(chosen.count(), 0);
    QTest::keyClicks(editor, u"7"_qs);
    QVERIFY(!editor->isRejected());
    editor->setText(u"7"_qs);
    QTest::keyClick(editor, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
  }

  void aNetworkOfAnotherShapeClosesTheEditor() {
    Shown shown(m_snapshot);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    shown.view->edit({Kind::Weight, {1, 1}, 0});
    shown.editor()->setText(u"3"_qs);
    shown.view->setSnapshot(test::sampleSnapshot(test::sampleSession({{1, Activation::Tanh}}), 1));
    QVERIFY(shown.editor() == nullptr);
    QCOMPARE(chosen.count(), 0);
  }

  void theKeyboardMovesTheFocusAndEdits() {
    Shown shown(m_snapshot);
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    shown.view->clearFocus();  // the window gave it away when it became active
    QSignalSpy hovered(shown.view, &NetworkView::unitHovered);
    QSignalSpy chosen(shown.view, &NetworkView::parameterChosen);
    shown.view->setFocus(Qt::TabFocusReason);
    QCOMPARE(shown.view->litItem(), std::optional(NetworkItem{Kind::Unit, {0, 0}, 0}));
    QCOMPARE(hovered.count(), 1);
    QTest::keyClick(shown.view, Qt::Key_Right);
    QCOMPARE(shown.view->litItem()->kind, Kind::Weight);
    QVERIFY(!hovered.back()[0].value<std::optional<UnitId>>().has_value());
    QVERIFY(shown.view->accessibleDescription().startsWith(u"Weight from unit 1"_qs));
    const std::size_t index = parameterIndex(m_snapshot->parameters.layout(), *shown.view->litItem());
    QTest::keyClick(shown.view, Qt::Key_Return);
    QVERIFY(shown.editor() != nullptr);
    shown.editor()->setText(u"0.5"_qs);
    QTest::keyClick(shown.editor(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].value<std::size_t>(), index);
    QTest::keyClick(shown.view, Qt::Key_Escape);
    QVERIFY(!shown.view->litItem().has_value());
  }

  void theFocusRingIsVisible() {
    Shown shown(m_snapshot);
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    shown.view->clearFocus();  // the window gave it away when it became active
    const QRectF rect = shown.view->networkLayout().find({0, 0})->rect;
    const QPoint ring = QPointF(rect.center().x() - 10, rect.top() - 4).toPoint();
    const QImage before = shown.paint();
    shown.view->setFocus(Qt::TabFocusReason);
    const QImage after = shown.paint();
    QCOMPARE(QColor(before.pixel(ring)), Theme::instance().colors().card);
    QVERIFY(QColor(after.pixel(ring)) != Theme::instance().colors().card);
  }

  void tabLeavesTheView() {
    Shown shown(m_snapshot);
    QLineEdit other(&shown.window);
    other.show();
    shown.window.activateWindow();
    shown.view->setFocus(Qt::TabFocusReason);
    QVERIFY(QTest::qWaitForWindowActive(&shown.window));
    QTRY_VERIFY(shown.view->hasFocus());
    QTest::keyClick(shown.view, Qt::Key_Tab);
    QVERIFY(!shown.view->hasFocus());
    QVERIFY(!shown.view->litItem().has_value());
  }

 private:
  test::FailOnWarnings m_warnings;
  std::shared_ptr<const Snapshot> m_snapshot;
};

QTEST_MAIN(tst_network_editing)
#include "tst_network_editing.moc"
