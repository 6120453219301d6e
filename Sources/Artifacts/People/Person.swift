package import Foundation

/// What a person may do.
package enum PersonRole: String, CaseIterable, Codable, Sendable {
  /// Judge pairs, and see their own work.
  case annotator
  /// See everything, too.
  case lead
}

/// Someone who judges, or leads those who do.
package struct Person: Codable, Hashable, Sendable {
  /// The opaque id, which stands in answers and exports instead of the name.
  package let id: String
  /// The name, which never leaves the store.
  package let name: String
  /// What the person may do.
  package let role: PersonRole
  /// Grows whenever the person's sessions are ended.
  package let generation: Int
  /// Whether the person may still come in.
  package let isActive: Bool
  /// When the open invitation ends; nil without one.
  package let invitedUntil: Date?
  /// When the person was added.
  package let createdAt: Date
}

/// One line of the record of who came in.
package struct AuditEntry: Codable, Hashable, Sendable {
  /// What was done.
  package enum Action: String, Codable, Sendable {
    case added, invited, entered, revoked
  }

  /// The opaque id of the person.
  package let person: String
  /// What was done.
  package let action: Action
  /// When.
  package let createdAt: Date
}
