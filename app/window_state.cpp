#include "app/window_state.h"

#include <QApplication>
#include <QSettings>
#include <algorithm>

#include "ui/theme/fonts.h"

namespace backscope {

namespace {

constexpr const char* kThemeNames[] = {"system", "light", "dark"};
const QString kSwapsLetters = QStringLiteral("notation/swapsLetters");
const QString kMatrixForm = QStringLiteral("notation/matrixForm");
const QString kLadderQuantity = QStringLiteral("deltas/quantity");
const QString kLadderSize = QStringLiteral("deltas/size");
const QString kCountsInput = QStringLiteral("notation/countsInput");

Theme::Mode themeNamed(const QString& name) {
  for (int i = 0; i < 3; ++i)
    if (name == QLatin1String(kThemeNames[i])) return static_cast<Theme::Mode>(i);
  return Theme::Mode::System;
}

Notation loadNotation(const QSettings& settings) {
  const auto isOn = [&settings](const QString& key) { return settings.value(key, false).toBool(); };
  return {.swapsLetters = isOn(kSwapsLetters), .isMatrixForm = isOn(kMatrixForm), .countsInput = isOn(kCountsInput)};
}

void saveNotation(QSettings& settings, const Notation& notation) {
  settings.setValue(kSwapsLetters, notation.swapsLetters);
  settings.setValue(kMatrixForm, notation.isMatrixForm);
  settings.setValue(kCountsInput, notation.countsInput);
}

/// The choice with this number; the first, where there is none.
template <class Choice, std::size_t N>
Choice choiceAt(const std::array<Choice, N>& choices, const QVariant& number) {
  const auto index = static_cast<std::size_t>(std::max(0, number.toInt()));
  return choices[index < N ? index : 0];
}

}  // namespace

WindowState loadWindowState() {
  const QSettings settings;
  WindowState state;
  state.geometry = settings.value(QStringLiteral("window/geometry")).toByteArray();
  state.division = settings.value(QStringLiteral("window/division")).toByteArray();
  state.theme = themeNamed(settings.value(QStringLiteral("window/theme")).toString());
  state.notation = loadNotation(settings);
  const double size = settings.value(QStringLiteral("window/fontSize"), state.fontSize).toDouble();
  if (size >= kSmallestFont && size <= kLargestFont) state.fontSize = size;
  state.isMovementWanted = settings.value(QStringLiteral("window/movement"), state.isMovementWanted).toBool();
  state.isLossLog = settings.value(QStringLiteral("window/logLoss"), state.isLossLog).toBool();
  state.areLinesShown = settings.value(QStringLiteral("window/lines"), state.areLinesShown).toBool();
  state.areSettingsWanted = settings.value(QStringLiteral("window/settings"), state.areSettingsWanted).toBool();
  state.tab = std::max(0, settings.value(QStringLiteral("window/tab"), state.tab).toInt());
  state.ladder = {choiceAt(kLadderQuantities, settings.value(kLadderQuantity)),
                  choiceAt(kDeltaSizes, settings.value(kLadderSize))};
  return state;
}

void saveWindowState(const WindowState& state) {
  QSettings settings;
  settings.setValue(QStringLiteral("window/geometry"), state.geometry);
  settings.setValue(QStringLiteral("window/division"), state.division);
  settings.setValue(QStringLiteral("window/theme"), QLatin1String(kThemeNames[static_cast<int>(state.theme)]));
  saveNotation(settings, state.notation);
  settings.setValue(QStringLiteral("window/fontSize"), state.fontSize);
  settings.setValue(QStringLiteral("window/movement"), state.isMovementWanted);
  settings.setValue(QStringLiteral("window/logLoss"), state.isLossLog);
  settings.setValue(QStringLiteral("window/lines"), state.areLinesShown);
  settings.setValue(QStringLiteral("window/settings"), state.areSettingsWanted);
  settings.setValue(QStringLiteral("window/tab"), state.tab);
  settings.setValue(kLadderQuantity, static_cast<int>(state.ladder.quantity));
  settings.setValue(kLadderSize, static_cast<int>(state.ladder.size));
}

void applyFontSize(double points) {
  QFont font = textFont();
  font.setPointSizeF(std::clamp(points, kSmallestFont, kLargestFont));
  QApplication::setFont(font);
  // Below a style sheet, and where a widget has a font of its own, Qt does not pass the application's on: type is a
  // part of the theme, and is taken up as its colours are.
  emit Theme::instance().changed();
}

}  // namespace backscope
