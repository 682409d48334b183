#include "ui/views/starts_view.h"

#include <QSignalSpy>
#include <QTest>

#include "tests/support/fail_on_warnings.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_gallery.h"
#include "ui/views/starts_histogram.h"
#include "ui/views/starts_shares.h"
#include "ui/widgets/button.h"

using namespace backscope;

namespace {

StartOutcome ended(double loss, StartEnd end) {
  StartOutcome outcome;
  outcome.train.loss = loss;
  outcome.end = end;
  if (end == StartEnd::Solved) outcome.needed = 120;
  return outcome;
}

/// Eight starts of XOR's corners in 0 and 1: six solved, one on a plateau, one diverged; two functions.
StartsPicture samplePicture() {
  std::vector<StartOutcome> outcomes(6, ended(1e-4, StartEnd::Solved));
  outcomes.push_back(ended(1.0 / 16, StartEnd::Stuck));
  outcomes.push_back(ended(3, StartEnd::Diverged));
  StartsPicture picture;
  picture.planned = 10;
  picture.summary = summarize(outcomes);
  picture.plateaus = {1.0 / 4, 1.0 / 3, 1.0 / 2};
  picture.bins = binLosses(outcomes, std::vector{1.0 / 16, 1.0 / 8});
  picture.coding = TargetCoding::ZeroOne;
  const std::vector<float> field(kAnswerGrid * kAnswerGrid, 1.0F);
  picture.groups = {{3, 4, 6, StartEnd::Solved, 1e-4, field}, {6, 7, 1, StartEnd::Stuck, 1.0 / 16, field}};
  picture.groupCount = 2;
  return picture;
}

struct Shown {
  StartsView view;
  StartsGallery* gallery = view.findChild<StartsGallery*>();

  Shown() {
    view.resize(640, 260);
    view.setPicture(samplePicture());
    view.setState(StartsView::State::Paused);
    view.show();
    QApplication::setActiveWindow(&view);
  }
};

}  // namespace

class TestStartsView : public QObject {
  Q_OBJECT

 private:
  test::FailOnWarnings m_warnings;

 private slots:
  void initTestCase() { Theme::instance().setMode(Theme::Mode::Light); }
  void init() { m_warnings.watch(); }
  void cleanup() { m_warnings.check(); }

  void theNumbersAreSaid() {
    const Shown shown;
    QCOMPARE(shown.view.status(),
             QStringLiteral("8 of 10 done. Half of the solved starts needed at most 120 iterations."));
    const QString shares = shown.view.findChild<StartsShares*>()->accessibleDescription();
    QVERIFY2(shares.startsWith(QLatin1String("solved: 6 of 8 starts, 75.0 %, with 95 % confidence between 40.9 and")),
             qPrintable(shares));
    QVERIFY(shown.view.histogram().accessibleDescription().startsWith(QLatin1String("The losses of 8 starts")));
  }

  void plateausThatAreNearHaveOneName() {
    const Shown shown;
    const std::vector<PlateauLabel> labels = shown.view.histogram().plateauLabels();
    QCOMPARE(labels.size(), std::size_t{1});
    QCOMPARE(labels.front().name(), QStringLiteral("Σℓ = 1/4, 1/3, 1/2"));
    QCOMPARE(labels.front().lines.size(), std::size_t{3});
    const StartsHistogramLayout layout = shown.view.histogram().currentLayout();
    QVERIFY(!layout.zeros && layout.diverged && layout.diverged->left() > layout.bins.right());
    QCOMPARE(labels.front().lines.front(), layout.xOf(samplePicture().bins, 1.0 / 16));
  }

  void aClickAndEnterChooseAStart() {
    const Shown shown;
    QSignalSpy chosen(&shown.view, &StartsView::runChosen);
    QTest::mouseClick(shown.gallery, Qt::LeftButton, {}, shown.gallery->frameOf(1).center().toPoint());
    QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 6ULL);
    QVERIFY2(shown.gallery->words().startsWith(QLatin1String("Seed 7 alone came here: stuck")),
             qPrintable(shown.gallery->words()));
    shown.gallery->setFocus();
    QTRY_VERIFY(shown.gallery->hasFocus());
    QTest::keyClick(shown.gallery, Qt::Key_Left);
    QTest::keyClick(shown.gallery, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 3ULL);
  }

  void thereIsAPictureInBothThemes() {
    Shown shown;
    for (const Theme::Mode mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
      Theme::instance().setMode(mode);
      const QImage image = shown.gallery->grab().toImage();
      QCOMPARE(image.pixelColor(shown.gallery->frameOf(0).center().toPoint()),
               Theme::instance().colors().positiveField);
    }
    shown.view.setPicture({});
    QCOMPARE(shown.gallery->shownCount(), std::size_t{0});
    QVERIFY(!shown.view.grab().isNull());
  }
};

QTEST_MAIN(TestStartsView)
#include "tst_starts_view.moc"
