#include "ui/text/pdf_dates.h"

#include <algorithm>

namespace backscope {

void fixPdfDates(QByteArray& pdf) {
  const QByteArray key = "/CreationDate (D:";
  for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
    const qsizetype begin = at + key.size();
    for (qsizetype i = begin; i < pdf.size() && pdf[i] != ')'; ++i)
      if (pdf[i] >= '0' && pdf[i] <= '9') pdf[i] = "20000101000000000000"[std::min<qsizetype>(i - begin, 19)];
  }
}

}  // namespace backscope
