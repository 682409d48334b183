#include "ui/views/starts_view.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/support/fail_on_warnings.h"
#include "ui/theme/theme.h"
#include "ui/views/starts_gallery.h"
#include "ui/views/starts_histogram.h"
#include "ui/views/starts_shares.h"
#include "ui/views/starts_thumbnail.h"
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
  picture.groups = {{3, 4, 6, StartEnd::Solved, 1e-4, field, {}, 5},
                    {6, 7, 1, StartEnd::Stuck, 1.0 / 16, field, 1.0 / 4, 1}};
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
    QVERIFY2(shown.gallery->words().startsWith(QStringLiteral("Seed 7 alone came here: Σℓ = 1/4")),
             qPrintable(shown.gallery->words()));
    shown.gallery->setFocus();
    QTRY_VERIFY(shown.gallery->hasFocus());
    QTest::keyClick(shown.gallery, Qt::Key_Left);
    QVERIFY(shown.gallery->words().startsWith(
        QStringLiteral("6 starts came here at 5 different θ, mirror images aside; seed 4 first: solved")));
    QTest::keyClick(shown.gallery, Qt::Key_Return);
    QCOMPARE(chosen.takeFirst().at(0).toULongLong(), 3ULL);
  }

  void theClassesPartAtACrispLine() {
    StartsPicture picture = samplePicture();
    for (std::size_t cell = 0; cell < picture.groups[0].field.size(); ++cell)
      picture.groups[0].field[cell] = cell % kAnswerGrid < kAnswerGrid / 2 ? 0.0F : 1.0F;
    QImage image(120, 120, QImage::Format_RGB32);
    const auto paint = [&] {
      QPainter painter(&image);
      painter.setRenderHint(QPainter::Antialiasing);
      paintThumbnail(painter, QRectF(0, 0, 120, 120), picture, 0);
    };
    const ThemeColors& colors = Theme::instance().colors();
    const auto isLine = [&](int y) {
      return std::abs(qGray(image.pixel(60, y)) - qGray(colors.contour.rgb())) < 40 &&
             std::abs(qGray(image.pixel(60, y)) - qGray(image.pixel(65, y))) > 40;
    };
    paint();
    QVERIFY(isLine(60) && isLine(2));
    QCOMPARE(image.pixelColor(20, 60), colors.negativeField);
    QCOMPARE(image.pixelColor(100, 60), colors.positiveField);
    // Of two outputs it is where the larger one changes.
    StartsThumbnail& group = picture.groups[0];
    picture.fields = 2;
    const std::vector<float> one = group.field;
    for (const float value : one) group.field.push_back(1 - value);
    paint();
    QVERIFY(isLine(60));
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
