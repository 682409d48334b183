#pragma once

#include <QColor>
#include <QObject>

namespace backscope {

/// The colours of one theme, by their role. Orange is negative, blue positive, grey zero; forward is teal, backward
/// magenta. Colour is never the only sign of anything.
struct ThemeColors {
  bool dark = false;
  QColor window;  ///< behind the cards
  QColor card;    ///< cards, the transport bar
  QColor cardBorder;
  QColor control;  ///< buttons and boxes
  QColor controlBorder;
  QColor groove;      ///< an unfilled slider track, the back of a segmented switch
  QColor text;        ///< at least 4.5:1 on card
  QColor mutedText;   ///< also at least 4.5:1
  QColor accent;      ///< the primary button, filled tracks, focus
  QColor accentText;  ///< on accent
  QColor gridLine;    ///< of plots
  QColor axisText;
  QColor negative;  ///< data, edges: at least 3:1 on card
  QColor positive;
  QColor zero;
  QColor negativeField;  ///< the end of the colour map of fields (boundary, unit maps)
  QColor positiveField;
  QColor zeroField;
  QColor contour;  ///< the crisp line at ŷ = threshold
  QColor pointOutline;
  QColor pointOutlineWrong;  ///< an example on the wrong side
  QColor unitBorder;
  QColor forward;
  QColor backward;
  QColor trainCurve;
  QColor testCurve;
  QColor warning;
};

/// The theme in force: light, dark, or as the system's palette says. On Qt 6.4 the system's choice is read from the
/// lightness of the palette.
class Theme : public QObject {
  Q_OBJECT

 public:
  enum class Mode { System, Light, Dark };

  static Theme& instance();
  Mode mode() const { return m_mode; }
  void setMode(Mode mode);
  const ThemeColors& colors() const { return m_colors; }

 signals:
  void changed();

 private:
  Theme();
  bool eventFilter(QObject* watched, QEvent* event) override;
  void readSystemPalette();
  void apply();

  Mode m_mode = Mode::System;
  bool m_systemIsDark = false;
  bool m_isApplying = false;  ///< the palette events of this moment are our own
  ThemeColors m_colors;
};

/// The colour of layer l of layers 1…count: an ordered, viridis-like scale from input to output, readable on the card
/// in both themes.
QColor layerColor(const ThemeColors& colors, int l, int count);

/// The three classes of a classification beyond two, distinguishable without red and green.
QColor classColor(const ThemeColors& colors, int classIndex, int classes);

}  // namespace backscope
