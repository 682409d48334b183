#pragma once

#include <QWidget>
#include <optional>

#include "ui/views/init_map_layout.h"

namespace backscope {

/// The cells of an init map in colours, with their axes and a legend in numbers. One cell is the current one: that
/// which is pointed at, or was last led to by the arrow keys. A click or Enter chooses it; with Shift, or by its menu,
/// it is compared with the present run.
class InitMapChart : public QWidget {
  Q_OBJECT

 public:
  explicit InitMapChart(QWidget* parent = nullptr);

  void setMap(InitMap map);
  void setCell(std::size_t cell, const CellOutcome& outcome);
  void setColor(MapColor color);
  /// The cell of the window's settings.
  void setPresent(std::optional<std::size_t> cell);

  const InitMap& map() const { return m_map; }
  MapColor color() const { return m_color; }
  std::optional<std::size_t> current() const { return m_current; }
  std::optional<std::size_t> present() const { return m_present; }
  InitMapLayout currentLayout() const;
  /// Of the current cell; where there is none, what to do.
  QString words() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;

 signals:
  void cellChosen(std::size_t cell);
  /// To be compared with the present run.
  void besideChosen(std::size_t cell);
  /// words() may be others.
  void wordsChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void setCurrent(std::optional<std::size_t> cell);
  void choose(std::size_t cell, Qt::KeyboardModifiers modifiers);
  void describe();
  bool moveCurrent(int key);
  void paintCells(QPainter& painter, const InitMapLayout& layout, const MapScale& scale) const;
  void paintMark(QPainter& painter, const QRectF& rect, CellLook look) const;
  void paintAxes(QPainter& painter, const InitMapLayout& layout) const;
  void paintLegend(QPainter& painter, const InitMapLayout& layout, const MapScale& scale) const;
  void paintFrames(QPainter& painter, const InitMapLayout& layout) const;

  InitMap m_map;
  MapColor m_color = MapColor::Loss;
  std::optional<std::size_t> m_current;
  std::optional<std::size_t> m_present;
};

}  // namespace backscope
