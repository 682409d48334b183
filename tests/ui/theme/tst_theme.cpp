#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include "tests/support/fail_on_warnings.h"
#include "ui/theme/color_map.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_colors.h"

using namespace backscope;

namespace {

/// Relative luminance of sRGB, WCAG 2.1.
double luminance(const QColor& color) {
  const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// Contrast ratio of WCAG 2.1: 1…21.
double contrast(const QColor& a, const QColor& b) {
  const auto [low, high] = std::minmax({luminance(a), luminance(b)});
  return (high + 0.05) / (low + 0.05);
}

QPalette systemPalette(const QColor& window) {
  QPalette palette;
  palette.setColor(QPalette::Window, window);
  return palette;
}

}  // namespace

class tst_theme : public QObject {
  Q_OBJECT

 private slots:
  void init() { Theme::instance().setMode(Theme::Mode::System); }
  void cleanup() { m_warnings.check(); }

  void contrastMeasuresWhatWcagSays() {
    QVERIFY(std::abs(contrast(Qt::black, Qt::white) - 21) < 1e-6);
    QVERIFY(std::abs(contrast(QColor(0x777777), Qt::white) - 4.48) < 0.01);
  }

  void textIsReadable_data() { addThemes(); }
  void textIsReadable() {
    QFETCH(bool, dark);
    const ThemeColors c = dark ? darkColors() : lightColors();
    for (const QColor& background : {c.card, c.window, c.control})
      for (const QColor& text : {c.text, c.mutedText, c.axisText, c.warning})
        QVERIFY2(contrast(text, background) >= 4.5, qPrintable(text.name() + u" on "_qs + background.name()));
    QVERIFY(contrast(c.accentText, c.accent) >= 4.5);
    QVERIFY(contrast(c.text, c.groove) >= 4.5);
  }

  void marksStandOut_data() { addThemes(); }
  void marksStandOut() {
    QFETCH(bool, dark);
    const ThemeColors c = dark ? darkColors() : lightColors();
    for (const QColor& mark : {c.negative, c.positive, c.zero, c.negativeField, c.positiveField, c.forward, c.backward,
                               c.trainCurve, c.testCurve, c.accent, c.unitBorder, c.contour})
      QVERIFY2(contrast(mark, c.card) >= 3, qPrintable(mark.name() + u" on "_qs + c.card.name()));
    QVERIFY(contrast(c.contour, c.negativeField) >= 3);
    QVERIFY(contrast(c.contour, c.positiveField) >= 3);
  }

  void layersAndClassesStandOut_data() { addThemes(); }
  void layersAndClassesStandOut() {
    QFETCH(bool, dark);
    const ThemeColors c = dark ? darkColors() : lightColors();
    for (int count = 1; count <= 17; ++count)
      for (int l = 1; l <= count; ++l)
        QVERIFY2(contrast(layerColor(c, l, count), c.card) >= 3, qPrintable(layerColor(c, l, count).name()));
    for (int classes = 1; classes <= 8; ++classes)
      for (int k = 0; k < classes; ++k) {
        QVERIFY2(contrast(classColor(c, k, classes), c.card) >= 3, qPrintable(classColor(c, k, classes).name()));
        for (int other = 0; other < k; ++other) QVERIFY(classColor(c, k, classes) != classColor(c, other, classes));
      }
  }

  void lightAndDarkAreThemselves() {
    QVERIFY(!lightColors().dark && lightColors().card.lightness() > 200);
    QVERIFY(darkColors().dark && darkColors().card.lightness() < 60);
  }

  void aChosenModeSetsColoursPaletteAndSignalsOnce() {
    Theme& theme = Theme::instance();
    QSignalSpy changed(&theme, &Theme::changed);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    QVERIFY(theme.colors().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkColors().window);
    theme.setMode(Theme::Mode::Dark);
    QCOMPARE(changed.count(), 1);
    theme.setMode(Theme::Mode::Light);
    QCOMPARE(changed.count(), 2);
    QCOMPARE(QApplication::palette().color(QPalette::WindowText), lightColors().text);
  }

  void systemFollowsTheLightnessOfTheSystemsPalette() {
    Theme& theme = Theme::instance();
    QApplication::setPalette(systemPalette(QColor(0x202020)));
    QVERIFY(theme.colors().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkColors().window);
    QApplication::setPalette(systemPalette(QColor(0xf0f0f0)));
    QVERIFY(!theme.colors().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightColors().window);
  }

