#include "ui/theme/theme_colors.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace backscope {

ThemeColors lightColors() {
  ThemeColors c;
  c.dark = false;
  c.window = QColor(0xf3f5f8);
  c.card = QColor(0xffffff);
  c.cardBorder = QColor(0xdfe4ea);
  c.control = QColor(0xffffff);
  c.controlBorder = QColor(0xcdd5de);
  c.groove = QColor(0xe8ecf1);
  c.text = QColor(0x18212c);
  c.mutedText = QColor(0x5a6675);
  c.accent = QColor(0x1f6db2);
  c.accentText = QColor(0xffffff);
  c.gridLine = QColor(0xe6eaef);
  c.axisText = QColor(0x66717f);
  c.negative = QColor(0xdc7610);
  c.positive = QColor(0x1f6db2);
  c.zero = QColor(0x87929e);
  c.negativeField = QColor(0xdd7a18);
  c.positiveField = QColor(0x2f77b8);
  c.zeroField = QColor(0xf4f5f7);
  c.contour = QColor(0x18212c);
  c.pointOutline = QColor(0xffffff);
  c.pointOutlineWrong = QColor(0x18212c);
  c.unitBorder = QColor(0x5a6675);
  c.forward = QColor(0x0b857a);
  c.backward = QColor(0xb0358c);
  c.trainCurve = QColor(0x1f6db2);
  c.testCurve = QColor(0xdc7610);
  c.warning = QColor(0xc62f3a);
  return c;
}

ThemeColors darkColors() {
  ThemeColors c;
  c.dark = true;
  c.window = QColor(0x12161c);
  c.card = QColor(0x1a2029);
  c.cardBorder = QColor(0x2c3541);
  c.control = QColor(0x1f2630);
  c.controlBorder = QColor(0x3a4553);
  c.groove = QColor(0x2c3541);
  c.text = QColor(0xe8edf3);
  c.mutedText = QColor(0xa3afbd);
  c.accent = QColor(0x5aa9ea);
  c.accentText = QColor(0x0d1218);
  c.gridLine = QColor(0x2a323d);
  c.axisText = QColor(0x95a1af);
  c.negative = QColor(0xf59a3c);
  c.positive = QColor(0x5aa9ea);
  c.zero = QColor(0x7d8896);
  c.negativeField = QColor(0xb66a1a);
  c.positiveField = QColor(0x2c71b1);
  c.zeroField = QColor(0x222933);
  c.contour = QColor(0xf4f6f9);
  c.pointOutline = QColor(0x12161c);
  c.pointOutlineWrong = QColor(0xffffff);
  c.unitBorder = QColor(0xa3afbd);
  c.forward = QColor(0x2dbfae);
  c.backward = QColor(0xe573c4);
  c.trainCurve = QColor(0x5aa9ea);
  c.testCurve = QColor(0xf59a3c);
  c.warning = QColor(0xff6b6b);
  return c;
}

QPalette paletteOf(const ThemeColors& c) {
  const QColor disabledText = c.dark ? QColor(0x6d7885) : QColor(0x97a1ac);
  QPalette palette;
  palette.setColor(QPalette::Window, c.window);
  palette.setColor(QPalette::WindowText, c.text);
  palette.setColor(QPalette::Base, c.control);
  palette.setColor(QPalette::AlternateBase, c.card);
  palette.setColor(QPalette::Text, c.text);
  palette.setColor(QPalette::PlaceholderText, c.mutedText);
  palette.setColor(QPalette::Button, c.control);
  palette.setColor(QPalette::ButtonText, c.text);
  palette.setColor(QPalette::BrightText, c.warning);
  palette.setColor(QPalette::ToolTipBase, c.dark ? c.groove : c.card);
  palette.setColor(QPalette::ToolTipText, c.text);
  palette.setColor(QPalette::Highlight, c.accent);
  palette.setColor(QPalette::HighlightedText, c.accentText);
  palette.setColor(QPalette::Link, c.accent);
  palette.setColor(QPalette::LinkVisited, c.accent);
  palette.setColor(QPalette::Light, c.dark ? c.groove.lighter(120) : QColor(0xffffff));
  palette.setColor(QPalette::Midlight, c.groove);
  palette.setColor(QPalette::Mid, c.controlBorder);
  palette.setColor(QPalette::Dark, c.dark ? QColor(0x0b0e12) : c.mutedText);
  palette.setColor(QPalette::Shadow, c.dark ? QColor(Qt::black) : c.text);
  for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
    palette.setColor(QPalette::Disabled, role, disabledText);
  return palette;
}

namespace {

QColor mix(const QColor& from, const QColor& to, double share) {
  const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a + share * (b - a))); };
  return QColor(channel(from.red(), to.red()), channel(from.green(), to.green()), channel(from.blue(), to.blue()));
}

}  // namespace

QColor layerColor(const ThemeColors& colors, int l, int count) {
  // The order of viridis, its ends moved so that both keep 3:1 on the card.
  static const std::array light{QColor(0x423f8e), QColor(0x2e6a9e), QColor(0x178a86), QColor(0x5d9330),
                                QColor(0xa68e00)};
  static const std::array dark{QColor(0x7c82e0), QColor(0x4f9bd0), QColor(0x2bb3a5), QColor(0x8fc04a),
                               QColor(0xe0c626)};
  const auto& stops = colors.dark ? dark : light;
  if (count <= 1) return stops.front();
  const double position = std::clamp((l - 1.0) / (count - 1.0), 0.0, 1.0) * static_cast<double>(stops.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(position), stops.size() - 2);
  return mix(stops[below], stops[below + 1], position - static_cast<double>(below));
}

QColor classColor(const ThemeColors& colors, int classIndex, int classes) {
  if (classes <= 2) return classIndex == 0 ? colors.negative : colors.positive;
  // Orange, blue and bluish green keep apart in every common colour blindness (Okabe & Ito 2008); the rest differ in
  // lightness too.
  static const std::array light{QColor(0xdc7610), QColor(0x1f6db2), QColor(0x0a8f69), QColor(0xb0358c),
                                QColor(0x8a6d00), QColor(0x5b4bb5), QColor(0x4a5562), QColor(0x2a8fa8)};
  static const std::array dark{QColor(0xf59a3c), QColor(0x5aa9ea), QColor(0x2fbf95), QColor(0xe573c4),
                               QColor(0xe0c626), QColor(0x9d90f0), QColor(0xb5bfca), QColor(0x58c7de)};
  const auto& palette = colors.dark ? dark : light;
  return palette[static_cast<std::size_t>(std::max(classIndex, 0)) % palette.size()];
}

}  // namespace backscope
