import Artifacts
import Foundation
import Testing

struct LineageTests {
  private let temporary: TemporaryStore
  private let session: RunSession
  private var store: ArtifactStore { temporary.store }
  private static let names = ["rows", "base", "tuned", "judged"]

  init() throws {
    temporary = try TemporaryStore()
    session = try temporary.startRun(plan(Self.names))
  }

  /// Finishes a stage that makes one artifact from others.
  private func make(_ name: String, from inputs: [String: [String]]) throws -> ArtifactDigest {
    let work = computation(name, inputs: inputs)
    try store.begin(work, stage: name, in: session)
    let folder = try temporary.folder(["file": name])
    let finished = try store.finish(
      work.key, stage: name,
      with: FinishedWork(
        outputs: ["out": (folder, "thing")], sections: [], metrics: [], seconds: 1),
      in: session)
    return try #require(finished["out"])
  }

  /// Makes a diamond: rows → base → tuned, and rows and tuned → judged.
  private func diamond() throws -> [ArtifactDigest] {
    let file = SHA256Text.of("a file")
    let rows = try make("rows", from: [Computation.outsideFiles: [file]])
    let base = try make("base", from: ["rows": [rows.hexadecimal]])
    let tuned = try make("tuned", from: ["model": [base.hexadecimal]])
    let judged = try make(
      "judged",
      from: ["models": [tuned.hexadecimal, base.hexadecimal], "rows": [rows.hexadecimal]])
    return [rows, base, tuned, judged]
  }

  @Test func lineageLeadsToOutsideFilesAndMeetsEachStepOnce() throws {
    let made = try diamond()
    let lineage = try store.lineage(of: made[3])
    #expect(lineage.nodes.map(\.artifact) == [made[3], made[2], made[1], made[0]])
    #expect(lineage.nodes.allSatisfy { $0.kind == "thing" && $0.steps.count == 1 })
    #expect(lineage.steps.map { $0.uses.first?.stage } == ["judged", "tuned", "base", "rows"])
    #expect(lineage.steps.last?.outsideFiles == [SHA256Text.of("a file")])
    #expect(
      lineage.steps.first?.inputs.map { "\($0.slot)[\($0.position)]" } == [
        "models[0]", "models[1]", "rows[0]",
      ])
    #expect(lineage.steps.first?.configuration == SHA256Text.of("{}"))
  }

  @Test func lineageDownLeadsToAllThatWasMadeOfAnArtifact() throws {
    let made = try diamond()
    let lineage = try store.lineage(of: made[1], .down)
    #expect(Set(lineage.nodes.map(\.artifact)) == Set([made[1], made[2], made[3]]))
    #expect(Set(lineage.steps.compactMap { $0.uses.first?.stage }) == ["tuned", "judged"])
    #expect(try store.lineage(of: made[3], .down).steps.isEmpty)
  }

  @Test func lineageOutlivesTheResultsOnTheWay() throws {
    let made = try diamond()
    try store.discard(StageKey(hashing: "base"), in: session)
    let lineage = try store.lineage(of: made[3])
    #expect(lineage.nodes.first { $0.artifact == made[1] }?.steps == [])
    #expect(lineage.nodes.contains { $0.artifact == made[0] })
  }

  @Test func aChainIsWalkedToItsBeginning() throws {
    var digest = try make("rows", from: [:]).hexadecimal
    for step in 0..<40 {
      let work = computation("step \(step)", inputs: ["last": [digest]])
      try store.begin(work, stage: "base", in: session)
      let folder = try temporary.folder(["file": "\(step)"])
      let made = try store.finish(
        work.key, stage: "base",
        with: FinishedWork(
          outputs: ["out": (folder, "thing")], sections: [], metrics: [], seconds: 1),
        in: session)
      digest = try #require(made["out"]).hexadecimal
    }
    let last = try #require(ArtifactDigest(digest))
    #expect(try store.lineage(of: last).nodes.count == 41)
  }
}
