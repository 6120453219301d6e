package import Artifacts
import Objectives

/// One stage of two runs, side by side; the keys of its JSON are a promise.
package struct StageComparison: Hashable, Sendable, Encodable {
  /// Which of the runs has the stage.
  package enum Presence: String, Sendable, Encodable {
    case both, before, after
  }

  /// An output of the stage.
  package struct Output: Hashable, Sendable, Encodable {
    /// Its name.
    package let output: String
    /// The artifact of the first run, if it is made.
    package let before: ArtifactDigest?
    /// The artifact of the second run, if it is made.
    package let after: ArtifactDigest?
    /// Whether both have made the same bytes.
    package let equal: Bool
  }

  /// A metric of the stage at its last step.
  package struct Metric: Hashable, Sendable, Encodable {
    /// Its name.
    package let metric: String
    /// The value in the first run.
    package let before: Double?
    /// The value in the second run.
    package let after: Double?
    /// By how much the second value exceeds the first.
    package let difference: Double?
    /// The lower end of the difference's 95 % interval, for shares of a known number.
    package let low: Double?
    /// The upper end of the difference's 95 % interval, for shares of a known number.
    package let high: Double?
    /// The number of observations behind the first value, if it is known.
    package let countBefore: Int?
    /// The number of observations behind the second value, if it is known.
    package let countAfter: Int?
  }

  /// The name of the stage.
  package let stage: String
  /// The kind of the stage, in the first run that has it.
  package let kind: String
  /// Which of the runs has it.
  package let presence: Presence
  /// Whether both runs have it, with the same configuration, inputs and outputs.
  package let equal: Bool
  /// How far it is in the first run.
  package let stateBefore: RunState?
  /// How far it is in the second run.
  package let stateAfter: RunState?
  /// How its configuration and inputs differ.
  package let changes: [ComponentChange]
  /// What it made.
  package let outputs: [Output]
  /// What it measured.
  package let metrics: [Metric]

  /// Compares a stage of two runs, at least one of which has it.
  init(_ before: StageSnapshot?, _ after: StageSnapshot?) {
    let one = before ?? after
    stage = one?.record.name ?? ""
    kind = one?.record.kind ?? ""
    presence = after == nil ? .before : before == nil ? .after : .both
    stateBefore = before?.record.state
    stateAfter = after?.record.state
    changes = Self.changes(before, after)
    outputs = Self.outputs(before?.record.outputs ?? [:], after?.record.outputs ?? [:])
    metrics = Self.metrics(before?.metrics ?? [:], after?.metrics ?? [:])
    equal =
      presence == .both && stateBefore == stateAfter && changes.isEmpty
      && outputs.allSatisfy(\.equal)
  }

  private static func changes(
    _ before: StageSnapshot?, _ after: StageSnapshot?
  ) -> [ComponentChange] {
    guard let before, let after else { return [] }
    let bothKnown = before.record.key != nil && after.record.key != nil
    return before.components.changes(to: after.components).compactMap { change in
      switch change.component {
      case .input, .outsideFile:
        // Before a stage starts, its inputs are not known; that is no difference.
        bothKnown ? before.withSources(change, after) : nil
      case .seed:
        // A key without a seed says nothing of a stage that has no key yet.
        bothKnown || before.typedSeed != after.typedSeed ? before.inWords(change, after) : nil
      default: change
      }
    }
  }

  private static func outputs(
    _ before: [String: ArtifactDigest], _ after: [String: ArtifactDigest]
  ) -> [Output] {
    Set(before.keys).union(after.keys).sorted().map { name in
      Output(
        output: name, before: before[name], after: after[name],
        equal: before[name] == after[name])
    }
  }

  private static func metrics(
    _ before: [String: MeasuredValue], _ after: [String: MeasuredValue]
  ) -> [Metric] {
    Set(before.keys).union(after.keys).sorted().map { name in
      let (before, after) = (before[name], after[name])
      let interval = after.flatMap { later in before.flatMap { $0.difference(to: later) } }
      return Metric(
        metric: name, before: before?.value, after: after?.value,
        difference: after.flatMap { later in before.map { later.value - $0.value } },
        low: interval?.low, high: interval?.high, countBefore: before?.count,
        countAfter: after?.count)
    }
  }
}
