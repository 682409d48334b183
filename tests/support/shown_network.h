#pragma once

#include <QImage>
#include <QPainter>
#include <QTest>
#include <QWidget>

#include "tests/support/sample_snapshot.h"
#include "ui/theme/theme.h"
#include "ui/views/network_view.h"
#include "ui/views/parameter_editor.h"

namespace backscope::test {

using Kind = NetworkItem::Kind;

inline std::shared_ptr<Snapshot> changed(const std::shared_ptr<const Snapshot>& snapshot) {
  return std::make_shared<Snapshot>(*snapshot);
}

/// A view of 730 × 450 in a window of its own, with the 2-4-2-1 sample.
struct Shown {
  QWidget window;
  NetworkView* view = new NetworkView(&window);

  explicit Shown(std::shared_ptr<const Snapshot> snapshot) {
    window.resize(730, 450);
    view->setGeometry(0, 0, 730, 450);
    view->setSnapshot(std::move(snapshot));
    window.show();
    window.activateWindow();
  }

  QImage paint(double ratio = 1) {
    QImage image((QSizeF(view->size()) * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Theme::instance().colors().card);
    view->render(&image, QPoint(), QRegion(), QWidget::DrawChildren);
    return image;
  }
  void pointAt(const QPointF& place) { QTest::mouseMove(view, place.toPoint()); }
  ParameterEditor* editor() const {
    for (ParameterEditor* editor : view->findChildren<ParameterEditor*>())
      if (!editor->isHidden()) return editor;
    return nullptr;
  }
  QPointF middleOf(std::size_t edge) const { return view->edges()[edge].curve.at(0.5); }
};

/// A place on this edge that is nearer to it than to any other.
inline QPointF clearPlaceOn(const NetworkView& view, std::size_t index) {
  for (double t = 0.1; t < 0.95; t += 0.01) {
    const QPoint place = view.edges()[index].curve.at(t).toPoint();
    const auto item = itemAt(view.networkLayout(), view.edges(), true, place);
    const NetworkEdge& edge = view.edges()[index];
    if (item && item->kind == Kind::Weight && item->unit == edge.to && item->source == edge.from.unit) return place;
  }
  return {};
}

}  // namespace backscope::test
