package import Labels

/// What the votes of a crowd say about the items, and about the crowd.
package struct CrowdEstimate: Equatable, Sendable {
  /// The label of each item, by the bytes of its name.
  package let labels: [SoftLabel]
  /// The reliability of each annotator, by the bytes of the name.
  package let annotators: [AnnotatorReliability]
  /// How much the evidence of a vote counts at each strength, m of `GLAD`.
  ///
  /// The geometric mean over the votes is 1.
  package let multipliers: [PreferenceStrength: Double]
  /// The mean reliability of the crowd, to which an annotator with few votes is drawn.
  package let crowdReliability: Double
  /// Whether the labels stopped moving.
  package let converged: Bool
  /// The passes over all votes.
  package let iterations: Int
  /// The logarithm of the probability of the votes in Bethe's approximation, in nats.
  package let logLikelihood: Double
}
