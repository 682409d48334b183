#include "ui/widgets/segmented_switch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

#include "ui/theme/theme.h"
#include "ui/widgets/paint_control.h"

namespace backscope {

/// One of the choices: a radio button that fills its place.
class SegmentedSwitch::Segment : public QRadioButton {
 public:
  using QRadioButton::QRadioButton;

  QSize sizeHint() const override {
    return {fontMetrics().horizontalAdvance(text()) + 20, fontMetrics().height() + 10};
  }
  QSize minimumSizeHint() const override { return {fontMetrics().horizontalAdvance(text()) + 8, sizeHint().height()}; }

 protected:
  bool hitButton(const QPoint& position) const override { return rect().contains(position); }
  void paintEvent(QPaintEvent*) override {
    const ThemeColors& colors = Theme::instance().colors();
    QPainter painter(this);
    if (isChecked()) paintControlPanel(painter, QRectF(rect()), colors.control, colors.controlBorder);
    painter.setPen(isChecked() || underMouse() ? colors.text : colors.mutedText);
    painter.drawText(rect(), Qt::AlignCenter, text());
    if (hasFocus()) paintFocusRing(painter, QRectF(rect()));
  }
};

SegmentedSwitch::SegmentedSwitch(const QString& name, const QStringList& options, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this)), m_row(new QHBoxLayout(this)) {
  setAccessibleName(name);
  m_row->setContentsMargins(3, 3, 3, 3);
  m_row->setSpacing(0);
  for (const QString& option : options) addOption(option);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  connect(m_group, &QButtonGroup::idToggled, this, [this](int id, bool checked) {
    // The tabulator goes to the one that is taken, not to the first.
    if (!checked) return;
    for (QAbstractButton* segment : m_group->buttons())
      segment->setFocusPolicy(m_group->id(segment) == id ? Qt::TabFocus : Qt::NoFocus);
    update();
  });
  connect(m_group, &QButtonGroup::idClicked, this, &SegmentedSwitch::chosen);
  connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&SegmentedSwitch::update));
}

void SegmentedSwitch::addOption(const QString& option) {
  auto* segment = new Segment(option, this);
  segment->setAccessibleName(tr("%1: %2").arg(accessibleName(), option));
  segment->setAttribute(Qt::WA_Hover);
  segment->setFocusPolicy(Qt::TabFocus);
  m_group->addButton(segment, static_cast<int>(m_group->buttons().size()));
  m_row->addWidget(segment, 1);
}

int SegmentedSwitch::current() const { return m_group->checkedId(); }

void SegmentedSwitch::setCurrent(int index) {
  if (QAbstractButton* segment = m_group->button(index)) segment->setChecked(true);
}

void SegmentedSwitch::setHint(int index, const QString& hint) {
  if (QAbstractButton* segment = m_group->button(index)) segment->setToolTip(hint);
}

void SegmentedSwitch::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(Theme::instance().colors().groove);
  painter.drawRoundedRect(rect(), kControlRadius + 2, kControlRadius + 2);
}

}  // namespace backscope
