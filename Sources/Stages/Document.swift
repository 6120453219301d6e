/// A plain text to pretrain on.
struct Document: Codable, Sendable {
  var text: String
}
