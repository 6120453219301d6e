import Foundation

/// A guide of the documentation: its commands, and the files that it shows.
struct Guide {
  /// The lines of its blocks of shell, in order.
  let commands: [String]
  /// The blocks of YAML whose second line names their file.
  let files: [(name: String, text: String)]

  /// Reads a guide of the catalogue.
  init(named name: String) throws {
    let url = Repository.root.appending(path: "Sources/llamero/llamero.docc/Guides/\(name).md")
    let parts = try String(contentsOf: url, encoding: .utf8).components(separatedBy: "\n```")
    // Every other part is inside a block and begins with its language.
    let inside = parts.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    func blocks(in language: String) -> [String] {
      inside.filter { $0.hasPrefix(language + "\n") }.map {
        String($0.dropFirst(language.count + 1))
      }
    }
    commands = blocks(in: "sh").flatMap { $0.split(separator: "\n").map(String.init) }
    files = blocks(in: "yaml").compactMap { text in
      let lines = text.split(separator: "\n")
      guard lines.count > 1, lines[1].hasPrefix("# ") else { return nil }
      return (String(lines[1].dropFirst(2)), text + "\n")
    }
  }
}
