#include "core/network/frozen_parameters.h"

#include <QTest>

#include "core/network/parameters.h"

using namespace backscope;

namespace {

Architecture shape(int inputs, std::vector<int> units, bool bias = true) {
  Architecture network{inputs, bias, {}};
  for (const int count : units) network.layers.push_back({count, Activation::Tanh});
  return network;
}

FrozenPlaces allOf(const Architecture& network) {
  FrozenPlaces all;
  for (int l = 1; l <= network.outputLayer(); ++l)
    for (const std::size_t place : placesOfLayer(network, l)) all.push_back(place);
  return all;
}

}  // namespace

class TestFrozenParameters : public QObject {
  Q_OBJECT

 private slots:
  void placesAreFrozenAndReleased() {
    FrozenPlaces frozen{2, 5};
    const std::vector<FrozenAt> changes{{7, true}, {2, false}, {0, true}, {3, false}, {5, true}};
    changeFrozen(frozen, changes);
    QVERIFY(frozen == (FrozenPlaces{0, 5, 7}));
    QVERIFY(isFrozen(frozen, 5) && !isFrozen(frozen, 2));
    QVERIFY(areFrozen(frozen, FrozenPlaces{7, 0}));
    QVERIFY(!areFrozen(frozen, FrozenPlaces{7, 1}));
    QVERIFY(!areFrozen(frozen, {}));
  }

  /// θ of 2-3-1: W^(1) at 0…5, b^(1) at 6…8, W^(2) at 9…11, b^(2) at 12.
  void aUnitHasItsWeightsAndItsBias() {
    const Architecture network = shape(2, {3, 1});
    QVERIFY(placesOfUnit(network, 1, 1) == (FrozenPlaces{2, 3, 7}));
    QVERIFY(placesOfUnit(network, 2, 0) == (FrozenPlaces{9, 10, 11, 12}));
    QVERIFY(placesOfUnit(shape(2, {3, 1}, false), 1, 2) == (FrozenPlaces{4, 5}));
  }

  void theLayersTogetherAreAllOfTheta() {
    for (const bool bias : {true, false}) {
      const Architecture network = shape(3, {4, 2, 2}, bias);
      const FrozenPlaces all = allOf(network);
      QCOMPARE(all.size(), ParameterLayout(network).size());
      for (std::size_t k = 0; k < all.size(); ++k) QCOMPARE(all[k], k);
    }
  }

  void whatBothNetworksHaveStaysFrozen() {
    const Architecture before = shape(2, {3, 1});
    // w_21^(1), b_3^(1) and w_13^(2)
    const FrozenPlaces frozen{2, 8, 11};
    QVERIFY(keptFrozen(frozen, before, before) == frozen);
    QVERIFY(keptFrozen(frozen, before, shape(2, {4, 1})) == (FrozenPlaces{2, 10, 14}));
    QVERIFY(keptFrozen(frozen, before, shape(2, {2, 1})) == (FrozenPlaces{2}));
    QVERIFY(keptFrozen(frozen, before, shape(3, {3, 1})) == (FrozenPlaces{3, 11, 14}));
    QVERIFY(keptFrozen(frozen, before, shape(2, {3, 1}, false)) == (FrozenPlaces{2, 8}));
  }

  void anOutputDoesNotBecomeAHiddenLayer() {
    const Architecture before = shape(2, {3, 1});
    const FrozenPlaces all = allOf(before);
    QVERIFY(keptFrozen(all, before, shape(2, {3, 2, 1})) == placesOfLayer(before, 1));
    QVERIFY(keptFrozen(all, before, shape(2, {1})).empty());
  }
};

QTEST_GUILESS_MAIN(TestFrozenParameters)
#include "tst_frozen_parameters.moc"
