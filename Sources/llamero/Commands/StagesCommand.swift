import ArgumentParser
import Artifacts
import CPUBackend
import Pipelines
import Stages

/// `llamero stages`: the kinds of stages that a pipeline can use.
struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "List the kinds of stages, or show the inputs, outputs, options and metrics of one.",
    discussion: """
      Lists every option of a kind with its default, its allowed values and what it does. With \
      --schema, prints the JSON Schema of pipeline files, with which editors complete and check \
      them: put '# yaml-language-server: $schema=FILE' into the first line of a pipeline.
      """)

  @Argument(help: "The kind of stage; without one, all are listed.")
  var kind: String?

  @Flag(help: "Print the JSON Schema of pipeline files.")
  var schema = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if schema, kind != nil || json {
      throw ValidationError("--schema takes neither a kind nor --json.")
    }
  }

  func run() throws {
    // Nothing computes, so one thread is enough.
    let kinds = StageCatalog.kinds(backend: CPUBackend(threads: 1)).reference
    if schema { return try Console.sayJSON(try PipelineSchema(kinds).text()) }
    let chosen = try kind.map { [try found($0, among: kinds)] } ?? kinds
    if json { return try Console.sayJSON(try StableJSON.text(chosen, pretty: true)) }
    let lines = kind == nil ? overview(kinds) : chosen.flatMap { ReferenceText($0).lines }
    for line in lines { try Console.say(line) }
  }

  private func found(_ name: String, among kinds: [KindReference]) throws -> KindReference {
    guard let kind = kinds.first(where: { $0.kind == name }) else {
      let names = kinds.map(\.kind)
      throw CommandFailure.unknownKind(
        name, nearest: NearestName.of(name, among: names), all: names)
    }
    return kind
  }

  private func overview(_ kinds: [KindReference]) -> [String] {
    let column = (kinds.map(\.kind.count).max() ?? 0) + 2
    let lines = kinds.flatMap { kind in
      let padding = String(repeating: " ", count: column - kind.kind.count)
      return WrappedText.lines(of: kind.kind + padding + kind.summary, hanging: column)
    }
    return lines + ["", "'llamero stages KIND' describes one of them."]
  }
}
