package import Artifacts

/// Everything a pipeline's author can know of a kind of stage; the keys of its JSON are a promise.
package struct KindReference: Sendable, Encodable {
  /// The kind, as pipelines spell it.
  package let kind: String
  /// The version of its results.
  package let version: Int
  /// One sentence that says what it does.
  package let summary: String
  /// What it takes.
  package let inputs: [InputSlot]
  /// What it makes.
  package let outputs: [OutputSlot]
  /// What can be set, in the order of its rules.
  package let options: [OptionReference]
  /// What it measures.
  package let metrics: [MetricDescription]
}

extension StageKinds {
  /// The reference of all kinds, by name.
  package var reference: [KindReference] {
    names.compactMap { self[$0]?.reference }
  }
}

extension Stage {
  /// What a pipeline's author can know of the stage.
  package var reference: KindReference {
    let description = description
    let standard = (try? ConfigurationValue(encoding: Configuration.standard)) ?? .object([:])
    let values = standard.fields
    return KindReference(
      kind: description.kind, version: description.version, summary: description.summary,
      inputs: description.inputs, outputs: description.outputs,
      options: Configuration.rules.map { rule in
        OptionReference(
          rule, standard: values[rule.key] ?? .null, seedOption: description.pipelineSeedOption)
      }, metrics: description.metrics)
  }
}
