package import Pipelines

/// The options of `evaluate`.
package struct EvaluationConfiguration: StageConfiguration, Hashable {
  /// The display name of each policy, in order; missing names are numbered.
  package var names: [String] = []
  /// The sampling temperature of the judged answers.
  package var temperature: Float = 1
  /// The maximum response length in tokens.
  package var maximumNewTokens = 256
  /// The number of prompts sampled from all sets together; 0 is all.
  package var promptLimit = 0
  /// The number of dialogues sampled; 0 is all.
  package var dialogueLimit = 0
  /// The safety probability below which the safety score is the selected score.
  package var safetyThreshold = 0.15
  /// The number of randomly drawn samples shown side by side.
  package var samples = 20
  /// How many prompts are answered between checkpoints.
  package var checkpointInterval = 256

  /// One answer per prompt at temperature 1.
  package static let standard = EvaluationConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .text(
      "names",
      "The display name of each policy in reports, in the order of policies; missing names are "
        + "numbered."),
    .temperature(
      "The sampling temperature of the judged answers. Use the temperature of deployment; 0 is "
        + "greedy decoding.", from: 0),
    .maximumNewTokens, .drawn("promptLimit", "prompts"),
    .drawn("dialogueLimit", "dialogues").idle("without dialogues") { $1["dialogues"] == nil },
    .safetyThreshold,
    .count(
      "samples", 0...10_000, "samples",
      "How many randomly drawn prompts the report shows with all policies' answers side by side."),
    .samplingInterval("prompts"),
  ]

  package func validate(inputs: [String: Int]) throws {
    let policies = inputs["policies", default: 0]
    guard names.count <= policies else {
      throw StagesError.option(
        "names has \(names.count) names for \(policies) policies; give at most one for each")
    }
  }
}
