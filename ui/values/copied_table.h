#pragma once

#include <QModelIndexList>

#include "ui/values/table_text.h"
#include "ui/values/value_model.h"

namespace backscope {

/// The whole of a table, to be written.
CopiedTable copiedTable(const ValueModel& model);
/// The rectangle of what is selected.
CopiedTable copiedTable(const ValueModel& model, const QModelIndexList& selected);

}  // namespace backscope
