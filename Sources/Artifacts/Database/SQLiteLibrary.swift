/// The SQLite library found at run time, and what its version means for the store.
package struct SQLiteLibrary: Hashable, Sendable {
  /// What a version allows.
  package enum Verdict: Hashable, Sendable {
    case tooOld, hasLogResetBug, good
  }

  /// The version, for example "3.40.1".
  package let version: String

  /// Creates a description of a version.
  package init(version: String) {
    self.version = version
  }

  /// What the version means; the bug with two writers in WAL mode is fixed in four series.
  package var verdict: Verdict {
    let parts = version.split(separator: ".").map { Int($0) ?? 0 } + [0, 0, 0]
    let (minor, patch) = (parts[1], parts[2])
    guard parts[0] == 3 else { return parts[0] > 3 ? .good : .tooOld }
    if minor < 37 { return .tooOld }
    let repaired = minor > 51 || [51: 3, 50: 7, 44: 6][minor].map { patch >= $0 } ?? false
    return repaired ? .good : .hasLogResetBug
  }

  /// One sentence for a person who asks what the store stands on.
  package var sentence: String {
    switch verdict {
    case .tooOld: "SQLite \(version) is too old; the store needs 3.37 or newer."
    case .hasLogResetBug:
      "SQLite \(version) has the WAL-reset bug; the store keeps a rollback journal, "
        + "so it is not reachable."
    case .good: "SQLite \(version)."
    }
  }
}
