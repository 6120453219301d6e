package import Artifacts

/// One reason why a stage ran, ran again or was skipped.
package enum Cause: Hashable, Sendable {
  /// No stage of this name or kind had run before.
  case firstOfItsKind
  /// Its key differs from the nearest that such a stage had before.
  case changed(KeyDifference)
  /// The result of its key was stored, so it was skipped.
  case made(by: StageUse?)
  /// `--from` asked for it to be recomputed.
  case forced
  /// Bytes of the result of its key were missing or damaged.
  case damaged(madeBy: StageUse?)
  /// The result of its key had been removed, with the runs that had it, to free space.
  case removed
  /// The result of its key was not used, and the store does not know why.
  case unrecorded(madeBy: StageUse)
  /// An earlier attempt did not finish.
  case unfinished(StageUse?)
  /// It resumed from the checkpoint of an earlier attempt.
  case continued(step: Int?)
  /// The checkpoint was made with different arithmetic, so its last bits come from both.
  case otherArithmetic(before: String, now: String)
  /// It has not started yet.
  case notReached

  /// The name of the cause in JSON.
  private var name: String {
    switch self {
    case .firstOfItsKind: "firstOfItsKind"
    case .changed: "changed"
    case .made: "made"
    case .forced: "forced"
    case .damaged: "damaged"
    case .removed: "removed"
    case .unrecorded: "unrecorded"
    case .unfinished: "unfinished"
    case .continued: "continued"
    case .otherArithmetic: "otherArithmetic"
    case .notReached: "notReached"
    }
  }
}

extension Cause: Encodable {
  private enum CodingKeys: String, CodingKey {
    case cause, difference, by, step, before, now
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .cause)
    switch self {
    case .changed(let difference): try container.encode(difference, forKey: .difference)
    case .made(let use), .damaged(let use), .unfinished(let use):
      try container.encodeIfPresent(use, forKey: .by)
    case .unrecorded(let use): try container.encode(use, forKey: .by)
    case .continued(let step): try container.encodeIfPresent(step, forKey: .step)
    case .otherArithmetic(let before, let now):
      try container.encode(before, forKey: .before)
      try container.encode(now, forKey: .now)
    case .firstOfItsKind, .forced, .removed, .notReached: break
    }
  }
}
