#pragma once

#include <QByteArray>

namespace backscope {

/// The moment of writing would make every PDF another one: it is overwritten by a fixed one of the same length.
void fixPdfDates(QByteArray& pdf);

}  // namespace backscope
