#include "app/settings_column.h"

#include <QVBoxLayout>
#include <algorithm>

namespace backscope {

namespace {

constexpr int kGap = 12;
/// In average letters: the widest row, a layer, in the widest activation's name.
constexpr int kLetters = 36;

}  // namespace

SettingsColumn::SettingsColumn(const QList<QWidget*>& panels, QWidget* parent)
    : QScrollArea(parent), m_content(new QWidget) {
  auto* cards = new QVBoxLayout(m_content);
  cards->setContentsMargins(0, 0, 0, 0);
  cards->setSpacing(kGap);
  for (QWidget* panel : panels) cards->addWidget(panel);
  cards->addStretch(1);
  setWidget(m_content);
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setAutoFillBackground(false);
  m_content->setBackgroundRole(QPalette::Window);
  setFocusPolicy(Qt::NoFocus);
  setAccessibleName(tr("Settings"));
  setFloating(false);
}

int SettingsColumn::panelWidth() const {
  return std::max(fontMetrics().averageCharWidth() * kLetters, m_content->minimumSizeHint().width());
}

int SettingsColumn::wantedWidth() const { return panelWidth() + kScrollBarWidth; }

void SettingsColumn::fit() { m_content->setFixedWidth(panelWidth()); }

void SettingsColumn::setFloating(bool floating) {
  m_content->setAutoFillBackground(floating);
  if (floating) raise();
}

}  // namespace backscope
