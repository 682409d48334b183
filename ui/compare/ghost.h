#pragma once

#include <QColor>
#include <QString>
#include <memory>

#include "core/engine/snapshot.h"

namespace backscope {

/// Another run of a comparison, shown faintly over the present one.
struct Ghost {
  QString letter;  ///< of its place: A, B, …
  QString name;    ///< a few words
  QColor color;
  std::shared_ptr<const Snapshot> snapshot;  ///< may be null until it comes
};

}  // namespace backscope
