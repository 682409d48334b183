#include "ui/views/surface_controls.h"

#include <QBoxLayout>
#include <algorithm>

#include "core/network/parameters.h"
#include "ui/text/math_text.h"
#include "ui/text/notation.h"
#include "ui/values/parameter_item.h"
#include "ui/views/gradient_items.h"
#include "ui/views/surface_text.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/quiet_label.h"
#include "ui/widgets/seed_box.h"
#include "ui/widgets/segmented_switch.h"

namespace backscope {

namespace {

constexpr int kGap = 8;
/// Of more, a list has those of one unit alone.
constexpr std::size_t kMostListed = 400;
constexpr int kFewestLetters = 5;

}  // namespace

SurfaceControls::SurfaceControls(QWidget* parent) : QWidget(parent) {
  createControls();
  createLayout();
  connectSignals();
  fillPoints();
  showKind();
}

void SurfaceControls::createControls() {
  m_left = new QWidget(this);
  m_right = new QWidget(this);
  m_kind = new ChoiceBox(tr("The plane"), m_left);
  m_kind->addItems(planeKindNames());
  for (int k = 0; k < m_kind->count(); ++k) m_kind->setItemData(k, planeKindHints()[k], Qt::ToolTipRole);
  m_first = new ChoiceBox(tr("The weight along the map"), m_left);
  m_second = new ChoiceBox(tr("The weight up the map"), m_left);
  m_hint = new QuietLabel(tr("or click two edges in the network"), m_left);
  m_hint->setElides(true);
  m_seed = new SeedBox(tr("directions"), tr("Throw other directions"), m_left);
  const std::array names{tr("The first point"), tr("The second point"), tr("The third point")};
  for (std::size_t k = 0; k < m_through.size(); ++k) m_through[k] = new ChoiceBox(names[k], m_left);
  for (ChoiceBox* box : {m_kind, m_first, m_second, m_through[0], m_through[1], m_through[2]}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    box->setMinimumContentsLength(kFewestLetters);
  }
  // Names of points can be long: they share what room there is.
  for (ChoiceBox* box : m_through) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(2 * kFewestLetters);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  }
  m_scale = new SegmentedSwitch(tr("The scale of the loss"), {tr("log"), tr("linear")}, m_right);
  m_scale->setHint(0, tr("Colours and heights by the logarithm of the loss"));
  m_scale->setHint(1, tr("Colours and heights by the loss itself"));
  m_scale->setCurrent(0);
  m_side = new SegmentedSwitch(tr("What is shown"), {tr("Map"), tr("Relief")}, m_right);
  m_side->setCurrent(0);
}

void SurfaceControls::createLayout() {
  auto* left = new QHBoxLayout(m_left);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_second),
        static_cast<QWidget*>(m_seed), static_cast<QWidget*>(m_through[0]), static_cast<QWidget*>(m_through[1]),
        static_cast<QWidget*>(m_through[2])})
    left->addWidget(widget);
  left->addWidget(m_hint, 1);
  left->addStretch(0);
  auto* right = new QHBoxLayout(m_right);
  right->addWidget(m_scale);
  right->addWidget(m_side);
  right->addStretch(1);
  for (QHBoxLayout* row : {left, right}) {
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGap);
  }
  m_rows = new QBoxLayout(QBoxLayout::LeftToRight, this);
  m_rows->setContentsMargins(0, 0, 0, 0);
  m_rows->setSpacing(4);
  m_rows->setSizeConstraint(QLayout::SetNoConstraint);
  m_rows->addWidget(m_left, 1);
  m_rows->addWidget(m_right);
}

void SurfaceControls::connectSignals() {
  connect(m_kind, &QComboBox::activated, this, [this](int kind) {
    m_choice.kind = static_cast<PlaneKind>(kind);
    showKind();
    emit choiceChanged();
  });
  connect(m_first, &QComboBox::activated, this,
          [this] { chooseWeights(m_first->currentData().toULongLong(), m_choice.second); });
  connect(m_second, &QComboBox::activated, this,
          [this] { chooseWeights(m_choice.first, m_second->currentData().toULongLong()); });
  connect(m_seed, &SeedBox::seedChosen, this, [this](std::uint64_t seed) {
    m_choice.seed = seed;
    emit choiceChanged();
  });
  for (ChoiceBox* box : m_through)
    connect(box, &QComboBox::activated, this, [this] {
      takePoints();
      emit choiceChanged();
    });
  connect(m_scale, &SegmentedSwitch::chosen, this, &SurfaceControls::lookChanged);
  connect(m_side, &SegmentedSwitch::chosen, this, &SurfaceControls::lookChanged);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &SurfaceControls::fillWeights);
}

bool SurfaceControls::isLog() const { return m_scale->current() == 0; }

bool SurfaceControls::isReliefChosen() const { return m_side->current() == 1; }

void SurfaceControls::setOneAlone(bool isOneAlone) {
  m_side->setVisible(isOneAlone);
  arrange();
}

QSize SurfaceControls::minimumSizeHint() const {
  const QSize left = m_left->minimumSizeHint();
  const QSize right = m_right->minimumSizeHint();
  const bool isOneRow = m_rows->direction() == QBoxLayout::LeftToRight;
  return {std::max(left.width(), right.width()),
          isOneRow ? std::max(left.height(), right.height()) : left.height() + m_rows->spacing() + right.height()};
}

