#include "ui/widgets/seed_box.h"

#include <QHBoxLayout>
#include <QRandomGenerator>

#include "ui/widgets/button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/quiet_label.h"

namespace backscope {

namespace {

/// Whole numbers up to here are exact in a box of real numbers.
constexpr double kLargestTyped = 9'007'199'254'740'992.0;
/// A die with few digits: a seed that can be read out in class.
constexpr int kDie = 10'000;

}  // namespace

SeedBox::SeedBox(const QString& purpose, const QString& dieHint, QWidget* parent) : QWidget(parent) {
  m_edit = new NumberEdit(tr("Seed of the %1").arg(purpose), {0, kLargestTyped}, {.whole = true}, this);
  m_edit->reserveText(QStringLiteral("0000"));
  m_edit->setToolTip(tr("The seed of the %1: the same seed draws the same again").arg(purpose));
  auto* die = new Button(QStringLiteral("die"), dieHint, Button::Look::Flat, this);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(4);
  row->addWidget(new QuietLabel(tr("seed"), this));
  row->addWidget(m_edit);
  row->addWidget(die);
  connect(m_edit, &NumberEdit::valueChosen, this, [this](double value) { choose(static_cast<std::uint64_t>(value)); });
  connect(die, &Button::clicked, this, [this] {
    // Another one than before, whatever is thrown.
    const auto thrown = static_cast<std::uint64_t>(QRandomGenerator::global()->bounded(1, kDie));
    choose(thrown == m_seed ? thrown % (kDie - 1) + 1 : thrown);
  });
}

void SeedBox::setSeed(std::uint64_t seed) {
  m_seed = seed;
  m_edit->setValue(static_cast<double>(seed));
}

void SeedBox::choose(std::uint64_t seed) {
  setSeed(seed);
  emit seedChosen(seed);
}

}  // namespace backscope
