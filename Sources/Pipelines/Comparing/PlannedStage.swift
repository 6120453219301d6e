import Artifacts

/// A stage as the definition of its run describes it.
struct PlannedStage: Sendable {
  let version: Int
  let seed: UInt64
  /// The outputs that fill each input, written "stage.output".
  let references: [String: [String]]

  /// Reads the stages of a stored definition by name.
  static func stages(of definition: String) -> [String: PlannedStage] {
    guard case .array(let stages) = ConfigurationValue(stored: definition)["stages"] else {
      return [:]
    }
    let named = stages.compactMap { stage -> (String, PlannedStage)? in
      guard case .string(let name) = stage["name"], let planned = PlannedStage(stage) else {
        return nil
      }
      return (name, planned)
    }
    return Dictionary(named, uniquingKeysWith: { first, _ in first })
  }

  private init?(_ stage: ConfigurationValue) {
    guard case .integer(let version) = stage["version"], let version = Int(exactly: version),
      case .integer(let seed) = stage["seed"], let seed = UInt64(exactly: seed),
      case .object(let inputs) = stage["inputs"]
    else { return nil }
    self.version = version
    self.seed = seed
    references = inputs.mapValues { list in
      guard case .array(let references) = list else { return [] }
      return references.compactMap { reference in
        if case .string(let text) = reference { text } else { nil }
      }
    }
  }
}
