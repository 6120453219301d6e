import Labels

/// What a column holds, so that whole tables can be checked without being used.
enum StoredColumn {
  case name(digits: Int)
  case optionalName(digits: Int)
  case path
  case text, optionalText
  case number(ClosedRange<Int>)
  case optionalNumber(ClosedRange<Int>)
  case seconds, optionalSeconds, measure
  case flag
  case seed, time, optionalTime
  case manifest, json
  case words([String])
  case optionalWords([String])

  /// Throws if the row's column holds anything else.
  func check(_ column: String, of row: StoredRow) throws {
    switch self {
    case .name(digits: RunMeaning.digits): _ = try row.name(column, RunID.self)
    case .name: _ = try row.name(column, BlobDigest.self)
    case .optionalName(let digits):
      if try !row.isNull(column) { try Self.name(digits: digits).check(column, of: row) }
    case .path: _ = try row.path(column)
    case .text: _ = try row.text(column)
    case .optionalText: _ = try row.optionalText(column)
    case .number(let range): _ = try row.integer(column, in: range)
    case .optionalNumber(let range):
      if try !row.isNull(column) { _ = try row.integer(column, in: range) }
    case .optionalSeconds:
      if try !row.isNull(column) { _ = try row.number(column, in: StoredRow.seconds) }
    case .optionalTime: if try !row.isNull(column) { _ = try row.date(column) }
    case .seconds: _ = try row.number(column, in: StoredRow.seconds)
    case .measure: if try !row.isNull(column) { _ = try row.number(column) }
    case .flag: _ = try row.flag(column)
    case .seed: _ = try row.seed(column)
    case .time: _ = try row.date(column)
    case .manifest: _ = try row.json(column, ArtifactManifest.self)
    case .json: _ = try row.jsonText(column)
    case .optionalWords(let words):
      if try !row.isNull(column) { try Self.words(words).check(column, of: row) }
    case .words(let words):
      guard words.contains(try row.text(column)) else {
        throw row.fault(column, "is not one of its values")
      }
    }
  }
}

extension StoredTable {
  /// What the columns hold; one that a later version adds and does not name here is any text.
  var columns: [String: StoredColumn] { Self.columns[self] ?? [:] }

  private static let digest = StoredColumn.name(digits: 64)
  private static let runName = StoredColumn.name(digits: 12)
  private static let count = StoredColumn.number(StoredRow.count)
  private static let step = StoredColumn.number(StoredRow.steps)
  private static let state = StoredColumn.words(
    RunState.allCases.filter { $0 != .cancelled }.map(\.rawValue))
  private static let side = StoredColumn.words(PairSide.allCases.map(\.rawValue))
  private static let verdict = StoredColumn.words(Verdict.Name.allCases.map(\.rawValue))
  private static let role = StoredColumn.words(PersonRole.allCases.map(\.rawValue))
  private static let safety = StoredColumn.optionalWords(PairSafety.allCases.map(\.rawValue))
  private static let better = StoredColumn.words(
    MetricDescription.Better.allCases.map(\.rawValue))

  private static let columns: [StoredTable: [String: StoredColumn]] = [
    .blob: ["sha256": digest, "bytes": count],
    .artifact: ["digest": digest, "kind": .text, "manifest": .manifest, "createdAt": .time],
    .artifactFile: ["artifact": digest, "path": .path, "blob": digest],
    .computation: [
      "key": digest, "kind": .text, "version": count, "configuration": .json, "seed": .seed,
      "createdAt": .time,
    ],
    .computationInput: ["key": digest, "slot": .text, "position": count, "digest": digest],
    .result: [
      "key": digest, "sections": .json, "seconds": .seconds, "numericIdentity": .text,
      "createdAt": .time,
    ],
    .resultOutput: ["key": digest, "slot": .text, "artifact": digest],
    .metric: ["key": digest, "name": .text, "step": step, "value": .measure, "sequence": count],
    .checkpoint: [
      "key": digest, "sequence": count, "step": count, "part": count, "artifact": digest,
      "createdAt": .time,
    ],
    .trail: ["key": digest, "step": count, "part": count, "digest": digest],
    .run: [
      "id": runName, "turn": count, "pipeline": .text, "file": .text, "fingerprint": digest,
      "definition": .json, "seed": .seed, "state": state, "fence": count, "command": .text,
      "library": .text, "error": .optionalText, "createdAt": .time, "changedAt": .time,
    ],
    .stage: [
      "run": runName, "position": count, "name": .text, "kind": .text, "configuration": .json,
      "state": state, "key": .optionalName(digits: 64), "skipped": .flag, "seconds": .seconds,
      "error": .optionalText,
    ],
    .event: [
      "number": count, "run": runName, "stage": .optionalText, "token": count, "kind": .text,
      "detail": .json, "createdAt": .time,
    ],
    .cancellation: ["run": runName, "createdAt": .time],
    .stageKind: ["kind": .text, "version": count, "summary": .text],
    .metricDescription: [
      "kind": .text, "position": count, "name": .text, "unit": .text, "better": better,
      "sentence": .text,
    ],
    .collection: [
      "id": .text, "shown": .text, "createdAt": .time, "questions": count, "answered": count,
      "overlap": count, "guidelines": .text,
    ],
    .asked: ["key": digest, "collection": .text],
    .question: [
      "collection": .text, "id": .text, "position": count, "body": .json, "votes": count,
      "isOpen": .flag,
    ],
    .answer: [
      "number": count, "id": .text, "collection": .text, "question": .text, "verdict": verdict,
      "strength": .optionalNumber(0...3), "safety": safety, "shownLeft": side,
      "annotator": .text, "flag": .optionalText, "comment": .optionalText,
      "seconds": .optionalSeconds, "isLate": .flag, "createdAt": .time,
    ],
    .assignment: [
      "collection": .text, "question": .text, "person": .text, "since": .time, "until": .time,
      "page": .text,
    ],
    .person: [
      "id": .text, "name": .text, "role": role, "generation": count, "isActive": .flag,
      "invitation": .optionalName(digits: 64), "invitedUntil": .optionalTime, "createdAt": .time,
    ],
    .audit: ["number": count, "person": .text, "action": .text, "createdAt": .time],
    .fence: ["id": count, "token": count],
    .lease: [
      "token": count, "scope": .words(LeaseScope.allCases.map(\.rawValue)), "owner": .json,
      "boot": .text, "beat": .number(StoredRow.moments), "beats": count,
    ],
    .claim: ["key": digest, "token": count],
    .pin: ["name": .text, "createdAt": .time],
    .condemned: ["sha256": digest, "since": .time],
  ]
}
