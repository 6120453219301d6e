/// A table of the store, as errors name it and its rows.
enum StoredTable: String, CaseIterable {
  case blob, artifact, artifactFile
  case computation, computationInput, result, resultOutput, metric, checkpoint, trail
  case run, stage, event, cancellation
  case stageKind, metricDescription
  case collection, asked, question, answer, assignment
  case person, audit
  case fence, lease, claim, pin, condemned
  /// The list of tables itself, and what SQLite answers to questions about the file.
  case schema

  /// The columns by which a person finds a row again.
  var key: [String] {
    switch self {
    case .blob, .condemned: ["sha256"]
    case .artifact: ["digest"]
    case .artifactFile: ["artifact", "path"]
    case .computation, .result, .asked, .claim: ["key"]
    case .computationInput: ["key", "slot", "position"]
    case .resultOutput: ["key", "slot"]
    case .metric: ["key", "name", "step"]
    case .checkpoint: ["key", "sequence"]
    case .trail: ["key", "step", "part"]
    case .run, .collection, .answer, .person: ["id"]
    case .stage: ["run", "name"]
    case .event, .audit: ["number"]
    case .cancellation: ["run"]
    case .stageKind: ["kind"]
    case .metricDescription: ["kind", "name"]
    case .question: ["collection", "id"]
    case .assignment: ["collection", "question", "person"]
    case .fence: ["id"]
    case .lease: ["token"]
    case .pin: ["name"]
    case .schema: ["name"]
    }
  }
}
