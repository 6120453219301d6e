package import Objectives
package import Tensors

/// How a stage moves weights: AdamW, a peak learning rate, and clipping.
package struct OptimizerConfiguration: Codable, Sendable, Hashable {
  /// The highest learning rate.
  package var learningRate: Double
  /// The shape of the learning rate over steps.
  package var schedule: LearningRateSchedule.Shape = .cosine
  /// The share of the peak that a cosine ends at.
  package var floorShare = 0.1
  /// The per cent of steps over which a cosine rises, at least 5; a constant rate has no rise.
  package var warmUpPercent = 3
  /// The norm beyond which the gradient is scaled down.
  package var clip = 1.0
  /// The decays and ε of AdamW.
  package var adamW = AdamW()

  /// Creates the paper's optimizer with a learning rate (§2.2, §3.1).
  package init(learningRate: Double) {
    self.learningRate = learningRate
  }

  /// Returns the learning rates of a run of so many steps.
  func rates(steps: Int) -> LearningRateSchedule {
    let warmUp = LearningRateSchedule.standardWarmUp(steps: steps, percent: warmUpPercent)
    switch schedule {
    case .cosine:
      return .cosine(peak: learningRate, steps: steps, warmUp: warmUp, floorShare: floorShare)
    case .constant:
      return .constant(learningRate, steps: steps)
    }
  }

  /// Throws if a number makes no sense.
  func validate() throws {
    guard adamW.moments == .float32 || max(adamW.beta1, adamW.beta2) <= 0.98 else {
      throw StagesError.option(
        "optimizer: with adamW.moments: bf16, beta1 and beta2 must be at most 0.98, or a step would "
          + "be lost in rounding")
    }
    guard learningRate >= 0, learningRate < 1, clip > 0, (0...1).contains(floorShare) else {
      throw StagesError.option(
        "optimizer: learningRate must be in 0..<1, clip above 0 and floorShare in 0...1")
    }
  }
}
