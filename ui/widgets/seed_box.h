#pragma once

#include <QWidget>
#include <cstdint>

namespace backscope {

class NumberEdit;

/// The seed of random numbers, with a die that throws another one.
class SeedBox : public QWidget {
  Q_OBJECT

 public:
  /// `purpose` says what is drawn from it, such as "weights".
  SeedBox(const QString& purpose, const QString& dieHint, QWidget* parent = nullptr);

  std::uint64_t seed() const { return m_seed; }
  /// Without seedChosen().
  void setSeed(std::uint64_t seed);

 signals:
  /// By the user.
  void seedChosen(std::uint64_t seed);

 private:
  void choose(std::uint64_t seed);

  std::uint64_t m_seed = 1;
  NumberEdit* m_edit = nullptr;
};

}  // namespace backscope
