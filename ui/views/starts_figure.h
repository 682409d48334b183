#pragma once

#include <QWidget>

#include "ui/views/starts_picture.h"

class QLabel;

namespace backscope {

class StartsGallery;
class StartsHistogram;
class StartsShares;

/// What has come of many starts, for a file: how they ended, the losses they reached and their functions, without the
/// controls.
class StartsFigure : public QWidget {
  Q_OBJECT

 public:
  explicit StartsFigure(QWidget* parent = nullptr);

  void setPicture(const StartsPicture& picture);

 private:
  StartsShares* m_shares = nullptr;
  StartsHistogram* m_histogram = nullptr;
  StartsGallery* m_gallery = nullptr;
  QLabel* m_words = nullptr;
};

}  // namespace backscope
