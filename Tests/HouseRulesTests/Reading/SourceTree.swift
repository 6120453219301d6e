import Foundation

/// The files of the package and what several of them say together.
struct SourceTree: Sendable {
  let files: [SourceFile]
  /// For each type the names its declarations and extensions list behind a colon.
  let conformances: [String: Set<String>]
  /// For each protocol the names of its requirements.
  let requirements: [String: Set<String>]
  /// For each type, by its full name, the stored properties.
  let storedProperties: [String: [Declaration]]

  init(_ files: [SourceFile]) {
    self.files = files
    let all = files.flatMap(\.declarations)
    conformances = all.filter(\.isType).reduce(into: [:]) {
      $0[$1.name, default: []].formUnion($1.related)
    }
    requirements = all.filter { $0.container?.keyword == "protocol" }.reduce(into: [:]) {
      $0[$1.owner ?? "", default: []].insert($1.name)
    }
    storedProperties = all.filter(\.isStored).reduce(into: [:]) {
      $0[$1.scope.joined(separator: "."), default: []].append($1)
    }
  }

  /// Returns a type, what it conforms to, and what that conforms to in turn.
  func ancestors(of type: String) -> Set<String> {
    var found: Set<String> = []
    var waiting = [type]
    while let current = waiting.popLast() {
      guard found.insert(current).inserted else { continue }
      waiting += conformances[current] ?? []
    }
    return found
  }

  /// The package this test belongs to.
  static let package: SourceTree = {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return SourceTree(files(under: root, in: "Sources") + files(under: root, in: "Tests"))
  }()

  private static func files(under root: URL, in folder: String) -> [SourceFile] {
    let known: Set<String> = ["swift", "c", "h", "inc", "mustache"]
    let base = root.appending(path: folder)
    let found = FileManager.default.enumerator(atPath: base.path(percentEncoded: false))
    return (found?.compactMap { $0 as? String } ?? []).sorted()
      .filter { known.contains(URL(filePath: $0).pathExtension) }
      .compactMap { path in
        let text = try? String(contentsOf: base.appending(path: path), encoding: .utf8)
        return text.map { SourceFile(path: "\(folder)/\(path)", text: $0) }
      }
  }
}
