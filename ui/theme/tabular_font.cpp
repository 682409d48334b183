#include "ui/theme/tabular_font.h"

#include <QByteArray>
#include <QFontDatabase>
#include <QRawFont>
#include <QtEndian>
#include <array>
#include <utility>
#include <vector>

// The layout of the tables: OpenType specification 1.9, "The OpenType Font File", "GSUB" and "name".

namespace backscope {

namespace {

constexpr std::array kTables{"CFF ", "GDEF", "GPOS", "GSUB", "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf",
                             "head", "hhea", "hmtx", "kern", "loca", "maxp", "name", "post", "prep"};
/// A feature that shapers always apply ("required ligatures"), and that a Latin face seldom has.
constexpr const char* kAlwaysOn = "rlig";

using Table = std::pair<QByteArray, QByteArray>;  ///< tag and content

quint16 read16(const QByteArray& table, qsizetype at) {
  return at + 2 <= table.size() ? qFromBigEndian<quint16>(table.constData() + at) : quint16{0};
}

template <class Number>
void append(QByteArray& bytes, Number number) {
  const Number bigEndian = qToBigEndian(number);
  bytes.append(reinterpret_cast<const char*>(&bigEndian), sizeof bigEndian);
}

/// Renames `tnum`; false where there is none, or where the other name is taken.
bool switchTabularOn(QByteArray& gsub) {
  const qsizetype list = read16(gsub, 6);
  bool isFound = false;
  for (qsizetype k = 0; k < read16(gsub, list); ++k) {
    const qsizetype record = list + 2 + 6 * k;
    const QByteArray tag = gsub.mid(record, 4);
    if (tag == kAlwaysOn) return false;
    if (tag != "tnum") continue;
    gsub.replace(record, 4, kAlwaysOn);
    isFound = true;
  }
  return isFound;
}

/// Family, style, full and PostScript name, for Windows in Unicode, as every reader knows them.
QByteArray nameTable(const QString& family, int weight) {
  const QString style = QStringLiteral("W%1").arg(weight);
  const std::array names{std::pair{1, family}, std::pair{2, style}, std::pair{4, family + QLatin1Char(' ') + style},
                         std::pair{6, QString(family + QLatin1Char('-') + style).remove(QLatin1Char(' '))}};
  QByteArray records;
  QByteArray texts;
  for (const auto& [id, name] : names) {
    for (const int number : {3, 1, 0x409, id, static_cast<int>(2 * name.size()), static_cast<int>(texts.size())})
      append(records, static_cast<quint16>(number));
    for (const QChar letter : name) append(texts, letter.unicode());
  }
  QByteArray table;
  append(table, quint16{0});
  append(table, static_cast<quint16>(names.size()));
  append(table, static_cast<quint16>(6 + records.size()));
  return table + records + texts;
}

/// Without sums of the tables, which no reader on the desktop asks for.
QByteArray fontFile(const std::vector<Table>& tables) {
  const bool isCff = tables.front().first == "CFF ";
  QByteArray header;
  append(header, isCff ? 0x4F54544FU : 0x00010000U);
  append(header, static_cast<quint16>(tables.size()));
  for (int i = 0; i < 3; ++i) append(header, quint16{0});
  const auto padded = [](qsizetype size) { return (size + 3) / 4 * 4; };
  qsizetype at = header.size() + 16 * static_cast<qsizetype>(tables.size());
  QByteArray body;
  for (const auto& [tag, content] : tables) {
    header += tag;
    append(header, 0U);
    append(header, static_cast<quint32>(at + body.size()));
    append(header, static_cast<quint32>(content.size()));
    body += content;
    body.append(padded(body.size()) - body.size(), '\0');
  }
  return header + body;
}

}  // namespace

QString tabularCopyOf(const QFont& font) {
  const QRawFont raw = QRawFont::fromFont(font);
  const QString family = raw.familyName() + QStringLiteral(" Tabular");
  std::vector<Table> tables;
  bool isOn = false;
  for (const char* tag : kTables) {
    QByteArray content = raw.fontTable(tag);
    if (content.isEmpty()) continue;
    if (QByteArrayView(tag) == "GSUB") isOn = switchTabularOn(content);
    if (QByteArrayView(tag) == "name") content = nameTable(family, font.weight());
    tables.emplace_back(tag, content);
  }
  if (!isOn) return {};
  return QFontDatabase::addApplicationFontFromData(fontFile(tables)) < 0 ? QString() : family;
}

}  // namespace backscope
