import Autograd
import Layers
import TensorTestSupport
import Tensors
import Testing

@Suite struct WeightsTests {
  let backend = ReferenceBackend()

  private func weights(seed: UInt64) -> Weights {
    Weights(RandomWeights(seed: seed, backend: backend))
  }

  @Test func thePathOfConstructionIsTheCheckpointName() throws {
    let layer = try Linear(weights(seed: 1)["model"]["q_proj"], from: 3, to: 2, bias: true)
    #expect(
      layer.parameters.map(\.name) == ["model.q_proj.weight", "model.q_proj.bias"])
    #expect(layer.weight.value.shape == [2, 3])
    #expect(layer.bias?.value.scalars() == [0, 0])
  }

  @Test func freshWeightsDependOnSeedAndNameAlone() throws {
    func numbers(_ seed: UInt64, _ name: String) throws -> [Float] {
      try weights(seed: seed).parameter(name, shape: [8], initial: .normal(deviation: 1))
        .value.scalars()
    }
    #expect(try numbers(1, "a") == numbers(1, "a"))
    #expect(try numbers(1, "a") != numbers(1, "b"))
    #expect(try numbers(1, "a") != numbers(2, "a"))
  }

  @Test func anAdapterWithAZeroOuterFactorChangesNoBit() throws {
    let layer = try Linear(weights(seed: 1)["layer"], from: 3, to: 2)
    let x = Variable(backend.tensor([1, 2, 3, -1, 0, 4], shape: [2, 3]))
    let plain = layer(x).value.scalars()
    let factors = try LowRankFactors(weights(seed: 2)["layer"], of: layer, rank: 1, alpha: 2)
    let adapted = try layer.adapted(by: factors)
    #expect(adapted(x).value.scalars() == plain)
    #expect(
      adapted.parameters.map(\.name)
        == ["layer.weight", "layer.lora_A.weight", "layer.lora_B.weight"])
    #expect(layer.adapter == nil && factors.scale == 2)
    let bound = 1 / Float(3).squareRoot()
    #expect(factors.inner.value.scalars().allSatisfy { abs($0) <= bound && $0 != 0 })
  }

  @Test func factorsOfAnotherShapeAreRefused() throws {
    let layer = try Linear(weights(seed: 1)["layer"], from: 3, to: 2)
    let other = try Linear(weights(seed: 1)["other"], from: 2, to: 3)
    let factors = try LowRankFactors(weights(seed: 2)["other"], of: other, rank: 1, alpha: 2)
    #expect(throws: AdapterError.shape(path: "layer", found: (2, 3), expected: (3, 2))) {
      try layer.adapted(by: factors)
    }
  }

  @Test func copyingAPrefixLeavesTheRestOfTheSlotAlone() {
    let cache = KeyValueCache(layers: 1, sequences: 2, capacity: 3, width: 1, backend: backend)
    backend.write([1, 2, 3, 4, 5, 6], to: cache.keys[0])
    backend.write([1, 2, 3, 4, 5, 6], to: cache.values[0])
    cache.copyPrefix(of: 2, from: 0, to: 1)
    #expect(cache.keys[0].scalars() == [1, 2, 3, 1, 2, 6])
    #expect(cache.values[0].scalars() == [1, 2, 3, 1, 2, 6])
  }
}
