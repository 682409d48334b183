#include "app/commands/trace_format.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "core/session/json_text.h"
#include "ui/text/number_format.h"

namespace backscope {

namespace {

using Json = nlohmann::ordered_json;

QString tr(const char* text) { return QCoreApplication::translate("trace_format", text); }

QString named(std::string_view name) { return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())); }

/// Rows of cells; every column as wide as its widest cell, to the right.
class Table {
 public:
  void addRow(QStringList cells) { m_rows.push_back(std::move(cells)); }

  QString text() const {
    std::vector<qsizetype> widths;
    for (const QStringList& row : m_rows) {
      widths.resize(std::max(widths.size(), static_cast<std::size_t>(row.size())));
      for (qsizetype c = 0; c < row.size(); ++c) {
        qsizetype& width = widths[static_cast<std::size_t>(c)];
        width = std::max(width, row[c].size());
      }
    }
    QString text;
    for (const QStringList& row : m_rows) {
      QString line;
      for (qsizetype c = 0; c < row.size(); ++c)
        line += QLatin1String("  ") + row[c].rightJustified(widths[static_cast<std::size_t>(c)]);
      text += line + QLatin1Char('\n');
    }
    return text;
  }

 private:
  std::vector<QStringList> m_rows;
};

QStringList numberRow(const QString& name, const Eigen::VectorXd& values) {
  QStringList cells{name};
  for (const double value : values) cells.append(formatNumber(value));
  return cells;
}

/// What both passes give each unit.
QString unitsText(const LayerTrace& layer, int l) {
  Table table;
  table.addRow({QStringLiteral("j"), withLayer(QStringLiteral("a"), l), withLayer(QStringLiteral("z"), l),
                QStringLiteral("h′(a)"), withLayer(QStringLiteral("δ"), l)});
  for (Eigen::Index j = 0; j < layer.a.size(); ++j)
    table.addRow({QString::number(j + 1), formatNumber(layer.a(j)), formatNumber(layer.z(j)),
                  formatNumber(layer.slope(j)), formatNumber(layer.delta(j))});
  return table.text();
}

/// A matrix with a row for each unit, and the vector beside it where there is one, in blocks of a few columns.
QString weightsText(const QString& prefix, const Eigen::Ref<const Eigen::VectorXd>& vector,
                    const Eigen::Ref<const RowMatrix>& matrix) {
  constexpr Eigen::Index kColumns = 8;
  QStringList blocks;
  for (Eigen::Index first = 0; first < matrix.cols(); first += kColumns) {
    const bool hasVector = first == 0 && vector.size() > 0;
    const Eigen::Index end = std::min(first + kColumns, matrix.cols());
    QStringList header{QStringLiteral("j")};
    if (hasVector) header.append(prefix + QLatin1Char('b'));
    for (Eigen::Index i = first; i < end; ++i) header.append(prefix + QStringLiteral("w_j%1").arg(i + 1));
    Table table;
    table.addRow(header);
    for (Eigen::Index j = 0; j < matrix.rows(); ++j) {
      QStringList row{QString::number(j + 1)};
      if (hasVector) row.append(formatNumber(vector(j)));
      for (Eigen::Index i = first; i < end; ++i) row.append(formatNumber(matrix(j, i)));
      table.addRow(row);
    }
    blocks.append(table.text());
  }
  return blocks.join(QLatin1Char('\n'));
}

QString layerText(const TracedExample& traced, int l) {
  const LayerTrace& layer = traced.trace.layers[static_cast<std::size_t>(l - 1)];
  const Eigen::VectorXd biases =
      traced.session.network.bias ? Eigen::VectorXd(traced.parameters.b(l)) : Eigen::VectorXd();
  return QStringList{weightsText({}, biases, traced.parameters.W(l)), unitsText(layer, l),
                     weightsText(QStringLiteral("∂ℓ/∂"), layer.db, layer.dW)}
      .join(QLatin1Char('\n'));
}

Json arrayOf(const Eigen::VectorXd& values) { return Json(std::vector<double>(values.begin(), values.end())); }

