#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontMetricsF>
#include <cmath>

#include "ui/theme/tabular_font.h"

namespace backscope {

namespace {

double factorOf(TextSize size) {
  switch (size) {
    case TextSize::Small:
      return 0.9;
    case TextSize::Normal:
      return 1.0;
    case TextSize::Large:
      return 1.3;
  }
  return 1.0;
}

QFont scaled(const QStringList& families, TextSize size, QFont::Weight weight) {
  QFont font = QApplication::font();
  font.setFamilies(families);
  // Rounded to half points: the hinting of odd sizes is uneven.
  if (font.pixelSize() > 0)
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factorOf(size)))));
  else
    font.setPointSizeF(std::max(0.5, std::round(font.pointSizeF() * factorOf(size) * 2) / 2));
  font.setWeight(weight);
  return font;
}

QStringList textFamilies() {
  return {QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QApplication::font().family(),
          QStringLiteral("DejaVu Sans")};
}

/// Of whole texts: the width of a letter alone is measured without the font's features.
bool hasTabularFigures(const QString& family) {
  QFont font(family);
  font.setPixelSize(100);
  const QFontMetricsF metrics(font);
  const double width = metrics.horizontalAdvance(QStringLiteral("0"));
  for (char digit = '1'; digit <= '9'; ++digit)
    if (std::abs(metrics.horizontalAdvance(QString(QLatin1Char(digit))) - width) > 0.5) return false;
  return true;
}

/// The weights in which numbers are set.
constexpr QFont::Weight kNumberWeights[] = {QFont::Normal, QFont::DemiBold};

/// Inter with figures of one width; where that can't be had, the first family whose ten digits measure the same.
QString findTabularFamily() {
  const QStringList installed = QFontDatabase::families();
  if (installed.contains(QStringLiteral("Inter"))) {
    QString copy;
    for (const QFont::Weight weight : kNumberWeights) {
      QFont inter(QStringLiteral("Inter"));
      inter.setWeight(weight);
      copy = tabularCopyOf(inter);
    }
    if (!copy.isEmpty() && hasTabularFigures(copy)) return copy;
  }
  for (const char* name : {"Inter", "Liberation Sans", "Arimo", "Nimbus Sans", "Noto Sans", "DejaVu Sans"}) {
    QString candidate = QLatin1String(name);
    if (installed.contains(candidate) && hasTabularFigures(candidate)) return candidate;
  }
  return QApplication::font().family();
}

QString tabularFamily() {
  static const QString family = findTabularFamily();
  return family;
}

}  // namespace

QFont textFont(TextSize size, QFont::Weight weight) { return scaled(textFamilies(), size, weight); }

QFont numberFont(TextSize size, QFont::Weight weight) {
  return scaled(QStringList{tabularFamily()} + textFamilies(), size, weight);
}

QFont mathFont(TextSize size) {
  QFont font = scaled({QStringLiteral("STIX"), QStringLiteral("STIXGeneral"), QStringLiteral("STIX Two Text"),
                       QStringLiteral("Nimbus Roman"), QStringLiteral("DejaVu Serif")},
                      size, QFont::Normal);
  font.setItalic(true);
  font.setStyleHint(QFont::Serif);
  // A serif italic looks smaller than a sans of the same size.
  if (font.pixelSize() > 0)
    font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * 1.15)));
  else
    font.setPointSizeF(font.pointSizeF() * 1.15);
  return font;
}

}  // namespace backscope
