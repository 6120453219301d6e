/// How much better the preferred answer is, on the four levels of Llama 2, §3.2.1.
///
/// The number is what stores and files hold.
package enum PreferenceStrength: Int, CaseIterable, Codable, Comparable, Hashable, Sendable {
  case negligible = 0
  case slightly, better, significantly

  /// The level's name in files and reports.
  package var name: String { String(describing: self) }

  /// Creates the level of the given name.
  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