Json matrixOf(const RowMatrix& matrix) {
  Json rows = Json::array();
  for (Eigen::Index j = 0; j < matrix.rows(); ++j)
    rows.push_back(std::vector<double>(matrix.row(j).begin(), matrix.row(j).end()));
  return rows;
}

void appendRow(std::string& csv, int layer, const char* quantity, const std::string& j, const std::string& i,
               double value) {
  csv.append(std::to_string(layer)).append(",").append(quantity).append(",").append(j).append(",").append(i);
  csv.append(",").append(allDigits(value)).append("\n");
}

void appendVector(std::string& csv, int layer, const char* quantity, const Eigen::VectorXd& values) {
  for (Eigen::Index j = 0; j < values.size(); ++j)
    appendRow(csv, layer, quantity, std::to_string(j + 1), "", values(j));
}

}  // namespace

QString traceText(const TracedExample& traced) {
  const Architecture& network = traced.session.network;
  const ExampleTrace& trace = traced.trace;
  QString text =
      traced.session.title.empty() ? QString() : QString::fromStdString(traced.session.title) + QLatin1Char('\n');
  text += tr("Example %1 of 0…%2").arg(traced.example).arg(traced.count - 1) + QLatin1String("\n\n");
  Table ends;
  ends.addRow(numberRow(QStringLiteral("x"), trace.x));
  ends.addRow(numberRow(QStringLiteral("y"), trace.y));
  ends.addRow(numberRow(QStringLiteral("ŷ"), trace.yhat()));
  ends.addRow({QStringLiteral("ℓ"), formatNumber(trace.loss)});
  text += ends.text();
  for (int l = 1; l <= network.outputLayer(); ++l) {
    const QString activation = named(nameOf(network.activationOf(l)));
    text += QLatin1Char('\n') + (l == network.outputLayer() ? tr("Layer %1, output: %2").arg(l).arg(activation)
                                                            : tr("Layer %1: %2").arg(l).arg(activation));
    text += QLatin1Char('\n') + layerText(traced, l);
  }
  return text;
}

std::string traceJson(const TracedExample& traced) {
  const ExampleTrace& trace = traced.trace;
  Json layers = Json::array();
  for (int l = 1; l <= traced.session.network.outputLayer(); ++l) {
    const LayerTrace& layer = trace.layers[static_cast<std::size_t>(l - 1)];
    layers.push_back(Json{{"layer", l},
                          {"activation", nameOf(traced.session.network.activationOf(l))},
                          {"a", arrayOf(layer.a)},
                          {"z", arrayOf(layer.z)},
                          {"slope", arrayOf(layer.slope)},
                          {"delta", arrayOf(layer.delta)},
                          {"dW", matrixOf(layer.dW)},
                          {"db", arrayOf(layer.db)}});
  }
  return jsonText({{"example", traced.example},
                   {"x", arrayOf(trace.x)},
                   {"y", arrayOf(trace.y)},
                   {"yhat", arrayOf(trace.yhat())},
                   {"loss", trace.loss},
                   {"layers", std::move(layers)}});
}

std::string traceCsv(const TracedExample& traced) {
  const int output = traced.session.network.outputLayer();
  std::string csv = "layer,quantity,j,i,value\n";
  appendVector(csv, 0, "x", traced.trace.x);
  for (int l = 1; l <= output; ++l) {
    const LayerTrace& layer = traced.trace.layers[static_cast<std::size_t>(l - 1)];
    appendVector(csv, l, "a", layer.a);
    appendVector(csv, l, "z", layer.z);
    appendVector(csv, l, "slope", layer.slope);
    appendVector(csv, l, "delta", layer.delta);
    for (Eigen::Index j = 0; j < layer.dW.rows(); ++j)
      for (Eigen::Index i = 0; i < layer.dW.cols(); ++i)
        appendRow(csv, l, "dW", std::to_string(j + 1), std::to_string(i + 1), layer.dW(j, i));
    appendVector(csv, l, "db", layer.db);
  }
  appendVector(csv, output, "y", traced.trace.y);
  appendVector(csv, output, "yhat", traced.trace.yhat());
  appendRow(csv, output, "loss", "", "", traced.trace.loss);
  return csv;
}

}  // namespace backscope
