/// How much better the chosen answer is, in the paper's four grades (§3.2.1).
package enum Strength: Int, Codable, CaseIterable, Hashable, Sendable {
  case negligible = 0
  case slightly, better, significantly

  /// The grade's name in files and reports.
  package var name: String { String(describing: self) }

  /// Creates the grade of the given name.
  package init?(name: String) {
    guard let match = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}
