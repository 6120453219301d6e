/// The SHA-256 over everything that decides a stage's result, as 64 hexadecimal digits.
package typealias StageKey = HexadecimalName<ComputationMeaning>

/// A computation with all that decides its result.
package enum ComputationMeaning: NameMeaning {
  package static let digits = 64
}
