import Foundation
import Testing

/// A run tells how far it is while it runs, as far as its checkpoints say.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct RunningRunTests {
  private struct Shown: Decodable {
    struct Stage: Decodable {
      let step: Int?
      let rate: Double?
      let headline: Metric?
    }
    struct Metric: Decodable { let name: String }
    let stages: [Stage]
  }

  @Test func aStageThatRunsShowsStepRateAndMetric() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      TinyPipeline.text.replacing("{size: 8, epochs: 1}", with: "{size: 8, epochs: 400}"),
      to: "long.yaml")
    let home = ["--home", folder.path("home")]
    let call = try Call(["run", folder.path("long.yaml")] + home)
    defer { call.send(SIGKILL) }
    let isShown = call.wait {
      guard let json = try? Call(["show", "last", "--json"] + home).finished(), json.status == 0,
        let shown = try? JSONDecoder().decode(Shown.self, from: Data(json.output.utf8))
      else { return false }
      let base = shown.stages[1]
      return base.step ?? 0 >= 10 && base.rate ?? 0 > 0 && base.headline?.name == "train/loss"
    }
    #expect(isShown, "\(call.errors)")
    let text = try Call(["show", "last"] + home).finished().output
    #expect(
      text.contains(/base +pretrain +running, step \d+, [\d.]+(\/s| s\/step) .*train\/loss \d/),
      "\(text)")
  }
}
