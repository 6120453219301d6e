/// One message of a dialog.
package struct ChatMessage: Codable, Hashable, Sendable {
  /// Who speaks.
  package var role: ChatRole
  /// What is said.
  package var content: String

  /// Creates a message.
  package init(_ role: ChatRole, _ content: String) {
    self.role = role
    self.content = content
  }
}
