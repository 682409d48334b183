#include <QAbstractItemView>
#include <QGridLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QVBoxLayout>

#include "tests/support/fail_on_warnings.h"
#include "tests/support/focus_walk.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/focus_order.h"
#include "ui/widgets/message_strip.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/seed_box.h"
#include "ui/widgets/segmented_switch.h"
#include "ui/widgets/slider.h"
#include "ui/widgets/slider_row.h"
#include "ui/widgets/stepper.h"
#include "ui/widgets/style_sheet.h"
#include "ui/widgets/tab_row.h"

using namespace backscope;

namespace {

constexpr SliderScale kRate{.low = 1e-5, .high = 10, .isLog = true};

SliderRow::Options rateOptions() {
  return {.name = QStringLiteral("rate"), .hint = QString(), .scale = kRate, .range = {0, 1e9}, .style = {}};
}

void typeInto(NumberEdit& edit, const QString& text) {
  edit.selectAll();
  QTest::keyClicks(&edit, text);
  QTest::keyClick(&edit, Qt::Key_Return);
}

}  // namespace

class TestWidgets : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void whereTabsDoNotFitABoxHasThem() {
    TabRow row(QStringLiteral("pages"));
    for (const char* name : {"first", "second", "third"}) row.addTab(QString::fromLatin1(name));
    row.resize(row.sizeHint());
    row.show();
    QVERIFY(row.isWhole());
    auto* box = row.findChild<ChoiceBox*>();
    QVERIFY(!box->isVisible());
    row.resize(row.sizeHint().width() - 1, row.height());
    QVERIFY(!row.isWhole());
    QVERIFY(box->isVisible());
    QSignalSpy changed(&row, &TabRow::currentChanged);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(row.current(), 1);
    row.setCurrent(2);
    QCOMPARE(box->currentIndex(), 2);
    row.resize(row.sizeHint());
    QVERIFY(!box->isVisible());
  }

  void groupsOfTabsRememberTheirTab() {
    TabRow row(QStringLiteral("pages"));
    const char* names[] = {"one", "two", "three", "four", "five"};
    for (int index = 0; index < 5; ++index) {
      if (index == 0) row.addGroup(QStringLiteral("few"), QStringLiteral("the first two"));
      if (index == 2) row.addGroup(QStringLiteral("more"), QStringLiteral("the others"));
      QCOMPARE(row.addTab(QString::fromLatin1(names[index])), index);
    }
    row.resize(row.sizeHint());
    row.show();
    QVERIFY(row.isWhole());
    QCOMPARE(row.current(), 0);
    const auto* groups = row.findChild<SegmentedSwitch*>();
    const auto segments = groups->findChildren<QRadioButton*>();
    const auto bars = row.findChildren<QTabBar*>();
    QSignalSpy changed(&row, &TabRow::currentChanged);
    // Whatever the group, a tab is gone to straight.
    row.setCurrent(4);
    QCOMPARE(groups->current(), 1);
    QVERIFY(!bars[0]->isVisible() && bars[1]->isVisible());
    QTest::mouseClick(segments[0], Qt::LeftButton);
    QCOMPARE(row.current(), 0);
    QVERIFY(bars[0]->isVisible() && !bars[1]->isVisible());
    QTest::keyClick(bars[0], Qt::Key_Right);
    QCOMPARE(row.current(), 1);
    QTest::mouseClick(segments[1], Qt::LeftButton);
    QCOMPARE(row.current(), 4);
    QCOMPARE(changed.count(), 4);
    row.setCurrent(5);
    row.setCurrent(-1);
    QCOMPARE(row.current(), 4);
    // The box has the groups as headings, which the keys leave out.
    row.resize(row.sizeHint().width() - 1, row.height());
    auto* box = row.findChild<ChoiceBox*>();
    QVERIFY(box->isVisible() && !groups->isVisible());
    QCOMPARE(box->count(), 7);
    QCOMPARE(box->currentText(), QStringLiteral("five"));
    box->setFocus();
    for (int step = 0; step < 3; ++step) QTest::keyClick(box, Qt::Key_Up);
    QCOMPARE(row.current(), 1);
    QCOMPARE(box->currentText(), QStringLiteral("two"));
    row.resize(row.sizeHint());
    QCOMPARE(groups->current(), 0);
    QVERIFY(bars[0]->isVisible() && !box->isVisible());
  }

  void placesAndNumbersAreInverse_data() {
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<bool>("isLog");
    QTest::addColumn<bool>("startsAtZero");
    QTest::addColumn<double>("step");
    QTest::newRow("linear") << 0.0 << 0.5 << false << false << 0.01;
    QTest::newRow("log") << 1e-5 << 10.0 << true << false << 0.0;
    QTest::newRow("log from zero") << 1e-6 << 1.0 << true << true << 0.0;
    QTest::newRow("whole") << 1.0 << 280.0 << true << false << 1.0;
  }
  void placesAndNumbersAreInverse() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(bool, isLog);
    QFETCH(bool, startsAtZero);
    QFETCH(double, step);
    const SliderScale scale{low, high, isLog, startsAtZero, step};
    for (int place = 0; place <= kSliderPlaces; ++place) {
      const double value = valueAt(scale, place);
      QVERIFY(value >= (startsAtZero ? 0 : low) && value <= high);
      QCOMPARE(valueAt(scale, placeOf(scale, value)), value);
    }
    QCOMPARE(valueAt(scale, kSliderPlaces), high);
  }

  void logSlidersGiveTwoDigits() {
    for (int place = 0; place <= kSliderPlaces; place += 7) {
      const double value = valueAt(kRate, place);
      QCOMPARE(QString::number(value, 'e', 1).toDouble(), value);
    }
  }

  void aLogScaleFromZeroReachesZero() {
    const SliderScale scale{.low = 1e-6, .high = 1, .isLog = true, .startsAtZero = true};
    QCOMPARE(valueAt(scale, 0), 0.0);
    QCOMPARE(placeOf(scale, 0), 0);
    QVERIFY(placeOf(scale, 1e-6) > 0);
  }

  void numbersAreTypedAsPeopleWriteThem_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<double>("value");
    QTest::newRow("point") << "0.25" << 0.25;
    QTest::newRow("comma") << "0,25" << 0.25;
    QTest::newRow("fraction") << "1/3" << 1.0 / 3;
    QTest::newRow("scientific") << "1e6" << 1e6;
    QTest::newRow("beyond the range") << "1e12" << 1e9;
    QTest::newRow("below the range") << "-1" << 0.0;
  }
  void numbersAreTypedAsPeopleWriteThem() {
    QFETCH(QString, typed);
    QFETCH(double, value);
    SliderRow row(rateOptions());
    row.setValue(0.03);
    QSignalSpy chosen(&row, &SliderRow::valueChosen);
    typeInto(*row.edit(), typed);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toDouble(), value);
    QCOMPARE(row.value(), value);
  }

  void whatIsNoNumberChangesNothing() {
    SliderRow row(rateOptions());
    row.setValue(0.03);
    QSignalSpy chosen(&row, &SliderRow::valueChosen);
    typeInto(*row.edit(), QStringLiteral("fast"));
    QCOMPARE(chosen.size(), 0);
    QCOMPARE(row.edit()->text(), QStringLiteral("0.03"));
  }

  void escapeBringsTheOldNumberBack() {
    SliderRow row(rateOptions());
    row.setValue(0.03);
    QTest::keyClicks(row.edit(), QStringLiteral("77"));
    QTest::keyClick(row.edit(), Qt::Key_Escape);
    QCOMPARE(row.edit()->text(), QStringLiteral("0.03"));
    QCOMPARE(row.value(), 0.03);
  }

  void percentagesAreTypedAndShown() {
    SliderRow row({.name = QStringLiteral("noise"),
                   .hint = QString(),
                   .scale = {.low = 0, .high = 0.5, .step = 0.01},
                   .range = {0, 1},
                   .style = {.factor = 100, .suffix = QStringLiteral(" %")}});
    row.setValue(0.1);
    QCOMPARE(row.edit()->text(), QStringLiteral("10 %"));
    typeInto(*row.edit(), QStringLiteral("25 %"));
    QCOMPARE(row.value(), 0.25);
    typeInto(*row.edit(), QStringLiteral("30"));
    QCOMPARE(row.value(), 0.3);
  }

  void theSliderChoosesAndShowingDoesNotEcho() {
    SliderRow row(rateOptions());
    QSignalSpy chosen(&row, &SliderRow::valueChosen);
    row.setValue(0.1);
    QCOMPARE(chosen.size(), 0);
    QTest::keyClick(row.slider(), Qt::Key_Right);
    QCOMPARE(chosen.size(), 1);
    QVERIFY(row.value() > 0.1);
    row.resize(200, 40);
    row.show();
    QTest::mouseClick(row.slider(), Qt::LeftButton, {}, QPoint(row.slider()->width() - 1, 8));
    QCOMPARE(row.value(), 10.0);
    QVERIFY(!row.slider()->isSliderDown());
  }

  void aValueBeyondTheSliderIsKept() {
    SliderRow row(rateOptions());
    row.setValue(1e6);
    QCOMPARE(row.value(), 1e6);
    QCOMPARE(row.slider()->value(), kSliderPlaces);
    QCOMPARE(row.edit()->text(), QStringLiteral("1e6"));
  }

  void theStepperStaysInItsRange() {
    Stepper stepper(QStringLiteral("units"), 1, 128);
    QSignalSpy chosen(&stepper, &Stepper::valueChosen);
    const QList<Button*> buttons = stepper.findChildren<Button*>();
    QCOMPARE(buttons.size(), 2);
    QVERIFY(!buttons[0]->isEnabled());
    buttons[1]->click();
    QCOMPARE(chosen.takeFirst()[0].toInt(), 2);
    typeInto(*stepper.findChild<NumberEdit*>(), QStringLiteral("500"));
    QCOMPARE(stepper.value(), 128);
    QVERIFY(!buttons[1]->isEnabled());
  }

  void aListShowsAllItsEntries() {
    for (const int count : {2, 3, 10}) {
      QWidget page;
      page.setStyleSheet(styleSheetOf(Theme::instance().colors()));
      ChoiceBox box(QStringLiteral("choice"), &page);
      for (int i = 0; i < count; ++i) box.addItem(QStringLiteral("entry %1").arg(i));
      page.show();
      box.showPopup();
      const QRect last = box.view()->visualRect(box.model()->index(count - 1, 0));
      QVERIFY(last.isValid() && box.view()->viewport()->rect().contains(last));
      box.hidePopup();
    }
  }

  void lettersChooseNothingInAClosedList() {
    ChoiceBox box(QStringLiteral("choice"));
    box.addItems({QStringLiteral("tanh"), QStringLiteral("sine"), QStringLiteral("ReLU")});
    QTest::keyClicks(&box, QStringLiteral("sr1+"));
    QCOMPARE(box.currentIndex(), 0);
    QTest::keyClick(&box, Qt::Key_Down);
    QCOMPARE(box.currentIndex(), 1);
  }

  void theTabulatorGoesAsOneReads() {
    QWidget page;
    auto* column = new QVBoxLayout(&page);
    auto* grid = new QGridLayout;
    auto* last = new QLineEdit(&page);
    auto* right = new QLineEdit(&page);
    auto* left = new QLineEdit(&page);
    auto* first = new QLineEdit(&page);
    column->addWidget(first);
    column->addLayout(grid);
    column->addWidget(last);
    grid->addWidget(right, 0, 1);
    grid->addWidget(left, 0, 0);
    chainFocus({&page});
    page.show();
    first->setFocus();
    for (const QWidget* next : {left, right, last}) {
      QTest::keyClick(page.focusWidget(), Qt::Key_Tab);
      QCOMPARE(page.focusWidget(), next);
    }
  }

  void theArrowKeysChooseASegment() {
    SegmentedSwitch sizes(QStringLiteral("size"), {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")});
    sizes.setCurrent(0);
    sizes.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sizes));
    QSignalSpy chosen(&sizes, &SegmentedSwitch::chosen);
    auto* first = sizes.findChildren<QRadioButton*>()[0];
    QVERIFY(first->focusPolicy() == Qt::TabFocus);
    first->setFocus();
    QTest::keyClick(first, Qt::Key_Right);
    QCOMPARE(sizes.current(), 1);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 1);
    sizes.setCurrent(2);
    QCOMPARE(chosen.size(), 1);
  }

  void theDieAlwaysThrowsAnotherSeed() {
    SeedBox box(QStringLiteral("weights"), QStringLiteral("Draw other weights"));
    QSignalSpy chosen(&box, &SeedBox::seedChosen);
    for (int i = 0; i < 50; ++i) {
      const std::uint64_t before = box.seed();
      box.findChild<Button*>()->click();
      QVERIFY(box.seed() != before);
    }
    QCOMPARE(chosen.size(), 50);
  }

  void enterPressesAButton() {
    Button button(QStringLiteral("reset"), QStringLiteral("Reset"));
    QSignalSpy pressed(&button, &Button::clicked);
    QTest::keyClick(&button, Qt::Key_Return);
    QCOMPARE(pressed.size(), 1);
  }

  void theMessageStripIsSeenOnlyWithAMessage() {
    QWidget foot;
    MessageStrip strip(&foot);
    foot.show();
    QVERIFY(!strip.isVisible());
    strip.show(MessageStrip::Kind::Problem, QStringLiteral("one line"));
    QVERIFY(strip.isVisible());
    QCOMPARE(strip.message(), QStringLiteral("one line"));
    QCOMPARE(strip.accessibleDescription(), QStringLiteral("one line"));
    strip.clear();
    QVERIFY(!strip.isVisible());
    QVERIFY(strip.message().isEmpty());
  }

  void aQuietLabelTakesTheThemesColourUnderAStyleSheet() {
    QWidget page;
    QuietLabel label(QStringLiteral("▇▇▇"), &page);
    for (const Theme::Mode mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
      Theme::instance().setMode(mode);
      page.setStyleSheet(styleSheetOf(Theme::instance().colors()));
      label.resize(label.sizeHint());
      const QImage image = label.grab().toImage();
      bool isThere = false;
      for (int x = 0; x < image.width(); ++x)
        isThere = isThere || image.pixelColor(x, image.height() / 2) == Theme::instance().colors().mutedText;
      QVERIFY(isThere);
    }
    Theme::instance().setMode(Theme::Mode::System);
  }

  void everythingPaintsInBothThemes() {
    QWidget page;
    auto* column = new QVBoxLayout(&page);
    column->addWidget(new SliderRow(rateOptions()));
    column->addWidget(new Stepper(QStringLiteral("units"), 1, 128));
    column->addWidget(new SegmentedSwitch(QStringLiteral("way"), {QStringLiteral("a"), QStringLiteral("b")}));
    column->addWidget(new Button(QString(), QStringLiteral("Train"), Button::Look::Primary));
    column->addWidget(new MessageStrip);
    Theme::instance().setMode(Theme::Mode::Light);
    const QImage light = page.grab().toImage();
    Theme::instance().setMode(Theme::Mode::Dark);
    const QImage dark = page.grab().toImage();
    Theme::instance().setMode(Theme::Mode::System);
    QVERIFY(light != dark);
    QCOMPARE(test::namelessWidgets(page).join(QLatin1Char(' ')), QString());
  }
};

QTEST_MAIN(TestWidgets)
#include "tst_widgets.moc"
