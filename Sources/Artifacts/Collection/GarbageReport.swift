/// What a collection removed, or would remove.
package struct GarbageReport: Codable, Hashable, Sendable {
  /// The runs that were forgotten.
  package var runs: [RunID] = []
  /// The results of stages that no run names any more.
  package var results: [StageKey] = []
  /// The artifacts that went with them.
  package var artifacts: [ArtifactDigest] = []
  /// The bytes that nothing names, held until the grace period is over.
  package var condemnedBlobs = 0
  /// The size of the condemned bytes.
  package var condemnedBytes = 0
  /// The bytes that were removed.
  package var removedBlobs = 0
  /// The size of the removed bytes.
  package var removedBytes = 0
  /// Whether more than half of all bytes would go, which a collection refuses unless it is told.
  package var isMost = false
  /// What could not be removed, a sentence for each; the collection went on.
  package var problems: [String] = []

  /// Creates the report of a collection that found nothing.
  package init() {}
}

/// What a collection keeps.
package struct KeepRule: Hashable, Sendable {
  /// How many of the newest runs are kept; nil is all.
  package var newestRuns: Int?
  /// Seconds for which condemned bytes stay, for readers that still hold them.
  package var grace: Double
  /// Whether more than half of all bytes may go.
  package var allowsMost: Bool

  /// How many bytes may go whatever share of the store they are.
  package static let few = 4 << 20

  /// Creates a rule; an hour is enough for any reader.
  package init(newestRuns: Int? = nil, grace: Double = 3600, allowsMost: Bool = false) {
    (self.newestRuns, self.grace, self.allowsMost) = (newestRuns, grace, allowsMost)
  }
}
