/// The piecewise combination of the two reward models, `R_c` of Llama 2, §3.2.3.
///
/// `R_c = R_s` if the prompt is tagged or `R_s < 0.15`, else `R_h`. What PPO uses is
/// `logit(R_c)`, and `logit(σ(s)) = s`, so the rule acts on raw scores and never meets infinity.
package struct RewardSelection: Sendable {
  /// The raw score below which the safety model decides, `log(p / (1 − p))`.
  ///
  /// It is kept in the precision of the scores and never rounded to fewer digits: with −1.7346
  /// an answer of exactly `R_s = 0.15` would change sides.
  package let threshold: Float

  /// Creates the rule from the probability of the paper's filter.
  package init(probability: Double = 0.15) {
    precondition(
      probability > 0 && probability < 1, "\(probability) is no probability to decide by")
    threshold = Float(Logistic.logit(probability))
  }

  /// Returns the score that counts for an answer, and why it is that one.
  package func select(helpfulness: Float, safety: Float, isTagged: Bool) -> SelectedReward {
    if isTagged { return SelectedReward(score: safety, cause: .safetyTag) }
    if safety < threshold { return SelectedReward(score: safety, cause: .belowThreshold) }
    return SelectedReward(score: helpfulness, cause: .helpfulness)
  }
}

/// The score that decides about an answer.
package struct SelectedReward: Codable, Equatable, Sendable {
  /// The raw score, before any whitening.
  package let score: Float
  /// The reason for choosing this score; nil where there is no other.
  package let cause: RewardCause?

  /// Creates a selected score.
  package init(score: Float, cause: RewardCause? = nil) {
    self.score = score
    self.cause = cause
  }
}

/// Why a reward model decides about an answer.
package enum RewardCause: String, CaseIterable, Codable, Sendable {
  case safetyTag
  case belowThreshold
  case helpfulness

  /// Whether the safety model decides.
  package var isSafety: Bool { self != .helpfulness }
}
