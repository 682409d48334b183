#include "app/commands/figure_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <cmath>

#include "app/output_file.h"
#include "ui/text/pdf_dates.h"

namespace backscope {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("figure_file", text); }

/// Pixels an inch: what the screen's layout assumes.
constexpr int kResolution = 96;
constexpr double kPointsPerPixel = 72.0 / kResolution;

QByteArray makePng(const QSize& size, double scale, const std::function<void(QPainter&)>& paint) {
  const auto scaled = [scale](int length) { return static_cast<int>(std::lround(length * scale)); };
  QImage image(scaled(size.width()), scaled(size.height()), QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return {};
  image.setDevicePixelRatio(scale);
  image.fill(Qt::transparent);
  QPainter painter(&image);
  paint(painter);
  painter.end();
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  return image.save(&buffer, "PNG") ? buffer.data() : QByteArray();
}

QByteArray makeSvg(const QSize& size, const std::function<void(QPainter&)>& paint) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setResolution(kResolution);
  generator.setSize(size);
  generator.setViewBox(QRect(QPoint(0, 0), size));
  generator.setTitle(QStringLiteral("Backscope"));
  QPainter painter(&generator);
  paint(painter);
  painter.end();
  QByteArray svg = buffer.data();
  // The program's own face, which no other program has.
  svg.replace("font-family=\"Inter Tabular\"", "font-family=\"Inter\" font-variant-numeric=\"tabular-nums\"");
  return svg;
}

QByteArray makePdf(const QSize& size, const std::function<void(QPainter&)>& paint) {
  QBuffer buffer;
  buffer.open(QIODevice::WriteOnly);
  QPdfWriter writer(&buffer);
  writer.setResolution(kResolution);
  writer.setPageSize(QPageSize(QSizeF(size) * kPointsPerPixel, QPageSize::Point, {}, QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF(0, 0, 0, 0));
  writer.setTitle(QStringLiteral("Backscope"));
  writer.setCreator(QStringLiteral("Backscope"));
  QPainter painter(&writer);
  paint(painter);
  painter.end();
  QByteArray pdf = buffer.data();
  fixPdfDates(pdf);
  return pdf;
}

}  // namespace

QString writeFigure(const QString& file, const QSize& size, double scale, const std::function<void(QPainter&)>& paint) {
  // Before the work is done: a folder that is not there would undo it.
  OutputFile target(file);
  if (!target.isOpen()) return target.problem();
  const QString name = file.toLower();
  const QByteArray figure = name.endsWith(QLatin1String(".png"))   ? makePng(size, scale, paint)
                            : name.endsWith(QLatin1String(".svg")) ? makeSvg(size, paint)
                                                                   : makePdf(size, paint);
  if (figure.isEmpty()) return tr("could not be drawn at this size");
  target.write(figure);
  return target.commit();
}

}  // namespace backscope
