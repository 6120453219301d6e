import Corpora
import Foundation
import Objectives
import Stages
import Tensors
import Testing

/// A change of one option of PPO.
struct PPOChange: CustomTestStringConvertible, Sendable {
  let name: String
  let apply: @Sendable (inout PPOConfiguration) -> Void

  var testDescription: String { name }

  static let all = [
    PPOChange(name: "iterations") { $0.iterations = 3 },
    PPOChange(name: "batchSize") { $0.batchSize = 5 },
    PPOChange(name: "minibatchSize") { $0.minibatchSize = 2 },
    PPOChange(name: "epochs") { $0.epochs = 1 },
    PPOChange(name: "temperature") { $0.temperature = 0.8 },
    PPOChange(name: "maximumNewTokens") { $0.maximumNewTokens = 4 },
    PPOChange(name: "klCoefficient") { $0.klCoefficient = 0.5 },
    PPOChange(name: "discount") { $0.discount = 0.5 },
    PPOChange(name: "lambda") { $0.lambda = 0.5 },
    PPOChange(name: "clipRange") { $0.clipRange = 0.2 },
    PPOChange(name: "valueClipRange") { $0.valueClipRange = 0.5 },
    PPOChange(name: "valueCoefficient") { $0.valueCoefficient = 1 },
    PPOChange(name: "safetyThreshold") { $0.safetyThreshold = 0.9 },
    PPOChange(name: "whitening without shift") { $0.whitening = .noShift },
    PPOChange(name: "no whitening") { $0.whitening = .none },
    PPOChange(name: "missingEOSPenalty") { $0.missingEOSPenalty = 3 },
    PPOChange(name: "criticWarmup") { $0.criticWarmup = 1 },
    PPOChange(name: "optimizer.learningRate") { $0.optimizer.learningRate = 2e-3 },
    PPOChange(name: "optimizer.maxGradientNorm") { $0.optimizer.maxGradientNorm = 0.01 },
    PPOChange(name: "optimizer.schedule") { $0.optimizer.schedule = .cosine },
    PPOChange(name: "optimizer.adamW") { $0.optimizer.adamW.weightDecay = 0.5 },
    PPOChange(name: "criticOptimizer") { $0.criticOptimizer.learningRate = 1e-2 },
  ]
}

struct PPOOptionTests {
  @Test(arguments: PPOChange.all)
  func everyOptionChangesTheResult(change: PPOChange) throws {
    let toy = try ToyPPO(prompts: ToyRows.prompts(10, safety: { _ in false }))
    #expect(try toy.run(change.apply).weights() != toy.run().weights())
  }

  @Test func optionsOfWatchingDoNotChangeTheResult() throws {
    let toy = try ToyPPO()
    let plain = try toy.run().weights()
    #expect(try toy.run { $0.evaluationInterval = 1 }.weights() == plain)
    #expect(try toy.run { $0.deviationFloor = 9 }.weights() == plain)
    #expect(try toy.run { $0.checkpointInterval = 7 }.weights() == plain)
  }

  @Test(arguments: [
    PPOChange(name: "iterations") { $0.iterations = 0 },
    PPOChange(name: "clipRange") { $0.clipRange = 0 },
    PPOChange(name: "temperature") { $0.temperature = 0 },
    PPOChange(name: "safetyThreshold") { $0.safetyThreshold = 1 },
    PPOChange(name: "criticWarmup") { $0.criticWarmup = -1 },
    PPOChange(name: "minibatchSize") { $0.minibatchSize = 513 },
    PPOChange(name: "patience") { $0.patience = 0 },
    PPOChange(name: "klBound") { $0.klBound = .nan },
    PPOChange(name: "missingEOSBound") { $0.missingEOSBound = 1.1 },
  ])
  func optionsThatMeanNothingAreRefused(change: PPOChange) {
    var configuration = PPOConfiguration.standard
    change.apply(&configuration)
    #expect(throws: (any Error).self) { try configuration.validate() }
  }
}
