import Pipelines

/// Writes what a run would do as a table, with an estimate of its time if there is one.
struct PlanText {
  private let plan: PipelinePlan

  /// Takes the plan.
  init(_ plan: PipelinePlan) {
    self.plan = plan
  }

  /// The lines.
  var lines: [String] {
    var table = TextTable(["stage", "kind", "what happens", "time before"])
    for step in plan.stages {
      let time = step.seconds.map(DurationText.of) ?? ""
      table.add([step.name, step.kind, Self.words(step), step.action == .skip ? "" : time])
    }
    return ["Pipeline \(plan.pipeline) with seed \(plan.seed)"] + table.lines + ["", end]
  }

  private static func words(_ step: PlannedStep) -> String {
    let action =
      switch step.action {
      case .run: "runs"
      case .resume: "resumes after step \(step.step ?? 0)"
      case .skip: "skipped: finished before"
      case .depends: "depends on \(step.dependsOn.joined(separator: ", "))"
      }
    return action + (step.asksPeople && step.action != .skip ? ", waits for people" : "")
  }

  private var end: String {
    let left = plan.stages.filter { $0.action != .skip }
    guard !left.isEmpty else { return "Nothing is left to do." }
    let count = "\(left.count) of \(plan.stages.count) stages are not finished"
    if let seconds = plan.secondsLeft {
      return "\(count); they took \(DurationText.of(seconds: seconds)) before."
    }
    let unknown = left.filter { $0.seconds == nil }.count
    return "\(count); \(unknown) of them never ran here, so the time cannot be estimated."
  }
}
