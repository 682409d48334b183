#include "ui/views/term_item.h"

namespace backscope {

std::optional<NetworkItem> networkItemOf(const std::optional<TermRef>& term) {
  if (!term || term->unit < 0) return std::nullopt;
  const UnitId unit{term->layer, term->unit};
  switch (term->quantity) {
    case TermRef::Weight:
    case TermRef::WeightGradient:
    case TermRef::NewWeight:
      if (term->input < 0) return std::nullopt;
      return NetworkItem{NetworkItem::Kind::Weight, unit, term->input};
    case TermRef::Bias:
    case TermRef::BiasGradient:
      return NetworkItem{NetworkItem::Kind::Bias, unit, 0};
    default:
      return NetworkItem{NetworkItem::Kind::Unit, unit, 0};
  }
}

}  // namespace backscope
