#pragma once

#include <QFont>
#include <QString>
#include <vector>

class QPainter;
class QPointF;

namespace backscope {

/// A short formula on one line, such as the name of a weight: letters are italic, all else is upright, indices are
/// small.
///
/// Markup: `^{…}` raises, `_{…}` lowers; where one follows the other they stand above each other, as in w_{21}^{(1)}.
class MathText {
 public:
  /// `font` is that of the letters, such as mathFont().
  MathText(const QString& markup, const QFont& font);

  double width() const { return m_width; }
  /// Above and below the baseline, indices included.
  double ascent() const { return m_ascent; }
  double descent() const { return m_descent; }
  double height() const { return m_ascent + m_descent; }

  /// In the painter's pen, its left end at `baseline`.
  void paint(QPainter& painter, const QPointF& baseline) const;
  void paintCentered(QPainter& painter, const QPointF& baseline) const;

 private:
  enum class Level { Line, Raised, Lowered };
  struct Run {
    QString text;
    QFont font;
    double x = 0;
    double y = 0;  ///< of the baseline, downwards
  };

  /// Lays out `text` from x; returns where it ends.
  double append(const QString& text, Level level, double x, const QFont& font);

  std::vector<Run> m_runs;
  double m_width = 0;
  double m_ascent = 0;
  double m_descent = 0;
};

/// "z_{2}^{(1)}" as plain text for screen readers and tool tips: z₂⁽¹⁾.
QString plainMath(const QString& markup);

}  // namespace backscope
