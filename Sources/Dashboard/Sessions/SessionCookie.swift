import Artifacts
import Foundation

/// The signed text in a browser by which a person is known; nothing else identifies anybody.
///
/// `id.generation.end.signature`: it names no person, ends by itself, and is void once the person's
/// generation has grown.
struct SessionCookie: Hashable, Sendable {
  /// The name of the cookie.
  static let name = "llamero_session"
  /// How long a session lasts, in seconds.
  static let lifetime = 30 * 86_400

  /// The opaque id of the person.
  let person: String
  /// The generation of sessions it belongs to.
  let generation: Int
  /// When it ends, in seconds since 1970.
  let end: Int

  /// Creates the cookie of a person who comes in now.
  init(_ person: Person, now: Date) {
    self.person = person.id
    generation = person.generation
    end = Int(now.timeIntervalSince1970) + Self.lifetime
  }

  /// Reads the cookie of a request; nil unless we signed it and it has not ended.
  init?(header: String?, signedBy secret: ServerSecret, now: Date) {
    let found = header?.split(separator: ";").lazy
      .map { $0.trimmingPrefix(while: { $0 == " " }) }
      .first { $0.hasPrefix("\(Self.name)=") }
    guard let parts = found?.dropFirst(Self.name.count + 1).split(separator: "."),
      parts.count == 4, let generation = Int(parts[1]), let end = Int(parts[2])
    else { return nil }
    person = String(parts[0])
    self.generation = generation
    self.end = end
    guard ServerSecret.isEqual(String(parts[3]), secret.signature(of: text, for: "session")),
      Double(end) > now.timeIntervalSince1970
    else { return nil }
  }

  /// Whether more than half of its time has passed.
  func isHalfOver(at now: Date) -> Bool {
    Double(end) - now.timeIntervalSince1970 < Double(Self.lifetime) / 2
  }

  private var text: String { "\(person).\(generation).\(end)" }

  /// Returns the header that gives the cookie to a browser; one over TLS stays there.
  func header(signedBy secret: ServerSecret, isSecure: Bool) -> String {
    let value = "\(text).\(secret.signature(of: text, for: "session"))"
    return "\(Self.name)=\(value); Path=/; Max-Age=\(Self.lifetime); HttpOnly; SameSite=Lax"
      + (isSecure ? "; Secure" : "")
  }
}
