#include "tests/bench/fann_reference.h"

#ifdef BACKSCOPE_HAS_FANN
#include <doublefann.h>

namespace backscope {

struct FannReference::Impl {
  fann* network = nullptr;
  int inputs = 0;
};

namespace {

fann_activationfunc_enum functionOf(Activation activation) {
  if (activation == Activation::Tanh) return FANN_SIGMOID_SYMMETRIC;
  return activation == Activation::Sigmoid ? FANN_SIGMOID : FANN_LINEAR;
}

}  // namespace

FannReference::FannReference(const Architecture& architecture) : m(std::make_unique<Impl>()) {
  std::vector<unsigned> sizes;
  for (int l = 0; l <= architecture.outputLayer(); ++l) sizes.push_back(static_cast<unsigned>(architecture.unitsOf(l)));
  m->inputs = architecture.inputs;
  m->network = fann_create_standard_array(static_cast<unsigned>(sizes.size()), sizes.data());
  fann_set_activation_function_hidden(m->network, functionOf(architecture.activationOf(1)));
  fann_set_activation_function_output(m->network, functionOf(architecture.activationOf(architecture.outputLayer())));
  fann_set_training_algorithm(m->network, FANN_TRAIN_INCREMENTAL);
  fann_set_learning_rate(m->network, 0.003F);
  fann_randomize_weights(m->network, -0.5, 0.5);
}

FannReference::~FannReference() { fann_destroy(m->network); }

bool FannReference::isAvailable() { return true; }

void FannReference::trainEpoch(const Dataset& data) {
  // FANN's interface takes pointers to what it only reads.
  double* const x = const_cast<double*>(data.x.data());
  double* const y = const_cast<double*>(data.y.data());
  for (int n = 0; n < data.count(); ++n) fann_train(m->network, x + n * data.inputs, y + n * data.outputs);
}

double FannReference::run(const std::vector<double>& inputs, int points) {
  double sum = 0;
  for (int n = 0; n < points; ++n) sum += fann_run(m->network, const_cast<double*>(inputs.data()) + n * m->inputs)[0];
  return sum;
}

}  // namespace backscope

#else

namespace backscope {

struct FannReference::Impl {};
FannReference::FannReference(const Architecture&) {}
FannReference::~FannReference() = default;
bool FannReference::isAvailable() { return false; }
void FannReference::trainEpoch(const Dataset&) {}
double FannReference::run(const std::vector<double>&, int) { return 0; }

}  // namespace backscope

#endif
