import Objectives
import Training

/// Statistics summed over the updates of one iteration.
struct UpdateHealth: Codable {
  var policyNorms: [Double] = []
  var criticNorms: [Double] = []
  private var surrogate = SurrogateHealth()
  private var firstRatioError = 0.0
  private var policyLoss = 0.0
  private var valueLoss = 0.0
  private var clippedValues = 0
  private var valueTokens = 0

  mutating func addPolicy(_ value: SurrogateValue, isFirst: Bool) {
    surrogate.add(value.health)
    policyLoss += value.loss.value
    if isFirst { firstRatioError = max(firstRatioError, abs(value.health.meanRatio - 1)) }
  }

  mutating func addCritic(_ value: ValueLoss) {
    valueLoss += value.loss.value
    clippedValues += value.clippedTokens
    valueTokens += value.tokens
  }

  /// The iteration's metrics; none of the critic's without a critic.
  func metrics(hasCritic: Bool) -> [Metric] {
    (hasCritic ? criticMetrics : []) + (policyNorms.isEmpty ? [] : policyMetrics)
  }

  private var criticMetrics: [Metric] {
    let steps = Double(max(1, criticNorms.count))
    return [
      Metric("critic/valueLoss", valueLoss / steps),
      Metric("critic/clipFraction", Double(clippedValues) / Double(max(1, valueTokens))),
      Metric("critic/gradientNorm", Moments(of: criticNorms).mean),
      Metric("critic/skippedSteps", Double(criticNorms.count { !$0.isFinite })),
    ]
  }

  private var policyMetrics: [Metric] {
    [
      Metric("policy/loss", policyLoss / Double(policyNorms.count)),
      Metric("policy/clipFraction", surrogate.clipFraction),
      Metric("policy/clipFractionGood", surrogate.positiveClipFraction),
      Metric("policy/clipFractionBad", surrogate.negativeClipFraction),
      Metric("policy/meanRatio", surrogate.meanRatio),
      Metric("policy/ratioVariance", surrogate.ratioVariance),
      Metric("policy/changeK3", surrogate.divergenceK3),
      Metric("policy/firstRatioError", firstRatioError),
      Metric("policy/gradientNorm", Moments(of: policyNorms).mean),
      Metric("policy/skippedSteps", Double(policyNorms.count { !$0.isFinite })),
    ]
  }
}
