/// What can go wrong in training through no mistake of ours.
package enum TrainingError: Error, CustomStringConvertible, Equatable {
  /// The gradient was not finite too often in a row.
  case diverged(step: Int, inARow: Int)
  /// A checkpoint lacks a part, or has one too many.
  case checkpoint(String)
  /// Every step of an optimizer was skipped because its gradient was not finite.
  case nothingLearned(optimizer: String, skipped: Int)
  /// A weight is infinite or not a number after the last step.
  case notFinite(weight: String)
  /// There is nothing to do a step on.
  case noSteps(String)

  package var description: String {
    switch self {
    case .diverged(let step, let inARow):
      "Training diverged: \(inARow) gradients in a row were not finite after step \(step); "
        + "lower the learning rate."
    case .checkpoint(let sentence):
      "The checkpoint cannot be continued: \(sentence); run with --from this stage to begin it "
        + "anew."
    case .nothingLearned(let optimizer, let skipped):
      "Training changed nothing: none of the \(skipped) gradients of the optimizer \(optimizer) "
        + "was finite; look for weights, temperatures or scores that are not, or lower the "
        + "learning rate."
    case .notFinite(let weight):
      "Training spoiled the weight \(weight): it holds values that are not finite numbers; lower "
        + "the learning rate."
    case .noSteps(let sentence):
      "Nothing to train on: \(sentence)."
    }
  }
}
