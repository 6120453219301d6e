/// Who speaks in a dialog.
package enum ChatRole: String, Codable, Sendable {
  case system, user, assistant
}
