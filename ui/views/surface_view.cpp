#include "ui/views/surface_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/notation.h"
#include "ui/theme/fonts.h"
#include "ui/theme/theme.h"
#include "ui/views/surface_controls.h"
#include "ui/views/surface_map.h"
#include "ui/views/surface_painter.h"
#include "ui/views/surface_relief.h"
#include "ui/views/surface_text.h"

namespace backscope {

namespace {

constexpr int kMargin = 4;
constexpr int kGap = 12;
constexpr int kMapShare = 6;  ///< of the width, beside kReliefShare
constexpr int kReliefShare = 5;
constexpr int kWordsShare = 5;  ///< at least so many times as high as its words is the view

}  // namespace

SurfaceView::SurfaceView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Loss surface"));
  createLayout();
  connectSignals();
  m_choice = m_controls->choice();
  applyStyle();
  arrange();
  showScene();
}

void SurfaceView::createLayout() {
  m_controls = new SurfaceControls(this);
  m_map = new SurfaceMap(this);
  m_relief = new SurfaceRelief(this);
  m_reason = new QLabel(this);
  m_reason->setAlignment(Qt::AlignCenter);
  m_words = new QLabel(this);
  m_words->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  for (QLabel* label : {m_reason, m_words}) {
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
  }
  auto* pictures = new QHBoxLayout;
  pictures->setSpacing(kGap);
  pictures->addWidget(m_map, kMapShare);
  pictures->addWidget(m_relief, kReliefShare);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
  column->setSpacing(4);
  column->addWidget(m_controls);
  column->addWidget(m_reason, 1);
  column->addLayout(pictures, 1);
  column->addWidget(m_words);
}

void SurfaceView::connectSignals() {
  connect(m_controls, &SurfaceControls::choiceChanged, this, &SurfaceView::takeChoice);
  connect(m_controls, &SurfaceControls::lookChanged, this, [this] {
    arrange();
    showScene();
  });
  connect(m_map, &SurfaceMap::windowChosen, this, &SurfaceView::setWindow);
  connect(m_map, &SurfaceMap::fitRequested, this, [this] { setWindow(std::nullopt); });
  connect(m_map, &SurfaceMap::placeChosen, this, &SurfaceView::placeChosen);
  connect(m_map, &SurfaceMap::readingChanged, this, &SurfaceView::showWords);
  connect(&Theme::instance(), &Theme::changed, this, &SurfaceView::applyStyle);
  connect(&CurrentNotation::instance(), &CurrentNotation::changed, this, &SurfaceView::showScene);
}

void SurfaceView::setSnapshot(const std::shared_ptr<const Snapshot>& snapshot) {
  const Architecture& network = snapshot->parameters.architecture();
  const std::size_t examples = snapshot->data->train.size();
  if (m_look.network == network && m_look.examples == examples) return;
  const bool isOtherNetwork = m_look.network != network;
  m_look.network = network;
  m_look.examples = examples;
  if (isOtherNetwork) {
    setWindow(std::nullopt);
    m_controls->setNetwork(network);
  }
  showScene();
}

void SurfaceView::setPoints(const std::vector<SavedPoint>& points) { m_controls->setPoints(points); }

void SurfaceView::setPicture(const SurfacePicture& picture) {
  m_picture = picture;
  showScene();
}

void SurfaceView::choose(const NetworkItem& item) { m_controls->choose(item); }

/// Another plane is seen as far as it fits.
void SurfaceView::takeChoice() {
  m_choice = m_controls->choice();
  emit choiceChanged();
  showScene();
}

void SurfaceView::setWindow(const std::optional<SurfaceWindow>& window) {
  if (window == m_choice.window) return;
  m_choice.window = window;
  emit choiceChanged();
  showScene();
}

QString SurfaceView::words() const { return m_reason->isHidden() ? m_words->text() : m_reason->text(); }

void SurfaceView::showScene() {
  m_look.isLog = m_controls->isLog();
  m_look.window = m_choice.window;
  m_scene = sceneOf(m_picture, m_look);
  m_map->setScene(m_scene);
  m_relief->setScene(m_scene);
  arrange();
  m_words->setMinimumHeight(0);
  showWords();
}

/// Map and relief side by side where there is room, else one of them.
void SurfaceView::arrange() {
  const int both = m_map->minimumSizeHint().width() + m_relief->minimumSizeHint().width() + kGap + 2 * kMargin;
  const bool isWide = width() >= std::max(both, static_cast<int>(kWidthForBoth));
  const bool hasSurface = m_scene.hasSurface();
  m_controls->setOneAlone(!isWide);
  m_map->setVisible(hasSurface && (isWide || !m_controls->isReliefChosen()));
  m_relief->setVisible(hasSurface && (isWide || m_controls->isReliefChosen()));
  m_reason->setVisible(!hasSurface);
  m_words->setVisible(hasSurface);
}

int SurfaceView::heightOf(const QString& words) const {
  const QRect room(0, 0, width() - 2 * kMargin, height());
  return m_words->fontMetrics().boundingRect(room, Qt::TextWordWrap, words).height();
}

void SurfaceView::showWords() {
  const QString plane = planeSentence(m_scene);
  if (!m_scene.hasSurface()) {
    m_reason->setText(plane);
    return setAccessibleDescription(plane);
  }
  const QString reading = m_map->reading();
  const QString second = reading.isEmpty() ? pathSentence(m_scene) : reading;
  const QString words = tr("%1\n%2").arg(plane, second);
  // With large type the surface needs the room more; its axes have names, too.
  const QString& shown = heightOf(words) * kWordsShare > height() ? second : words;
  // What is read must not move the map below the pointer.
  m_words->setMinimumHeight(std::max(m_words->minimumHeight(), heightOf(shown)));
  if (shown != m_words->text()) m_words->setText(shown);
  const QString range = rangeSentence(m_scene);
  m_words->setToolTip(tr("%1\n%2").arg(plane, range));
  const QString description = tr("%1\n%2").arg(words, range);
  if (description == accessibleDescription()) return;
  m_map->setAccessibleDescription(reading.isEmpty() ? description : reading);
  setAccessibleDescription(description);
}

void SurfaceView::applyStyle() {
  const ThemeColors& colors = Theme::instance().colors();
  m_reason->setFont(textFont());
  m_words->setFont(numberFont(TextSize::Small));
  m_reason->setStyleSheet(QStringLiteral("color: %1").arg(colors.mutedText.name()));
  m_words->setStyleSheet(QStringLiteral("color: %1").arg(colors.text.name()));
}

void SurfaceView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  emit shown();
}

void SurfaceView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  emit hidden();
}

void SurfaceView::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
  m_words->setMinimumHeight(0);
  showWords();
}

void SurfaceView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() != QEvent::ApplicationFontChange) return;
  applyStyle();
  m_words->setMinimumHeight(0);
  showWords();
}

}  // namespace backscope
