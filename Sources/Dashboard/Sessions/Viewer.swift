import Artifacts

/// Whoever looks at a page.
struct Viewer: Hashable, Sendable {
  /// The opaque id that stands in answers.
  let id: String
  /// What they may do.
  let role: PersonRole
  /// Their name; nil where nobody has one.
  let name: String?

  /// Whoever reaches the pages of a store to which no person was added.
  static let nobody = Viewer(id: Question.nobody, role: .lead, name: nil)

  /// Whether they may see runs, reports and the work of others.
  var isLead: Bool { role == .lead }
}

extension Viewer {
  init(_ person: Person) {
    self.init(id: person.id, role: person.role, name: person.name)
  }
}
