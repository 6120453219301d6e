import Digests
import Files
import Foundation

/// The secret of a store's pages, from which everything that they sign is made.
///
/// It is kept in the store's folder, so that a form opened before a restart is still accepted
/// after it, and sessions go on: no finished judgement is refused.
struct ServerSecret: Sendable {
  /// 256 random bits in hexadecimal.
  private let text: String

  /// Reads the secret of a store, creating it the first time.
  init(under home: URL) throws {
    let file = home.appending(path: "dashboard-secret")
    if !FileManager.default.fileExists(atPath: file.path) { try Self.make(file) }
    text = String(decoding: try WholeFile.read(file), as: UTF8.self)
    guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
      throw DashboardError.unusableSecret(path: file.path)
    }
  }

  /// Writes a new secret to a temporary file and links it into place, so that one of two wins.
  private static func make(_ file: URL) throws {
    let text = RandomText.hexadecimal(words: 4)
    let draft = file.appendingPathExtension(String(text.prefix(8)))
    do { try WholeFile.write(Data(text.utf8), to: draft, mode: 0o600) } catch {
      throw DashboardError.unusableSecret(path: draft.path)
    }
    defer { try? FileManager.default.removeItem(at: draft) }
    do {
      try FileManager.default.linkItem(at: draft, to: file)
    } catch  where FileManager.default.fileExists(atPath: file.path) {
      return
    }
  }

  /// Returns what proves that a text for a purpose came from these pages.
  func signature(of text: String, for purpose: String) -> String {
    HMAC.code(of: Data("\(purpose) \(text)".utf8), key: Data(self.text.utf8)).hexadecimal
  }

  /// Returns the anti-forgery token of a person's forms.
  func formToken(of person: String) -> String {
    signature(of: person, for: "form")
  }

  /// Compares in constant time, so that timing reveals nothing about what is expected.
  static func isEqual(_ attempt: String?, _ expected: String) -> Bool {
    guard let attempt, attempt.utf8.count == expected.utf8.count else { return false }
    return zip(attempt.utf8, expected.utf8).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
