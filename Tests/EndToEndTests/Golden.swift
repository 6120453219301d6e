import Foundation
import Testing

/// Texts recorded in `Golden`, with everything masked that another machine or time would change.
///
/// After a deliberate change, `LLAMERO_RECORD=1 swift test -c release --filter VerbTests` writes
/// them anew.
enum Golden {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden")
  private static let isRecording =
    ProcessInfo.processInfo.environment["LLAMERO_RECORD"] != nil

  /// Expects a text to be as recorded.
  static func expect(_ text: String, _ name: String, _ masked: [(String, String)] = []) throws {
    let file = folder.appending(path: "Verbs/\(name)")
    let text = masked.reduce(mask(text)) { $0.replacing($1.0, with: $1.1) }
    if isRecording { try Data(text.utf8).write(to: file) }
    let recorded = try String(contentsOf: file, encoding: .utf8)
    #expect(text == recorded, "\(name)")
  }

  /// Returns the text with names, times and measured numbers replaced by what they are.
  ///
  /// Runs of spaces become two, because columns are as wide as what is masked.
  private static func mask(_ text: String) -> String {
    text.replacing(/[0-9a-f]{64}/, with: "<digest>")
      .replacing(/\b[0-9a-f]{12}\b/, with: "<name>")
      .replacing(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/, with: "<time>")
      .replacing(/\b\d+\.\d\d s\b|\b\d+ s\b/, with: "<duration>")
      .replacing(/"numericIdentity" : "[^"]*"/, with: "\"numericIdentity\" : \"<machine>\"")
      .replacing(/"seconds" : [\d.e-]+/, with: "\"seconds\" : <number>")
      .replacing(/(\w+\/\w+) -?\d+(\.\d+)?(e[+-]?\d+)?/) { "\($0.output.1) <number>" }
      .replacing(/"(after|before|difference|low|high|value)" : -?\d+(\.\d+)?(e-?\d+)?/) {
        "\"\($0.output.1)\" : <number>"
      }
      .replacing(/(\S)[ ]{2,}/) { "\($0.output.1)  " }
      .replacing(/[ ]{2}-?\d+(\.\d+)?(e-?\d+)?(?=[ ]{2}|\n)/, with: "  <number>")
  }
}