  void aFixedModeOutlivesAChangeOfTheSystemAndSystemRemembersIt() {
    Theme& theme = Theme::instance();
    theme.setMode(Theme::Mode::Light);
    QApplication::setPalette(systemPalette(QColor(0x101010)));
    QVERIFY(!theme.colors().dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightColors().window);
    theme.setMode(Theme::Mode::System);
    QVERIFY(theme.colors().dark);
    QApplication::setPalette(systemPalette(QColor(0xf0f0f0)));
    QVERIFY(!theme.colors().dark);
  }

  void fieldColoursRunFromNegativeOverZeroToPositive() {
    const ThemeColors c = lightColors();
    const FieldScale scale{0, 0.5, 1};
    QCOMPARE(fieldColor(c, scale, 0.0F), c.negativeField.rgb());
    QCOMPARE(fieldColor(c, scale, 0.5F), c.zeroField.rgb());
    QCOMPARE(fieldColor(c, scale, 1.0F), c.positiveField.rgb());
    QCOMPARE(fieldColor(c, scale, 7.0F), c.positiveField.rgb());
    QCOMPARE(fieldColor(c, scale, -std::numeric_limits<float>::infinity()), c.negativeField.rgb());
    QCOMPARE(qAlpha(fieldColor(c, scale, std::numeric_limits<float>::quiet_NaN())), 0);
    QCOMPARE(fieldColor(c, {0, 0, 0}, 1.0F), c.positiveField.rgb());
    const QColor half(fieldColor(c, {-1, 0, 1}, -0.5F));
    QVERIFY(std::abs(half.red() - (c.zeroField.red() + c.negativeField.red()) / 2) <= 1);
  }

  void anImageHasOnePixelAValueTopRowFirst() {
    const ThemeColors c = darkColors();
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> values{-1, 0, 1, 0.5F, nan, -0.25F};
    const QImage image = fieldImage(c, {-1, 0, 1}, values, 2, 3);
    QCOMPARE(image.size(), QSize(3, 2));
    QCOMPARE(image.pixel(0, 0), c.negativeField.rgb());
    QCOMPARE(image.pixel(1, 0), c.zeroField.rgb());
    QCOMPARE(image.pixel(2, 0), c.positiveField.rgb());
    QCOMPARE(qAlpha(image.pixel(1, 1)), 0);
    for (const auto& [pixel, value] : {std::pair{image.pixel(0, 1), 0.5F}, std::pair{image.pixel(2, 1), -0.25F}}) {
      const QRgb exact = fieldColor(c, {-1, 0, 1}, value);
      QVERIFY(std::abs(qRed(pixel) - qRed(exact)) <= 1 && std::abs(qBlue(pixel) - qBlue(exact)) <= 1);
    }
  }

  void figuresHaveOneWidth() {
    for (const QFont::Weight weight : {QFont::Normal, QFont::DemiBold}) {
      const QFontMetricsF metrics(numberFont(TextSize::Normal, weight));
      const double zero = metrics.horizontalAdvance(QStringLiteral("0"));
      for (char digit = '1'; digit <= '9'; ++digit)
        QVERIFY(std::abs(metrics.horizontalAdvance(QString(QLatin1Char(digit))) - zero) < 0.1);
    }
  }

  void figuresAreIntersOwn() {
    if (!QFontDatabase::families().contains(QStringLiteral("Inter"))) QSKIP("Inter is not installed");
    for (const QFont::Weight weight : {QFont::Normal, QFont::DemiBold}) {
      const QFont font = numberFont(TextSize::Normal, weight);
      QCOMPARE(QFontInfo(font).family(), QStringLiteral("Inter Tabular"));
      QCOMPARE(QFontInfo(font).weight(), static_cast<int>(weight));
    }
  }

  void sizesFollowTheApplicationsFont_data() {
    QTest::addColumn<double>("points");
    for (const double points : {9.0, 14.0, 28.0}) QTest::addRow("%g pt", points) << points;
  }
  void sizesFollowTheApplicationsFont() {
    QFETCH(double, points);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSizeF(points);
    QApplication::setFont(font);
    QCOMPARE(textFont().pointSizeF(), points);
    QVERIFY(textFont(TextSize::Small).pointSizeF() < points);
    QVERIFY(numberFont(TextSize::Large).pointSizeF() > points);
    QVERIFY(mathFont().pointSizeF() > points && mathFont().italic());
    QApplication::setFont(before);
  }

 private:
  static void addThemes() {
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
  }

  test::FailOnWarnings m_warnings;
};

QTEST_MAIN(tst_theme)
#include "tst_theme.moc"
