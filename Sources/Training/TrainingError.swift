/// Errors of training that are not programming mistakes.
package enum TrainingError: Error, CustomStringConvertible, Equatable {
  /// Too many consecutive gradients were not finite.
  case diverged(step: Int, inARow: Int)
  /// A checkpoint has a missing, extra or unfitting part.
  case checkpoint(String)
  /// Every step of an optimizer was skipped because its gradient was not finite.
  case nothingLearned(optimizer: String, skipped: Int)
  /// A weight is NaN or infinite after the last step.
  case notFinite(weight: String)
  /// There are no steps to take.
  case noSteps(String)

  package var description: String {
    switch self {
    case .diverged(let step, let inARow):
      "Training diverged: \(inARow) gradients in a row were not finite after step \(step); "
        + "lower the learning rate."
    case .checkpoint(let sentence):
      "The checkpoint cannot be resumed: \(sentence); run with --from this stage to start it over."
    case .nothingLearned(let optimizer, let skipped):
      "Training changed nothing: all \(skipped) gradients of the optimizer \(optimizer) were "
        + "non-finite; look for non-finite weights, temperatures or scores, or lower the learning "
        + "rate."
    case .notFinite(let weight):
      "Training diverged: the weight \(weight) holds values that are not finite numbers; lower the "
        + "learning rate."
    case .noSteps(let sentence):
      "Nothing to train on: \(sentence)."
    }
  }
}
