#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/formula/formula_layout.h"
#include "ui/formula/pass_formula.h"

namespace backscope {

/// One step of the passes on a sheet: its formula in symbols, the same with the numbers put in, and what there is to
/// say about it. As high as that needs.
class PassSheet : public QWidget {
  Q_OBJECT

 public:
  explicit PassSheet(QWidget* parent = nullptr);

  void setText(const PassText& text);
  /// This term and all that are the same stand on a soft ground.
  void setHighlighted(const std::optional<TermRef>& term);
  /// Of the parts, from top to bottom, to see that none overlaps.
  std::vector<QRectF> places() const;

  QSize sizeHint() const override;

 signals:
  void termHovered(std::optional<backscope::TermRef> term);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  enum class Look { Title, Formula, Finding, Note };
  struct Part {
    Look look = Look::Formula;
    QString text;
    FormulaLayout formula;
    QRectF place;
  };

  void layOut();
  void add(const Formula& formula, const QFont& font, double indent = 0);
  void add(Look look, const QString& text);
  QFont fontOf(Look look) const;
  QColor colorOf(Look look) const;

  PassText m_text;
  std::vector<Part> m_parts;
  double m_bottom = 0;
  std::optional<TermRef> m_highlighted;
  std::optional<TermRef> m_pointed;
};

}  // namespace backscope
