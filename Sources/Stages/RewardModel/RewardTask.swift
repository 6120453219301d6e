import Artifacts
import Autograd
import Corpora
import Foundation
package import Layers
import Objectives
import Tensors
package import Training

/// One epoch of the margin ranking loss, with the safety auxiliary term where it applies.
package final class RewardTask: WholeStepTask {
  package let headline = RewardTask.metrics[0].name
  package let optimizers: [String: Optimizer]
  package let totalSteps: Int
  let model: ScalarModel
  private let optimizer: Optimizer
  private let rates: LearningRateSchedule
  private let pairs: [EncodedPair]
  private let margins: [Float]
  private let heldOut: [EncodedPair]
  private let order: BatchOrder
  private let configuration: RewardModelConfiguration

  /// Creates the training of a model on some pairs and its evaluation on held-out ones.
  package init(
    _ model: ScalarModel, pairs: TrainingSets<EncodedPair>,
    margins: [Float], _ configuration: RewardModelConfiguration, seed: UInt64
  ) {
    self.model = model
    self.pairs = pairs.training
    self.margins = margins
    self.configuration = configuration
    heldOut = pairs.heldOut
    order = configuration.batch.order(of: pairs.training.count, seed: seed)
    totalSteps = order.steps(epochs: configuration.batch.epochs)
    let settings = configuration.optimizer
    rates = settings.rates(steps: totalSteps)
    optimizer = Optimizer(
      model.parameters, settings.adamW, maxGradientNorm: settings.maxGradientNorm)
    optimizers = ["model": optimizer]
  }

  package func step(_ index: Int) throws -> [Metric] {
    let rows = order.batch(at: index)
    let sums = accumulate(rows)
    let rate = rates.rate(at: index)
    let norm = try optimizer.step(learningRate: rate)
    return [
      Metric("train/rankingLoss", sums.ranking), Metric("train/safetyLoss", sums.safety),
      Metric("train/accuracy", sums.accuracy.interval?.value ?? .nan),
      Metric("train/gradientNorm", norm), Metric("train/learningRate", rate),
    ]
  }

  /// Adds the gradient of a batch, and returns what was summed within a slot, then over slots.
  private func accumulate(_ rows: [Int]) -> RewardSums {
    let lengths = rows.map { pairs[$0].tokenCount }
    let batch = configuration.batch
    let slots: [RewardSums] = model.trunk.backend.computing(in: batch.precision) {
      batch.accumulation.run(lengths, over: optimizer.parameters) { pieces in
        var sums = RewardSums()
        for piece in pieces { sums.add(pass(Array(rows[piece]), totalPairs: rows.count)) }
        return sums
      }
    }
    return slots.reduce(into: RewardSums()) { $0.add($1) }
  }

  /// Runs one micro-batch forward and backward.
  private func pass(_ rows: [Int], totalPairs: Int) -> RewardSums {
    let tape = Tape()
    let part = rows.map { pairs[$0] }
    let output = model.scores(of: part.flatMap { [$0.chosen, $0.rejected] }, on: tape)
    let (chosen, rejected) = output.value.scalars().pairs
    let ranking = part.rankingLoss(
      chosen: chosen, rejected: rejected, margins: rows.map { margins[$0] },
      totalPairs: totalPairs)
    let safety = SafetyAuxiliary.value(
      chosen: chosen, rejected: rejected, bins: part.map { usesSafety ? $0.safety : nil },
      weight: configuration.safetyWeight, totalPairs: totalPairs)
    let loss = ranking + safety
    let gradient = model.head.backend.tensor(
      zip(loss.chosenGradient, loss.rejectedGradient).flatMap { [$0, $1] }, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    return RewardSums(
      ranking: ranking.value, safety: safety.value,
      accuracy: PairwiseAccuracy(chosen: chosen, rejected: rejected))
  }

  private var usesSafety: Bool { configuration.role == .safety }

  package func evaluate(after done: Int) throws -> [Metric] {
    let interval = max(1, totalSteps / 10)
    guard !heldOut.isEmpty, done % interval == 0 || done == totalSteps else { return [] }
    let scores = model.trunk.backend.computing(in: configuration.batch.precision) {
      model.pairScores(heldOut, microBatchTokens: configuration.batch.microBatchTokens)
    }
    let accuracy = PairwiseAccuracy(chosen: scores.chosen, rejected: scores.rejected)
    let margins = [Float](repeating: 0, count: heldOut.count)
    let loss = heldOut.rankingLoss(
      chosen: scores.chosen, rejected: scores.rejected, margins: margins,
      totalPairs: heldOut.count)
    return [
      Metric("heldOut/accuracy", accuracy.interval?.value ?? .nan),
      Metric("heldOut/rankingLoss", loss.value),
    ] + (done == totalSteps ? [Metric("heldOut/count", Double(heldOut.count))] : [])
  }
}

/// Sums over the micro-batches of a slot, and over the slots of a step.
private struct RewardSums {
  var ranking = 0.0
  var safety = 0.0
  var accuracy = PairwiseAccuracy()

  mutating func add(_ other: RewardSums) {
    ranking += other.ranking
    safety += other.safety
    accuracy.add(other.accuracy)
  }
}

extension [EncodedPair] {
  /// Returns the ranking loss of the pairs' scores, under their soft labels where there are any.
  fileprivate func rankingLoss(
    chosen: [Float], rejected: [Float], margins: [Float], totalPairs: Int
  ) -> PairObjectiveValue {
    guard contains(where: { $0.probability != nil }) else {
      return BradleyTerry.value(
        chosen: chosen, rejected: rejected, margins: margins, totalPairs: totalPairs)
    }
    return SoftBradleyTerry.value(
      chosen: chosen, rejected: rejected, margins: margins,
      probabilities: map { $0.probability ?? 1 }, totalPairs: totalPairs)
  }
}

extension ScalarModel {
  /// Returns the scores of both sides of pairs, in order.
  func pairScores(
    _ pairs: [EncodedPair], microBatchTokens: Int
  ) -> (chosen: [Float], rejected: [Float]) {
    allScores(of: pairs.flatMap { [$0.chosen, $0.rejected] }, microBatchTokens: microBatchTokens)
      .pairs
  }
}

extension [Float] {
  /// Interleaved numbers of chosen and rejected sides, separated.
  fileprivate var pairs: (chosen: [Float], rejected: [Float]) {
    let places = stride(from: 0, to: count, by: 2)
    return (places.map { self[$0] }, places.map { self[$0 + 1] })
  }
}
