#pragma once

#include <QPixmap>
#include <QRadioButton>

#include "core/data/dataset_catalog.h"

namespace backscope {

/// One data set to choose: a picture of its own points.
class DatasetThumbnail : public QRadioButton {
  Q_OBJECT

 public:
  explicit DatasetThumbnail(Generator generator, QWidget* parent = nullptr);

  Generator generator() const { return m_generator; }
  const Dataset& points() const { return m_points; }

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  bool hitButton(const QPoint& position) const override { return rect().contains(position); }
  void paintEvent(QPaintEvent* event) override;

 private:
  QPixmap makePicture() const;
  QColor colorOf(int n) const;

  Generator m_generator;
  Dataset m_points;
  QPixmap m_picture;
};

}  // namespace backscope
