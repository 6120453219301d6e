/// How much better the chosen answer is, on the four levels of Llama 2, §3.2.1.
package enum PreferenceStrength: Int, CaseIterable, Codable, Comparable, Sendable {
  case negligible = 0
  case slightly
  case better
  case significantly

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