void SurfaceControls::arrange() {
  const int wanted = m_left->sizeHint().width() - (m_hint->isHidden() ? 0 : m_hint->sizeHint().width()) +
                     m_right->sizeHint().width() + kGap;
  const auto direction = wanted <= width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
  if (direction == m_rows->direction()) return;
  m_rows->setDirection(direction);
  updateGeometry();
}

void SurfaceControls::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void SurfaceControls::showKind() {
  m_kind->setToolTip(planeKindHints()[static_cast<int>(m_choice.kind)]);
  const bool isWeights = m_choice.kind == PlaneKind::Weights;
  m_first->setVisible(isWeights);
  m_second->setVisible(isWeights);
  m_hint->setVisible(isWeights);
  m_seed->setVisible(m_choice.kind == PlaneKind::Random);
  for (ChoiceBox* box : m_through) box->setVisible(m_choice.kind == PlaneKind::Points);
  arrange();
}

void SurfaceControls::setNetwork(const Architecture& network) {
  if (m_network == network) return;
  m_network = network;
  const std::size_t count = ParameterLayout(network).size();
  const auto last = count > 0 ? count - 1 : 0;
  const SurfaceChoice old = m_choice;
  m_choice.first = std::min(m_choice.first, last);
  m_choice.second = std::min(m_choice.second, last);
  if (m_choice.first == m_choice.second && last > 0) m_choice.first = m_choice.second == 0 ? 1 : m_choice.second - 1;
  fillWeights();
  if (m_choice.first != old.first || m_choice.second != old.second) emit choiceChanged();
}

void SurfaceControls::fillWeights() {
  if (!m_network) return;
  fillBox(*m_first, m_choice.first);
  fillBox(*m_second, m_choice.second);
  arrange();
}

void SurfaceControls::fillBox(ChoiceBox& box, std::size_t index) {
  const ParameterLayout places(*m_network);
  std::vector<std::size_t> listed;
  if (places.size() <= kMostListed) {
    for (std::size_t k = 0; k < places.size(); ++k) listed.push_back(k);
  } else {
    for (const NetworkItem& item : parametersOfUnit(*m_network, itemOfParameter(*m_network, index).unit))
      listed.push_back(parameterIndex(places, item));
  }
  const bool isSame = box.count() == static_cast<int>(listed.size()) && box.findData(qulonglong(index)) >= 0 &&
                      box.itemText(0) == plainMath(parameterMarkup(*m_network, listed.front()));
  if (!isSame) {
    box.clear();
    for (const std::size_t k : listed) box.addItem(plainMath(parameterMarkup(*m_network, k)), qulonglong(k));
  }
  box.setCurrentIndex(box.findData(qulonglong(index)));
}

/// Both differ: what is chosen twice is exchanged.
void SurfaceControls::chooseWeights(std::size_t first, std::size_t second) {
  if (first == second) {
    const bool isFirstNew = first != m_choice.first;
    first = isFirstNew ? first : m_choice.second;
    second = isFirstNew ? m_choice.first : second;
  }
  m_choice.first = first;
  m_choice.second = second;
  fillWeights();
  emit choiceChanged();
}

void SurfaceControls::choose(const NetworkItem& item) {
  if (m_choice.kind != PlaneKind::Weights || item.kind == NetworkItem::Kind::Unit || !m_network) return;
  const std::size_t index = parameterIndex(ParameterLayout(*m_network), item);
  if (index != m_choice.second) chooseWeights(m_choice.second, index);
}

void SurfaceControls::setPoints(const std::vector<SavedPoint>& points) {
  std::vector<SavedPoint> others;
  for (const SavedPoint& point : points)
    if (point.kind != SavedPoint::Kind::Now) others.push_back({point.kind, point.number, point.name, {}});
  const bool isSame = std::ranges::equal(others, m_points, &SavedPoint::isSameAs);
  if (isSame) return;
  m_points = std::move(others);
  const std::vector<SavedPoint> old = m_choice.points;
  fillPoints();
  const bool isOther = !std::ranges::equal(old, m_choice.points, &SavedPoint::isSameAs);
  if (isOther && m_choice.kind == PlaneKind::Points) emit choiceChanged();
}

/// What was chosen stays while it is there. The third can be now.
void SurfaceControls::fillPoints() {
  for (std::size_t k = 0; k < m_through.size(); ++k) {
    ChoiceBox& box = *m_through[k];
    const QString old = box.currentText();
    box.clear();
    if (k == 2) box.addItem(surfacePointName({}), -1);
    for (std::size_t point = 0; point < m_points.size(); ++point)
      box.addItem(surfacePointName(m_points[point]), static_cast<int>(point));
    const int again = old.isEmpty() ? -1 : box.findText(old);
    const int usual = k == 2 ? 0 : std::min(static_cast<int>(k), box.count() - 1);
    box.setCurrentIndex(again >= 0 ? again : usual);
    box.setEnabled(box.count() > 0);
  }
  takePoints();
  arrange();
}

void SurfaceControls::takePoints() {
  m_choice.points.clear();
  for (const ChoiceBox* box : m_through) {
    const int point = box->currentIndex() >= 0 ? box->currentData().toInt() : -1;
    if (point >= 0) m_choice.points.push_back(m_points[static_cast<std::size_t>(point)]);
  }
}

}  // namespace backscope
