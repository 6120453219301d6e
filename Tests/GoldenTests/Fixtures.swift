import Foundation

/// The committed fixtures, found beside the sources of the tests.
enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures")

  /// The causal models, whose golden numbers are log-probabilities.
  static let languageModels = [
    "tied-default", "grouped-old-theta", "multi-query-attention-bias-linear-old",
    "head-width-mlp-bias-linear", "llama3-new", "llama3-old", "sharded-odd", "half",
    "brain-sharded-tied",
  ]
  /// The model whose golden numbers are scores.
  static let scalarModel = "sequence-classification"
  /// The runs of supervised fine-tuning.
  static let fineTunings = ["fine-tuning-tied", "fine-tuning-untied", "fine-tuning-biases"]
  /// The run of reward training.
  static let rewardTraining = "reward"

  static func model(_ name: String) -> URL { folder.appending(path: "models/\(name)") }

  static func training<Row: Decodable>(_ name: String, _ row: Row.Type) throws
    -> TrainingFixture<Row>
  {
    try decode(TrainingFixture<Row>.self, folder.appending(path: "training/\(name).json"))
  }

  static func decode<Value: Decodable>(_ type: Value.Type, _ url: URL) throws -> Value {
    try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }
}

/// Returns the largest difference of two lists, infinite where they cannot be compared.
func largestDifference(_ own: [Float], _ golden: [Double]) -> Double {
  guard own.count == golden.count else { return .infinity }
  let differences = zip(own, golden).map { abs(Double($0) - $1) }
  return differences.contains { !$0.isFinite } ? .infinity : differences.max() ?? 0
}
