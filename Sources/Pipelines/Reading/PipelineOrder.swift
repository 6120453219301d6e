/// Puts stages in an order in which each comes after those it refers to.
enum PipelineOrder {
  /// Returns the stages sorted; among those that are ready, the file's order decides.
  static func sorted(_ stages: [PipelineStage], file: String) throws -> [PipelineStage] {
    var waiting = stages
    var done: Set<String> = []
    var sorted: [PipelineStage] = []
    while !waiting.isEmpty {
      guard let next = waiting.firstIndex(where: { $0.dependencies.isSubset(of: done) }) else {
        throw PipelineError.cycle(file: file, path: circle(in: waiting))
      }
      done.insert(waiting[next].name)
      sorted.append(waiting.remove(at: next))
    }
    return sorted
  }

  /// Returns a circle among stages of which each waits for another one.
  private static func circle(in stages: [PipelineStage]) -> [String] {
    let waitsFor = Dictionary(
      stages.map { ($0.name, $0.dependencies.intersection(stages.map(\.name)).sorted()) },
      uniquingKeysWith: { first, _ in first })
    var path: [String] = []
    var current = stages.first?.name ?? ""
    while !path.contains(current) {
      path.append(current)
      current = waitsFor[current]?.first ?? ""
    }
    return Array(path.drop { $0 != current }) + [current]
  }
}
