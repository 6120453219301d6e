/// The stages a pipeline may consist of, by kind.
package struct StageKinds: Sendable {
  private let stages: [String: any Stage]

  /// Creates a set of kinds; each may occur once.
  package init(_ stages: [any Stage]) {
    var known: [String: any Stage] = [:]
    for stage in stages {
      let description = stage.description
      precondition(known[description.kind] == nil, "two stages of kind '\(description.kind)'")
      stage.checkDescription()
      known[description.kind] = stage
    }
    self.stages = known
  }

  /// The kinds, sorted.
  package var names: [String] { stages.keys.sorted() }

  /// Returns the stage of a kind.
  package subscript(kind: String) -> (any Stage)? { stages[kind] }
}

extension Stage {
  /// Checks that no key of a pipeline file has two meanings for this kind.
  fileprivate func checkDescription() {
    let reserved = ["kind", "seed"] + description.inputs.map(\.name)
    precondition(
      Set(reserved).count == reserved.count,
      "stage '\(description.kind)': an input is declared twice or named like a reserved key")
    let outputs = description.outputs.map(\.name)
    precondition(
      Set(outputs).count == outputs.count,
      "stage '\(description.kind)': an output is declared twice")
    let options = (try? ConfigurationValue(encoding: Configuration.standard))?.keys ?? []
    precondition(
      Set(reserved).isDisjoint(with: options),
      "stage '\(description.kind)': an option is named like an input or a reserved key")
    precondition(
      Set(description.outsideOptions).isSubset(of: options),
      "stage '\(description.kind)': the option that names outside files does not exist")
    precondition(
      description.pipelineSeedOption.map(options.contains) ?? true,
      "stage '\(description.kind)': the option that takes the pipeline's seed does not exist")
  }
}
