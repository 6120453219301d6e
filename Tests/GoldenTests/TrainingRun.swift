import Autograd
import Layers
import Llama
import Objectives
import Tensors
import Training

/// The steps of a training fixture, taken by the engine.
struct TrainingRun {
  private(set) var losses: [Double] = []
  private(set) var gradientNorms: [Double] = []
  private(set) var firstGradientNorms: [String: Double] = [:]
  private(set) var finalWeights: [String: [Float]] = [:]

  /// Fine-tunes the fixture's model on its batches.
  init(_ fixture: TrainingFixture<FineTuningRow>, on backend: any Backend) throws {
    let folder = Fixtures.model(fixture.model)
    let model = try LlamaReader(folder: folder, backend: backend).model()
    try self.init(fixture, model.parameters) { model.accumulate($0) }
  }

  /// Trains the fixture's reward model on its batches.
  init(_ fixture: TrainingFixture<RewardRow>, on backend: any Backend) throws {
    let folder = Fixtures.model(fixture.model)
    let model = try LlamaReader(folder: folder, backend: backend).scalarModel()
    try self.init(fixture, model.parameters) { model.accumulate($0) }
  }

  private init<Row>(
    _ fixture: TrainingFixture<Row>, _ parameters: [Parameter], accumulate: ([Row]) -> Double
  ) throws {
    let settings = fixture.optimizer
    let optimizer = Optimizer(parameters, settings.adamW, maxGradientNorm: settings.clip)
    for (batch, step) in zip(fixture.batches, fixture.steps) {
      losses.append(accumulate(batch))
      if firstGradientNorms.isEmpty { firstGradientNorms = Self.gradientNorms(parameters) }
      gradientNorms.append(try optimizer.step(learningRate: step.learningRate))
    }
    finalWeights = Dictionary(
      uniqueKeysWithValues: parameters.map { ($0.name, $0.value.scalars()) })
  }

  private static func gradientNorms(_ parameters: [Parameter]) -> [String: Double] {
    let norms = parameters.map { parameter in
      let squares = (parameter.gradient?.scalars() ?? []).map { Double($0) * Double($0) }
      return (parameter.name, squares.reduce(0, +).squareRoot())
    }
    return Dictionary(uniqueKeysWithValues: norms)
  }
}

extension Llama {
  /// Returns the loss on the answers, and adds its gradient to the parameters.
  fileprivate func accumulate(_ rows: [FineTuningRow]) -> Double {
    let tape = Tape()
    let output = logProbabilities(
      of: rows.map(\.tokens), targets: rows.map(\.targets), on: tape
    ).logProbabilities
    let numbers = output.value.scalars()
    let loss = AnswerCrossEntropy.value(
      logProbabilities: numbers, weights: numbers.map { _ in 1 })
    tape.backward(from: [(output, backend.tensor(loss.gradient, shape: output.shape))])
    return loss.value
  }
}

extension ScalarModel {
  /// Returns the ranking loss, and adds its gradient to the parameters.
  fileprivate func accumulate(_ rows: [RewardRow]) -> Double {
    let tape = Tape()
    let output = scores(of: rows.map(\.chosen) + rows.map(\.rejected), on: tape)
    let numbers = output.value.scalars()
    let loss = BradleyTerry.value(
      chosen: Array(numbers.prefix(rows.count)), rejected: Array(numbers.suffix(rows.count)),
      margins: rows.map(\.margin))
    let gradient = loss.chosenGradient + loss.rejectedGradient
    tape.backward(from: [(output, trunk.backend.tensor(gradient, shape: output.shape))])
    return loss.value
  }
}
