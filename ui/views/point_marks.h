#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <map>
#include <tuple>

#include "core/data/dataset.h"
#include "ui/theme/theme.h"
#include "ui/views/field_painting.h"

class QPainter;

namespace backscope {

/// How an example is marked: classes differ in shape as well as in colour; examples held out for the test are hollow;
/// those on the wrong side have a strong outline.
struct PointMark {
  int shape = 0;  ///< the class: circle, square, triangle, diamond, triangle downwards, pentagon, plus, star
  QColor fill;
  bool isTest = false;
  bool isWrong = false;
  bool isOfScale = false;  ///< its colour stands for a number and may be that of the ground: outlined in full contrast
};

/// The mark of a class, and of an example: a regression's marks are circles in the colour of this output's
/// target.
PointMark classMark(const ThemeColors& colors, int classIndex, int classes);
PointMark exampleMark(const ThemeColors& colors, const Dataset& data, int example, const FieldScale& targetScale,
                      int output = 0);

void paintMark(QPainter& painter, const QPointF& center, double radius, const PointMark& mark,
               const ThemeColors& colors);

/// Marks drawn once for each kind and copied from then on.
class PointMarkSprites {
 public:
  PointMarkSprites(const ThemeColors& colors, double radius, double devicePixelRatio);
  void paint(QPainter& painter, const QPointF& center, const PointMark& mark);
  double radius() const { return m_radius; }
  double devicePixelRatio() const { return m_ratio; }

 private:
  ThemeColors m_colors;
  double m_radius;
  double m_ratio;
  std::map<std::tuple<int, QRgb, bool, bool>, QImage> m_images;
};

}  // namespace backscope
