package import Objectives
import Pipelines
package import Tensors

/// How a stage moves weights: AdamW, a peak learning rate, and clipping.
package struct OptimizerConfiguration: Codable, Sendable, Hashable {
  /// The highest learning rate.
  package var learningRate: Double
  /// The shape of the learning rate over steps.
  package var schedule: LearningRateSchedule.Shape = .cosine
  /// The share of the peak that a cosine ends at.
  package var minimumLearningRateRatio = 0.1
  /// The per cent of steps over which a cosine rises, at least 5; a constant rate has no rise.
  package var warmupPercent = 3
  /// The norm beyond which the gradient is scaled down.
  package var maxGradientNorm = 1.0
  /// The decays and ε of AdamW.
  package var adamW = AdamW()

  /// Creates the paper's optimizer with a learning rate (§2.2, §3.1).
  package init(learningRate: Double) {
    self.learningRate = learningRate
  }

  /// Returns the learning rates of a run of so many steps.
  func rates(steps: Int) -> LearningRateSchedule {
    let warmup = LearningRateSchedule.standardWarmup(steps: steps, percent: warmupPercent)
    switch schedule {
    case .cosine:
      return .cosine(
        peak: learningRate, steps: steps, warmup: warmup,
        minimumLearningRateRatio: minimumLearningRateRatio)
    case .constant:
      return .constant(learningRate, steps: steps)
    }
  }

  static let rules: [OptionRule<OptimizerConfiguration>] = [
    .number(
      "learningRate", 0...1,
      "The highest learning rate. Lower it where the loss rises or jumps; raise it where it barely "
        + "falls."),
    .choice(
      "schedule", LearningRateSchedule.Shape.self,
      "How the learning rate changes over the steps: a cosine with a linear warmup, or constant."),
    .number(
      "minimumLearningRateRatio", 0...1, unit: "of the peak",
      "The share of the highest learning rate at which a cosine ends."
    ).idle("with schedule: constant") { options, _ in options.schedule == .constant },
    .count(
      "warmupPercent", 0...100, "per cent of the steps",
      "How long a cosine rises before it falls, but at least 5 steps. Raise it where the first "
        + "steps are unstable."
    ).idle("with schedule: constant") { options, _ in options.schedule == .constant },
    .number(
      "maxGradientNorm", 1e-9...1e9,
      "The gradient norm beyond which the gradient is scaled down. Lower it where single batches "
        + "upset training."),
    .number(
      "adamW.beta1", .real(0..<1), "The decay of AdamW's first moment, its mean of gradients."),
    .number(
      "adamW.beta2", .real(0..<1), "The decay of AdamW's second moment, its mean of squares."),
    .number(
      "adamW.epsilon", 1e-20...1, "What AdamW adds to the root of the second moment."),
    .number(
      "adamW.weightDecay", 0...1,
      "The decoupled weight decay of matrices; biases and norms have none. Raise it against "
        + "overfitting."),
    .choice(
      "adamW.moments", Precision.self,
      "How AdamW's moments are stored. bf16 takes half their memory and needs beta1 and beta2 of "
        + "at most 0.98."),
  ]

  /// Throws if the options do not go together.
  func validate() throws {
    guard adamW.moments == .float32 || max(adamW.beta1, adamW.beta2) <= 0.98 else {
      throw StagesError.option(
        "optimizer: with adamW.moments: bf16, beta1 and beta2 must be at most 0.98, or a step "
          + "would be lost in rounding")
    }
  }
}
