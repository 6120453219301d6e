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
    var layer = try Linear(weights(seed: 1)["layer"], from: 3, to: 2)
    let x = Variable(backend.tensor([1, 2, 3, -1, 0, 4], shape: [2, 3]))
    let plain = layer(x).value.scalars()
    layer.adapter = LowRankFactors(
      inner: try weights(seed: 2).parameter("A", shape: [1, 3], initial: .normal(deviation: 1)),
      outer: Parameter("B", backend.zeros([2, 1])), scale: 2)
    #expect(layer(x).value.scalars() == plain)
    #expect(layer.parameters.count == 3)
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
