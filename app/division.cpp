#include "app/division.h"

#include <QDataStream>
#include <QFontMetrics>
#include <QIODevice>
#include <QSplitter>
#include <algorithm>

namespace backscope {

namespace {

constexpr int kGap = 12;
/// What the views can do with, in average letters and in lines of text: the network, what is below it, and the column
/// at the right.
constexpr int kCenterLetters = 34;
constexpr int kRightLetters = 24;
constexpr int kNetworkLines = 10;
constexpr int kAnalysesLines = 13;
constexpr int kBoundaryLines = 13;
constexpr int kLossLines = 8;
/// The right column's share of what is left for the views, and the upper card's share of each column.
constexpr double kRightShare = 0.335;
constexpr double kNetworkShare = 0.58;
constexpr double kBoundaryShare = 0.56;
constexpr double kBoundaryShareBesidePass = 0.42;

QSplitter* makeSplitter(Qt::Orientation orientation, QWidget* first, QWidget* second) {
  auto* splitter = new QSplitter(orientation);
  splitter->addWidget(first);
  splitter->addWidget(second);
  splitter->setHandleWidth(kGap);
  splitter->setChildrenCollapsible(false);
  return splitter;
}

void shareOut(QSplitter& splitter, int room, double firstShare) {
  const int first = static_cast<int>(room * firstShare);
  splitter.setSizes({first, room - first});
}

}  // namespace

Division::Division(const Views& views, QObject* parent) : QObject(parent) {
  m_center = makeSplitter(Qt::Vertical, views.network, views.analyses);
  m_right = makeSplitter(Qt::Vertical, views.boundary, views.lossOrPass);
  m_whole = makeSplitter(Qt::Horizontal, m_center, m_right);
  for (QSplitter* splitter : {m_whole, m_center, m_right})
    connect(splitter, &QSplitter::splitterMoved, this, [this, splitter] { takeDragged(splitter); });
}

/// Who drags the border above the enlarged analyses has shared the room otherwise.
void Division::takeDragged(const QSplitter* splitter) {
  m_isByHand = true;
  if (splitter == m_center && m_isEnlarged) {
    m_isEnlarged = false;
    emit enlargedChanged(false);
  }
  emit moved();
}

void Division::fitType() {
  const QFontMetrics metrics = m_whole->fontMetrics();
  const auto fitHeight = [&metrics](QWidget* card, int lines) {
    card->setMinimumHeight(std::max(metrics.height() * lines, card->minimumSizeHint().height()));
  };
  fitHeight(m_center->widget(0), kNetworkLines);
  fitHeight(m_center->widget(1), kAnalysesLines);
  fitHeight(m_right->widget(0), kBoundaryLines);
  fitHeight(m_right->widget(1), kLossLines);
  const int letter = metrics.averageCharWidth();
  m_center->setMinimumWidth(std::max(letter * kCenterLetters, m_center->minimumSizeHint().width()));
  m_right->setMinimumWidth(std::max(letter * kRightLetters, m_right->minimumSizeHint().width()));
}

void Division::share(bool showsPass) {
  if (m_isEnlarged) shareOut(*m_center, m_center->height() - kGap, 0);
  if (m_isByHand) return;
  shareOut(*m_whole, m_whole->width() - kGap, 1 - kRightShare);
  if (!m_isEnlarged) shareOut(*m_center, m_center->height() - kGap, kNetworkShare);
  // A formula with its numbers needs more room than two curves.
  shareOut(*m_right, m_right->height() - kGap, showsPass ? kBoundaryShareBesidePass : kBoundaryShare);
}

void Division::setEnlarged(bool enlarged) {
  if (enlarged == m_isEnlarged) return;
  if (enlarged) m_before = m_center->saveState();
  m_isEnlarged = enlarged;
  if (enlarged)
    shareOut(*m_center, m_center->height() - kGap, 0);
  else if (m_isByHand)
    m_center->restoreState(m_before);
  else
    shareOut(*m_center, m_center->height() - kGap, kNetworkShare);
  emit enlargedChanged(enlarged);
}

QByteArray Division::save() const {
  if (!m_isByHand) return {};
  QByteArray division;
  QDataStream stream(&division, QIODevice::WriteOnly);
  stream << m_whole->saveState() << (m_isEnlarged ? m_before : m_center->saveState()) << m_right->saveState();
  return division;
}

void Division::restore(const QByteArray& division) {
  QDataStream stream(division);
  QByteArray whole;
  QByteArray center;
  QByteArray right;
  stream >> whole >> center >> right;
  if (stream.status() != QDataStream::Ok || division.isEmpty()) return;
  m_isByHand = m_whole->restoreState(whole) && m_center->restoreState(center) && m_right->restoreState(right);
}

}  // namespace backscope
