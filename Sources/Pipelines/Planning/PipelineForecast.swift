package import Artifacts

/// How long the stages of a pipeline will take, as far as earlier runs tell.
package struct PipelineForecast: Sendable {
  private let secondsAfter: [String: Double]

  /// Looks up the newest time of each stage: of one with its name, else of its kind.
  package init(_ pipeline: Pipeline, until last: String? = nil, _ store: ArtifactStore) throws {
    let end = pipeline.stages.firstIndex { $0.name == last } ?? pipeline.stages.count - 1
    var after: [String: Double] = [:]
    var seconds: Double? = 0
    for stage in pipeline.stages[...end].reversed() {
      if let seconds { after[stage.name] = seconds }
      let own = try store.lastSeconds(ofKind: stage.kind, named: stage.name)
      seconds = seconds.flatMap { sum in own.map { sum + $0 } }
    }
    secondsAfter = after
  }

  /// Returns the seconds that the stages after one will take; nil if one of them never ran here.
  package func seconds(after stage: String) -> Double? { secondsAfter[stage] }
}
