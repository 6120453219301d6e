/// The normalisation of advantages to mean 0 and deviation 1 over the tokens that count.
///
/// Both the sum and the count respect the mask; dividing an unmasked sum by a masked count is a
/// known mistake (recipe: ppo-details, §6).
package enum AdvantageWhitening {
  /// Returns `(a − mean) / √(variance + 1e-8)` at the positions that count, 0 elsewhere.
  package static func whiten(_ advantages: [Float], mask: TokenMask) -> [Float] {
    let moments = Moments(of: advantages, where: mask)
    let scale = 1 / (moments.variance + Whitening.epsilon).squareRoot()
    return zip(advantages, mask.flags).map { advantage, counts in
      counts ? Float((Double(advantage) - moments.mean) * scale) : 0
    }
  }
}
