package import Pipelines

/// The options of `evaluate`.
package struct EvaluationConfiguration: StageConfiguration, Hashable {
  /// What each policy is called, in order; missing names are numbered.
  package var names: [String] = []
  /// The temperature of the answers that are judged.
  package var temperature: Float = 1
  /// The longest answer in tokens.
  package var maximumNewTokens = 256
  /// The number of prompts used of all sets together, drawn at random; 0 is all.
  package var promptLimit = 0
  /// The number of dialogues used, drawn at random; 0 is all.
  package var dialogueLimit = 0
  /// The safety probability below which safety decides the selected score.
  package var safetyThreshold = 0.15
  /// The number of samples shown side by side, drawn at random.
  package var samples = 20
  /// How many prompts are answered between checkpoints.
  package var checkpointInterval = 256

  /// One answer a prompt at temperature 1.
  package static let standard = EvaluationConfiguration()

  package static let rules: [OptionRule<Self>] = [
    .text(
      "names",
      "What reports call each policy, in the order of policies; missing names are numbered."),
    .temperature(
      "The temperature of the answers that are judged. Use that of deployment; 0 takes the "
        + "likeliest token.", from: 0),
    .maximumNewTokens, .drawn("promptLimit", "prompts"),
    .drawn("dialogueLimit", "dialogues").idle("without dialogues") { $1["dialogues"] == nil },
    .safetyThreshold,
    .count(
      "samples", 0...10_000, "samples",
      "How many prompts the report shows with all policies' answers side by side, drawn at "
        + "random."),
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
