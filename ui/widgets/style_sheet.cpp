#include "ui/widgets/style_sheet.h"

namespace backscope {

namespace {

/// $name stands for a colour of the theme.
constexpr const char* kTemplate = R"(
QComboBox { background: $control; border: 1px solid $border; border-radius: 6px; padding: 3px 8px; color: $text; }
QComboBox:hover { border-color: $muted; }
QComboBox:focus { border: 2px solid $accent; padding: 2px 7px; }
QComboBox:disabled { color: $disabled; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url(:/icons/chevron-$mode.svg); width: 12px; height: 12px; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border; color: $text; outline: none;
  selection-background-color: $accent; selection-color: $accentText; }
QComboBox QAbstractItemView::item { padding: 4px 8px; border: none; color: $text; }
QComboBox QAbstractItemView::item:disabled { color: $muted; }
QComboBox QAbstractItemView::item:selected { background: $accent; color: $accentText; }
QLineEdit { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0 2px; color: $text;
  selection-background-color: $accent; selection-color: $accentText; }
QLineEdit:hover { border-color: $border; background: $control; }
QLineEdit:focus { border-color: $accent; background: $control; }
QLineEdit:disabled { color: $disabled; }
QCheckBox { color: $text; spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox:disabled { color: $disabled; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $control; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url(:/icons/check-$mode.svg); }
QScrollArea { background: transparent; border: none; }
QScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QListWidget { background: transparent; border: 1px solid $border; border-radius: 6px; color: $text; outline: none;
  padding: 2px; }
QListWidget:focus { border-color: $accent; }
QListWidget::item { padding: 3px 6px; border-radius: 4px; color: $text; }
QListWidget::item:hover { background: $control; }
QListWidget::item:selected { background: $accent; color: $accentText; }
QTableView { background: $card; border: none; }
QHeaderView { background: $card; border: none; }
QHeaderView::section { background: $card; border: none; color: $muted; padding: 2px 6px; }
QTableView QTableCornerButton::section { background: $card; border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent; color: $muted;
  padding: 2px 0 6px 0; margin-right: 14px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar:focus::tab:selected, QTabBar::tab:selected:focus { color: $accent; }
QMenu { background: $card; border: 1px solid $border; color: $text; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent; color: $accentText; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $cardBorder; margin: 4px 8px; }
QMessageBox, QFileDialog { background: $card; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QDialogButtonBox QPushButton { background: $control; border: 1px solid $border; border-radius: 6px; padding: 6px 16px;
  color: $text; min-width: 56px; }
QDialogButtonBox QPushButton:hover { border-color: $muted; }
QDialogButtonBox QPushButton:default { background: $accent; border-color: $accent; color: $accentText; }
QDialogButtonBox QPushButton:focus { border: 2px solid $text; padding: 5px 15px; }
QSplitter::handle { background: transparent; }
)";

}  // namespace

QString styleSheetOf(const ThemeColors& colors) {
  QString sheet = QString::fromLatin1(kTemplate);
  // Longer names first: $accentText starts like $accent.
  const std::pair<const char*, QString> values[] = {
      {"$accentText", colors.accentText.name()},
      {"$accent", colors.accent.name()},
      {"$cardBorder", colors.cardBorder.name()},
      {"$card", colors.card.name()},
      {"$control", colors.control.name()},
      {"$border", colors.controlBorder.name()},
      {"$disabled", colors.dark ? QStringLiteral("#6d7885") : QStringLiteral("#97a1ac")},
      {"$muted", colors.mutedText.name()},
      {"$mode", colors.dark ? QStringLiteral("dark") : QStringLiteral("light")},
      {"$text", colors.text.name()},
  };
  for (const auto& [name, value] : values) sheet.replace(QLatin1String(name), value);
  return sheet;
}

}  // namespace backscope
