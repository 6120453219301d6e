/// How a stage ends early without having failed.
package enum StageInterruption: Error, Hashable {
  /// The user asked to stop; the stage has saved a checkpoint if it keeps any.
  case stopped
  /// Human labels are needed first; the sentence says what is missing.
  case waitingForPeople(String)
}
