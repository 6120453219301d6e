import Objectives

/// The quantile of Student's distribution that a two-sided 95 % interval needs.
///
/// From four degrees of freedom on, the series of Cornish and Fisher around the normal quantile
/// (Abramowitz and Stegun 1964, 26.7.5), which is then right to 5e-4; below, the exact numbers.
enum StudentQuantile {
  private static let few = [12.706_204_736_174_7, 4.302_652_729_749_46, 3.182_446_305_283_71]

  static func value95(degreesOfFreedom: Int) -> Double {
    precondition(degreesOfFreedom > 0, "\(degreesOfFreedom) degrees of freedom have no quantile")
    guard degreesOfFreedom > few.count else { return few[degreesOfFreedom - 1] }
    let z = WilsonInterval.quantile95
    let s = z * z
    let terms = [
      z * (s + 1) / 4,
      z * ((5 * s + 16) * s + 3) / 96,
      z * (((3 * s + 19) * s + 17) * s - 15) / 384,
      z * ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92_160,
    ]
    let inverse = 1 / Double(degreesOfFreedom)
    return z + terms.reversed().reduce(0) { ($0 + $1) * inverse }
  }
}
