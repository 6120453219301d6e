import Artifacts
import Foundation
import Logging
import Testing

@testable import Reporting

struct ReportStoreTests {
  @Test func aReportHoldsWhatTheStoreKnows() throws {
    let home = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: home) }
    let store = try ArtifactStore(home: home, logger: Logger(label: "test"))
    try fill(store)
    let report = try Report(of: store.run("last"), in: store)
    #expect(report.pipeline == "small" && report.seed == "7" && report.state == "finished")
    let stage = try #require(report.stages.first)
    #expect(stage.summary == "Trains.")
    #expect(stage.configuration == ["epochs": "2"])
    #expect(stage.outputs["model"]?.count == 64)
    #expect(stage.sections.map(\.title) == ["Rows"])
    #expect(stage.metrics.map(\.meaning.name) == ["loss", "surprise"])
    #expect(stage.metrics[0].points.map(\.value) == [2, 1])
    let again = try ArtifactStore(home: home, logger: Logger(label: "test"))
    #expect(try Report(of: again.run("last"), in: again).json() == report.json())
  }

  @Test func theJSONIsReadBackAsTheSameReport() throws {
    let report = SampleReport(words: "wörd \u{202E}").report
    let text = String(decoding: try report.json(), as: UTF8.self)
    #expect(try StableJSON.value(Report.self, from: text) == report)
    #expect(text.hasSuffix("}\n"))
  }

  private func fill(_ store: ArtifactStore) throws {
    let loss = MetricDescription("loss", unit: "nats", better: .lower, "How wrong it is.")
    try store.describe([
      StageKindRecord(kind: "sft", version: 1, summary: "Trains.", metrics: [loss])
    ])
    let lease = try store.lease(for: "llamero run")
    defer { lease.release() }
    let session = try store.startRun(
      RunPlan(
        pipeline: "small", file: "small.yaml", seed: 7, definition: "{}", command: "llamero run",
        stages: [.init(name: "sft", kind: "sft", configuration: #"{"epochs":2}"#)]), under: lease)
    let key = StageKey(hashing: "sft")
    try store.begin(
      Computation(
        key: key, kind: "sft", version: 1, configuration: "{}", seed: 7,
        inputs: [:]), stage: "sft", in: session)
    let folder = try store.temporaryFolder("model", of: 1)
    try Data("bytes".utf8).write(to: folder.appending(path: "model.bin"))
    let work = FinishedWork(
      outputs: ["model": (folder, "model")],
      sections: [ReportSection(title: "Rows", items: [.prose("All used.")])],
      metrics: [
        MetricPoint(name: "surprise", step: 0, value: 9),
        MetricPoint(name: "loss", step: 0, value: 2),
        MetricPoint(name: "loss", step: 1, value: 1),
      ], seconds: 2.5)
    _ = try store.finish(key, stage: "sft", with: work, in: session)
    try store.setState(of: session, to: .finished)
  }
}
