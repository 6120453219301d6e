import Artifacts
import Autograd
import Corpora
import Foundation
package import Layers
import Objectives
import Pipelines
package import Tensors
package import Training

/// Batch size, epochs, micro-batch size and precision of training.
package struct BatchConfiguration: Codable, Sendable, Hashable {
  /// The batch size: rows per optimizer step.
  package var size: Int
  /// The number of epochs.
  package var epochs: Int
  /// The micro-batch: tokens per forward and backward pass; its size affects results only by
  /// rounding.
  package var microBatchTokens = 2048
  /// The precision to which operands of matrix products are rounded.
  package var precision = Precision.float32

  /// Creates a configuration.
  package init(size: Int, epochs: Int) {
    self.size = size
    self.epochs = epochs
  }

  /// How the gradient of a step is accumulated over micro-batches.
  var accumulation: GradientAccumulation {
    GradientAccumulation(budget: TokenBudget(tokens: microBatchTokens))
  }

  /// The shuffled order of rows; a dataset smaller than a batch is trained on as one batch.
  func order(of count: Int, seed: UInt64) -> BatchOrder {
    BatchOrder(count: count, batchSize: min(size, count), seed: seed)
  }

  /// Describes the steps and epochs of a finished training, and any deviation from the options.
  func text(of count: Int, _ task: any TrainingTask) -> String {
    let order = order(of: count, seed: 0)
    let steps = order.steps(epochs: epochs)
    let extra = steps * order.batchSize - count * epochs
    let skipped = task.optimizers.values.reduce(0) { $0 + $1.skipped }
    let passes = epochs == 1 ? "once" : "\(epochs) times"
    return "\(steps) steps of \(order.batchSize) rows, \(passes) through all rows"
      + (extra > 0 ? "; \(extra) rows fill the last batch and were used once more." : ".")
      + (count < size
        ? " There are fewer rows than the \(size) of batch.size, so a batch is all of them." : "")
      + (skipped > 0
        ? " \(skipped) steps were skipped because their gradient was not finite." : "")
  }

  static let rules: [OptionRule<BatchConfiguration>] = [
    .count(
      "size", 1...1_000_000, "rows",
      "Batch size: rows per optimizer step; a smaller dataset forms one batch. Lower it to get "
        + "more steps out of little data."
    ).formerly("rows"),
    .count(
      "epochs", 1...10_000, "passes",
      "Passes over the training rows. Lower it if the held-out loss starts rising again."
    ),
    .microBatchTokens, .precision,
  ]
}

/// Next-token training on selected positions; pretraining and fine-tuning differ only in the rows.
///
/// The loss is the sum over all target tokens of the batch divided by their number, so splitting a
/// batch into micro-batches does not change it (recipe §4).
package final class LanguageTask: WholeStepTask {
  package let headline = LanguageTask.metrics[0].name
  package let optimizers: [String: Optimizer]
  package let totalSteps: Int
  private let model: any LanguageModel
  private let optimizer: Optimizer
  private let rates: LearningRateSchedule
  private let rows: [EncodedRow]
  private let heldOut: [EncodedRow]
  private let order: BatchOrder
  private let batch: BatchConfiguration
  private let evaluationInterval: Int

  /// Creates the training of a model on some rows and its evaluation on held-out ones.
  package init(
    _ model: any LanguageModel, rows: TrainingSets<EncodedRow>,
    batch: BatchConfiguration, optimizer settings: OptimizerConfiguration, seed: UInt64
  ) {
    self.model = model
    self.rows = rows.training
    self.heldOut = rows.heldOut
    self.batch = batch
    order = batch.order(of: rows.training.count, seed: seed)
    totalSteps = order.steps(epochs: batch.epochs)
    rates = settings.rates(steps: totalSteps)
    optimizer = Optimizer(
      model.parameters, settings.adamW, maxGradientNorm: settings.maxGradientNorm)
    optimizers = ["model": optimizer]
    evaluationInterval = max(1, totalSteps / 8)
  }

  package func step(_ index: Int) throws -> [Metric] {
    let chosen = order.batch(at: index).map { rows[$0] }
    let total = chosen.reduce(0) { $0 + $1.targetCount }
    let loss = accumulate(chosen, totalTargets: total)
    let rate = rates.rate(at: index)
    let norm = try optimizer.step(learningRate: rate)
    return [
      Metric("train/loss", loss), Metric("train/gradientNorm", norm),
      Metric("train/learningRate", rate), Metric("train/targetTokens", Double(total)),
      Metric("train/tokens", Double(chosen.reduce(0) { $0 + $1.tokens.count })),
    ]
  }

  /// Adds the gradient of a batch, and returns its loss: summed within a slot, then over slots.
  private func accumulate(_ rows: [EncodedRow], totalTargets: Int) -> Double {
    let lengths = rows.map(\.tokens.count)
    let losses: [Double] = model.backend.computing(in: batch.precision) {
      batch.accumulation.run(lengths, over: optimizer.parameters) { pieces in
        var loss = 0.0
        for piece in pieces { loss += pass(Array(rows[piece]), totalTargets: totalTargets) }
        return loss
      }
    }
    return losses.reduce(0, +)
  }

  /// Runs one micro-batch forward and backward, and returns its share of the loss.
  private func pass(_ rows: [EncodedRow], totalTargets: Int) -> Double {
    let tape = Tape()
    let output = model.logProbabilities(
      of: rows.map(\.tokens), targets: rows.map(\.targets), on: tape
    ).logProbabilities
    let numbers = output.value.scalars()
    let objective = AnswerCrossEntropy.value(
      logProbabilities: numbers, weights: [Float](repeating: 1, count: numbers.count),
      totalWeight: Double(totalTargets))
    let gradient = model.backend.tensor(objective.gradient, shape: output.shape)
    tape.backward(from: [(output, gradient)])
    return objective.value
  }

  package func evaluate(after done: Int) throws -> [Metric] {
    guard !heldOut.isEmpty, done % evaluationInterval == 0 || done == totalSteps else { return [] }
    let loss = model.backend.computing(in: batch.precision) { meanLoss(of: heldOut) }
    return [Metric("heldOut/loss", loss), Metric("heldOut/perplexity", exp(loss))]
  }

  private func meanLoss(of rows: [EncodedRow]) -> Double {
    var sum = 0.0
    for piece in TokenBudget(tokens: batch.microBatchTokens).pieces(rows.map(\.tokens.count)) {
      let part = Array(rows[piece])
      let numbers = model.logProbabilities(of: part.map(\.tokens), targets: part.map(\.targets))
        .logProbabilities.value.scalars()
      sum -= numbers.reduce(0) { $0 + Double($1) }
    }
    return sum / Double(rows.reduce(0) { $0 + $1.targetCount })
  }
}
