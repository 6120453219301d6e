/// What can go wrong in training through no mistake of ours.
package enum TrainingError: Error, CustomStringConvertible, Equatable {
  /// The gradient was not finite too often in a row.
  case diverged(step: Int, inARow: Int)
  /// A checkpoint lacks a part, or has one too many.
  case checkpoint(String)
  /// There is nothing to do a step on.
  case noSteps(String)

  package var description: String {
    switch self {
    case .diverged(let step, let inARow):
      "Training diverged: \(inARow) gradients in a row were not finite after step \(step); "
        + "lower the learning rate."
    case .checkpoint(let sentence):
      "The checkpoint cannot be continued: \(sentence); run with --from this stage to begin it anew."
    case .noSteps(let sentence):
      "Nothing to train on: \(sentence)."
    }
  }
}
