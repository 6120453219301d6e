/// Something wrong with a store.
package struct Finding: Codable, Hashable, Sendable {
  /// What can be wrong, by the words that scripts see.
  package enum Kind: String, Codable, CaseIterable, Sendable {
    // The database file
    case brokenPages, brokenReference, foreignSchema
    // Rows
    case unsafeName, unreadableRow
    // Bytes
    case missingBytes, wrongSize, wrongBytes, strayBytes, misplacedFile, writableBytes
    case unnamedBytes, notAPlainFile
    // Rights
    case openToOthers
    // Artifacts and lineage
    case wrongDigest, wrongFileList, unreadableManifest, lostOutput, unknownInput
    // Runs
    case finishedWithoutResult, finishedTooEarly, runningWithoutProcess, leftoverCheckpoint
    case unreadableRecord
    // People
    case wrongCount, alteredQuestions
    // Leftovers and room
    case unfinishedWork, quarantinedBytes, littleSpace
  }

  /// How bad it is.
  package enum Severity: String, Codable, Sendable {
    /// Something that was stored is lost or cannot be trusted.
    case damage
    /// Nothing is lost.
    case notice
  }

  /// What is wrong.
  package var kind: Kind
  /// What it is about: a digest, a path, a run, a stage.
  package var subject: String
  /// One sentence for a person.
  package var sentence: String
  /// Whether it has been repaired.
  package var isRepaired = false

  init(_ kind: Kind, _ subject: String, _ sentence: String) {
    (self.kind, self.subject, self.sentence) = (kind, subject, sentence)
  }

  /// How bad it is.
  package var severity: Severity {
    switch kind {
    case .strayBytes, .writableBytes, .unnamedBytes, .runningWithoutProcess, .leftoverCheckpoint,
      .unfinishedWork, .quarantinedBytes, .littleSpace, .misplacedFile, .openToOthers,
      .wrongCount:
      .notice
    default: .damage
    }
  }

  /// Whether no loss of bytes can explain it, so that such a backup must not be restored.
  package var isForeign: Bool {
    switch kind {
    case .brokenPages, .brokenReference, .foreignSchema, .unsafeName, .unreadableRow,
      .notAPlainFile, .wrongDigest, .wrongFileList, .unreadableManifest, .unreadableRecord:
      true
    default: false
    }
  }
}

/// What an inspection saw.
package struct InspectionReport: Codable, Hashable, Sendable {
  /// What is wrong, in the order it was found.
  package var findings: [Finding] = []
  /// How many blobs were read and hashed.
  package var blobs = 0
  /// How many bytes they had.
  package var bytes = 0

  /// Whether nothing that was stored is lost.
  package var isSound: Bool {
    findings.allSatisfy { $0.severity == .notice || $0.isRepaired }
  }
}
