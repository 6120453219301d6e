package import Objectives
import Pipelines
package import Tensors

/// A stage's optimizer: AdamW, its learning-rate schedule and gradient clipping.
package struct OptimizerConfiguration: Codable, Sendable, Hashable {
  /// The peak learning rate.
  package var learningRate: Double
  /// The learning-rate schedule.
  package var schedule: LearningRateSchedule.Shape = .cosine
  /// The final learning rate of the cosine schedule, as a share of the peak.
  package var minimumLearningRateRatio = 0.1
  /// The warmup of the cosine schedule in per cent of the steps, at least 5 steps.
  package var warmupPercent = 3
  /// The global gradient norm to clip to.
  package var maxGradientNorm = 1.0
  /// AdamW's betas, ε, weight decay and moment precision.
  package var adamW = AdamW()

  /// Creates the paper's optimizer with a learning rate (§2.2, §3.1).
  package init(learningRate: Double) {
    self.learningRate = learningRate
  }

  /// Returns the learning-rate schedule of a run of the given number of steps.
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
      "The peak learning rate. Lower it if the loss rises or spikes; raise it if the loss barely "
        + "falls."),
    .choice(
      "schedule", LearningRateSchedule.Shape.self,
      "The learning-rate schedule: cosine with a linear warmup, or constant."),
    .number(
      "minimumLearningRateRatio", 0...1, unit: "of the peak",
      "The final learning rate of the cosine schedule, as a share of the peak."
    ).formerly("floorShare").idle("with schedule: constant") { options, _ in
      options.schedule == .constant
    },
    .count(
      "warmupPercent", 0...100, "per cent of the steps",
      "The length of the linear warmup, at least 5 steps. Raise it if the first steps are unstable."
    ).formerly("warmUpPercent").idle("with schedule: constant") { options, _ in
      options.schedule == .constant
    },
    .number(
      "maxGradientNorm", 1e-9...1e9,
      "The global gradient norm to clip to. Lower it if single batches destabilise training."
    ).formerly("clip"),
    .number(
      "adamW.beta1", .real(0..<1), "AdamW's β₁, the decay of the running mean of gradients."),
    .number(
      "adamW.beta2", .real(0..<1),
      "AdamW's β₂, the decay of the running mean of squared gradients."),
    .number(
      "adamW.epsilon", 1e-20...1, "AdamW's ε, added to the square root of the second moment."),
    .number(
      "adamW.weightDecay", 0...1,
      "Decoupled weight decay of matrices; biases and norms have none. Raise it to reduce "
        + "overfitting."),
    .choice(
      "adamW.moments", Precision.self,
      "The storage precision of AdamW's moments. bf16 halves their memory and requires beta1 and "
        + "beta2 of at most 0.98."),
  ]

  /// Throws if the options are inconsistent.
  func validate() throws {
    guard adamW.moments == .float32 || max(adamW.beta1, adamW.beta2) <= 0.98 else {
      throw StagesError.option(
        "optimizer: with adamW.moments: bf16, beta1 and beta2 must be at most 0.98, or updates are "
          + "lost to rounding")
    }
  }
}
