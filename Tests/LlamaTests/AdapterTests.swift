import Autograd
import CPUBackend
import Layers
import Llama
import TensorTestSupport
import Tensors
import Testing

/// Low-rank changes at chosen paths of a model whose weights are frozen.
@Suite struct AdapterTests {
  static let formats = [StorageFormat.float32, .bfloat16, .q8Blocks]
  let backend = CPUBackend(threads: 2, atMost: .tested)
  let paths = ["model.layers.0.self_attn.q_proj", "model.layers.1.mlp.down_proj"]
  let sequence = (0..<12).map { Int32($0 * 5 % 37) }

  /// A model whose linear layers are held in a format, and the rest in bfloat16 where it may be.
  private func base(_ format: StorageFormat) throws -> Llama {
    var shape = TinyLlama.configuration()
    (shape.hiddenSize, shape.headDimension, shape.intermediateSize) = (32, 8, 64)
    let fresh = RandomWeights(seed: 1, backend: backend)
    guard format != .float32 else { return try Llama(shape, Weights(fresh)) }
    let held = FrozenWeights(fresh) { name, _ in name.contains("_proj") ? format : .bfloat16 }
    return try Llama(shape, Weights(held))
  }

  /// Factors with numbers in both halves, so that a gradient reaches both.
  private func factors(_ model: Llama) throws -> [String: LowRankFactors] {
    let factors = try model.lowRankFactors(
      at: paths, rank: 2, alpha: 4, from: RandomWeights(seed: 2, backend: backend))
    for own in factors.values {
      let numbers = randomTensor(own.outer.value.shape, seed: 3, scale: 0.3, on: backend)
      backend.copy(numbers, to: own.outer.value)
    }
    return factors
  }

  private func step(_ model: Llama) {
    let tape = Tape()
    let output = model.logProbabilities(of: [sequence], targets: [[1..<12]], on: tape)
      .logProbabilities
    let ones = backend.tensor([Float](repeating: 1, count: 11), shape: [11])
    tape.backward(from: [(output, ones)])
  }

  private func scores(_ model: Llama) -> [Float] {
    model.logProbabilities(of: [sequence], targets: [[1..<12]]).logProbabilities.value.scalars()
  }

  @Test func layersAreListedByTheirPathsInCheckpointOrder() throws {
    let model = try base(.float32)
    let names = model.parameters.map(\.name)
    #expect(model.linearLayers.count == 14)
    #expect(
      model.linearLayers.map { $0.path + ".weight" } == names.filter { $0.contains("_proj") })
  }

  @Test(arguments: formats)
  func onlyTheFactorsAreTrained(format: StorageFormat) throws {
    let model = try base(format)
    let adapted = try model.adapted(by: factors(model))
    let trained = adapted.parameters.filter(\.isTrainable).map(\.name)
    #expect(trained == paths.flatMap { [$0 + ".lora_A.weight", $0 + ".lora_B.weight"] })
    let before = adapted.parameters.map { $0.value.scalars() }
    step(adapted)
    for parameter in adapted.parameters {
      #expect((parameter.gradient != nil) == parameter.isTrainable, "\(parameter.name)")
      guard let gradient = parameter.gradient else { continue }
      #expect(gradient.scalars().contains { $0 != 0 }, "\(parameter.name)")
      backend.add(gradient, scaledBy: 0.1, to: parameter.value)
    }
    for (parameter, old) in zip(adapted.parameters, before) {
      #expect((parameter.value.scalars() != old) == parameter.isTrainable, "\(parameter.name)")
    }
  }

  @Test(arguments: formats)
  func gradientsThroughTheModelAreThoseOfFiniteDifferences(format: StorageFormat) throws {
    let model = try base(format)
    let adapted = try model.adapted(by: factors(model))
    // The model reads tokens, so the input only carries the tape.
    let unused = backend.zeros([1])
    GradientCheck().run(
      inputs: [unused], parameters: adapted.parameters.filter(\.isTrainable)
    ) { inputs in
      adapted.logProbabilities(of: [sequence], targets: [[1..<12]], on: inputs[0].tape)
        .logProbabilities
    }
  }

  @Test func aModelAndItsAdaptedOneShareTheirWeightsAndNothingElse() throws {
    let model = try base(.float32)
    let before = scores(model)
    let own = try factors(model)
    let adapted = try model.adapted(by: own)
    #expect(scores(adapted) != before && scores(model) == before)
    #expect(model.parameters.allSatisfy { weight in adapted.parameters.contains { $0 === weight } })
    let other = try adapted.adapted(by: [paths[0]: own[paths[0]]].compactMapValues { $0 })
    #expect(other.parameters.count { $0.isTrainable } == 4)
  }

  @Test(arguments: [StorageFormat.bfloat16, .q8Blocks])
  func aModelOfHeldWeightsIsTheModelOfTheNumbersHeld(format: StorageFormat) throws {
    let model = try base(format)
    let dense = try base(.float32)
    for (parameter, held) in zip(dense.parameters, model.parameters) {
      backend.write(held.value.scalars(), to: parameter.value)
    }
    #expect(model.parameters.allSatisfy { !$0.isTrainable })
    #expect(zip(scores(model), scores(dense)).allSatisfy { abs($0 - $1) < 1e-4 })
  }

  @Test func aPathThatNoLayerHasIsRefused() throws {
    let model = try base(.float32)
    let source = RandomWeights(seed: 2, backend: backend)
    #expect(throws: AdapterError.self) {
      try model.lowRankFactors(at: ["model.norm"], rank: 2, alpha: 4, from: source)
    }
    let own = try factors(model)[paths[0]]
    #expect(throws: AdapterError.noLayer(path: "q_proj", example: paths[0])) {
      try model.adapted(by: ["q_proj": own].compactMapValues { $0 })
    }
  }
}
