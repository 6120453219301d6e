import Foundation
import Testing

/// `llamero stages` prints what can be known of every kind of stage.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct ReferenceCommandTests {
  @Test(arguments: ["", "collect", "import-dialogues"]) func textIsAsRecorded(kind: String) throws {
    let result = try Call(["stages"] + (kind.isEmpty ? [] : [kind])).finished()
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    if !kind.isEmpty {
      for line in result.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
    try Golden.expect(result.output, kind.isEmpty ? "stages.txt" : "stages-\(kind).txt")
  }

  @Test(arguments: [[], ["ppo"]]) func jsonFitsItsSchema(arguments: [String]) throws {
    let result = try Call(["stages"] + arguments + ["--json"]).finished()
    #expect(result.status == 0, "\(result.errors)")
    #expect(try Schema.reference["stages"]?.faults(in: result.output) == [])
  }

  @Test func theSchemaOfPipelinesIsTheOneInTheRepository() throws {
    let file = Repository.root.appending(path: "pipelines/pipeline.schema.json")
    let printed = try Program.run("stages", "--schema")
    #expect(printed.output == (try String(contentsOf: file, encoding: .utf8)))
  }

  @Test(arguments: [
    (["stages", "pppo"], "There is no kind of stage 'pppo'; did you mean 'ppo'?"),
    (["stages", "ppo", "--schema"], "--schema takes neither a kind nor --json."),
  ])
  func aMistakeGetsOneSentence(arguments: [String], sentence: String) throws {
    let result = try Call(arguments).finished()
    #expect(result.status == 64)
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }
}
