#pragma once

#include <QByteArray>
#include <QObject>

class QSplitter;
class QWidget;

namespace backscope {

/// How the room is shared between the views: two columns of two each, by fixed shares until the user drags a border.
class Division : public QObject {
  Q_OBJECT

 public:
  /// From the upper left; the network above the analyses, the boundary above the loss or the passes.
  struct Views {
    QWidget* network;
    QWidget* analyses;
    QWidget* boundary;
    QWidget* lossOrPass;
  };
  explicit Division(const Views& views, QObject* parent = nullptr);

  /// Holds all four.
  QSplitter* whole() const { return m_whole; }

  /// What each view can do with grows with the type; some ask for more, as long as they show a large network.
  void fitType();
  /// Shares the room out anew, as far as the user has not; beside the passes they have more of the right column.
  void share(bool showsPass);

  /// The analyses take all that the network above them can do without; and give it back.
  void setEnlarged(bool enlarged);
  bool isEnlarged() const { return m_isEnlarged; }

  /// As the user has shared the room, to be remembered; empty where it goes by the fixed shares.
  QByteArray save() const;
  void restore(const QByteArray& division);

 signals:
  /// By the user.
  void moved();
  void enlargedChanged(bool enlarged);

 private:
  void takeDragged(const QSplitter* splitter);

  QSplitter* m_center = nullptr;
  QSplitter* m_right = nullptr;
  QSplitter* m_whole = nullptr;
  bool m_isByHand = false;  ///< then only the window's growth is shared out
  bool m_isEnlarged = false;
  QByteArray m_before;  ///< the center's, before the analyses were enlarged
};

}  // namespace backscope
