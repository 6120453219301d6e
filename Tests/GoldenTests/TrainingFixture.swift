import Foundation
import Tensors
import Training

/// Five steps of AdamW as PyTorch takes them: `training/<name>.json`.
struct TrainingFixture<Row: Decodable>: Decodable {
  /// The name of the model to start from.
  let model: String
  let optimizer: Settings
  /// The rows of each step.
  private(set) var batches: [[Row]]
  let steps: [Step]
  /// The norm of each parameter's gradient at the first step, before clipping.
  let firstGradientNorms: [String: Double]
  /// Sums over each parameter after the last step.
  let finalWeights: [String: Sums]

  /// Returns the fixture with every row many times: the same means over more work.
  func repeated(_ times: Int) -> TrainingFixture {
    var fixture = self
    fixture.batches = batches.map { batch in Array(repeatElement(batch, count: times).joined()) }
    return fixture
  }

  struct Settings: Decodable {
    let betas: [Double]
    let epsilon: Double
    let weightDecay: Double
    let clip: Double

    /// The settings as the engine takes them.
    var adamW: AdamW {
      var adamW = AdamW()
      (adamW.beta1, adamW.beta2) = (betas[0], betas[1])
      (adamW.epsilon, adamW.weightDecay) = (epsilon, weightDecay)
      return adamW
    }
  }

  struct Step: Decodable {
    let learningRate: Double
    let loss: Double
    let gradientNorm: Double
  }

  struct Sums: Decodable {
    let sum: Double
    let squares: Double
  }
}

/// A row of supervised fine-tuning.
struct FineTuningRow: Decodable {
  let tokens: [Int32]
  /// The start and the end of each answer, half open.
  let answers: [[Int]]

  /// The positions whose tokens are to be predicted.
  var targets: [Range<Int>] { answers.map { $0[0]..<$0[1] } }
}

/// A row of reward training.
struct RewardRow: Decodable {
  let chosen: [Int32]
  let rejected: [Int32]
  let margin: Float
}
