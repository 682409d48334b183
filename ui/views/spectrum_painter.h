#pragma once

#include <QRectF>
#include <optional>

#include "ui/views/spectrum_layout.h"

class QPainter;

namespace backscope {

/// What the painting of a spectrum measures its texts with.
SpectrumTexts spectrumTexts();

/// λ₃, counted from the least; of the ends alone nobody knows which they are, and each is a λ.
QString eigenvalueName(const SpectrumContent& content, int index);

/// All of a spectrum within `rect`; `chosen` is ringed and named.
void paintSpectrum(QPainter& painter, const SpectrumContent& content, const SpectrumLayout& layout, const QRectF& rect,
                   std::optional<int> chosen);

}  // namespace backscope
