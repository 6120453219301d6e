/// A warning that kappa is low although the ratings agree.
///
/// The first paradox of Feinstein and Cicchetti (1990): where nearly all ratings are of one
/// category, agreement by chance is high and leaves kappa no room. We warn at `p_o ≥ 0.8`, the
/// least agreement that McHugh (2012) accepts, beside `κ ≤ 0.4`, which is fair at most on the scale
/// of Landis and Koch (1977). Then `p_e ≥ 2/3`: read Gwet's AC1 beside kappa.
package struct KappaParadox: Equatable, Sendable {
  /// The least observed agreement that counts as high.
  package static let highAgreement = 0.8
  /// The largest kappa that counts as low.
  package static let lowKappa = 0.4

  /// The observed agreement.
  package let observed: Double
  /// The agreement expected by chance.
  package let expected: Double
  /// The coefficient.
  package let kappa: Double

  /// Returns the warning, or nothing where kappa and agreement say the same.
  package init?(observed: Double, expected: Double) {
    guard expected < 1 else { return nil }
    let kappa = (observed - expected) / (1 - expected)
    guard observed >= Self.highAgreement, kappa <= Self.lowKappa else { return nil }
    self.observed = observed
    self.expected = expected
    self.kappa = kappa
  }
}
