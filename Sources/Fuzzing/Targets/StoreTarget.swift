import Artifacts
import Files
import Foundation
import Labels
import Logging

extension FuzzTarget {
  /// The bytes of a store's database: a sound one with patches, opened, read and inspected.
  ///
  /// The input is a list of patches, three bytes of place, one of length, then the bytes: a whole
  /// database would be too long to change one place after another. Length 0 cuts the file there.
  static let store = FuzzTarget("store") { scratch in
    try StoreTemplate.make(in: scratch.folder)
  } parse: { bytes, scratch in
    var file = [UInt8](try WholeFile.read(scratch.folder.appending(path: "template")))
    StoreTemplate.patch(&file, with: bytes)
    let home = scratch.folder.appending(path: "home")
    for name in try FileManager.default.contentsOfDirectory(atPath: home.path)
    where name.hasPrefix("store.sqlite") {
      try FileManager.default.removeItem(at: home.appending(path: name))
    }
    _ = try scratch.place(file, "home/store.sqlite")
    try StoreTemplate.readAll(ArtifactStore(home: home, creates: false, logger: .silent))
  }
}

/// A small store with a row in most tables.
private enum StoreTemplate {
  static func make(in folder: URL) throws {
    let home = folder.appending(path: "home")
    let now = Date(timeIntervalSince1970: 1_700_000_000)
    let store = try ArtifactStore(home: home, logger: .silent, now: { now })
    let lease = try store.lease(for: "llamero run")
    let session = try store.startRun(
      RunPlan(
        pipeline: "p", file: "p.yaml", seed: 1, definition: "{}", command: "llamero run",
        stages: ["made", "asked"].map { .init(name: $0, kind: "k", configuration: "{}") }),
      under: lease)
    try store.begin(computation("made"), stage: "made", in: session)
    let output = try store.temporaryFolder("output", of: lease.token)
    try WholeFile.write(Data("x".utf8), to: output.appending(path: "x"))
    _ = try store.finish(
      StageKey(hashing: "made"), stage: "made",
      with: FinishedWork(
        outputs: ["x": (output, "thing")],
        sections: [ReportSection(title: "T", items: [.prose("p")])],
        metrics: [MetricPoint(name: "loss", step: 1, value: 0.5)], seconds: 1), in: session)
    try store.begin(computation("asked"), stage: "asked", in: session)
    let question = Question(
      id: "q", index: 0, messages: [QuestionMessage(role: "user", content: "Why?")], first: "a",
      second: "b", asksSafety: true, firstIsLeft: true)
    let collection = try store.ask([question], for: StageKey(hashing: "asked"), in: session)
    if let asked = try store.question(at: 0, in: collection) {
      try store.append(
        Answer(
          id: "a", of: asked, .prefers(.first, .slightly), annotator: "n", createdAt: now
        ))
    }
    lease.release()
    let file = try WholeFile.read(home.appending(path: "store.sqlite"))
    try WholeFile.write(file, to: folder.appending(path: "template"))
  }

  private static func computation(_ name: String) -> Computation {
    Computation(
      key: StageKey(hashing: name), kind: "k", version: 1, configuration: "{}", seed: 1, inputs: [:]
    )
  }

  static func patch(_ file: inout [UInt8], with bytes: [UInt8]) {
    var rest = bytes[...]
    while rest.count >= 4, !file.isEmpty {
      let head = rest.prefix(4).map(Int.init)
      rest = rest.dropFirst(4)
      let place = (head[0] | head[1] << 8 | head[2] << 16) % file.count
      if head[3] == 0 {
        file.removeSubrange(place...)
        continue
      }
      for (offset, byte) in rest.prefix(head[3]).enumerated() where place + offset < file.count {
        file[place + offset] = byte
      }
      rest = rest.dropFirst(head[3])
    }
  }

  /// Reads what commands and pages read; one row that throws does not hide the others.
  static func readAll(_ store: ArtifactStore) throws {
    _ = try? store.inspect()
    for collection in (try? store.openCollections()) ?? [] {
      _ = try? store.assign(in: collection.id, to: Question.nobody)
      _ = try? store.questions(in: collection.id)
      _ = try? store.answers(in: collection.id)
    }
    for run in try store.runs() {
      _ = try? store.events(of: run.id)
      for stage in (try? store.stages(of: run.id)) ?? [] {
        guard let key = stage.key else { continue }
        _ = try? store.computation(of: key)
        _ = try? store.metrics(of: key)
        _ = try? store.sections(of: key)
        for digest in ((try? store.outputs(of: key)) ?? [:]).values {
          _ = try? store.manifest(of: digest)
          _ = try? store.intactArtifact(digest)
          _ = try? store.lineage(of: digest)
        }
      }
    }
  }
}

extension Logger {
  fileprivate static var silent: Logger {
    var logger = Logger(label: "fuzzing")
    logger.logLevel = .critical
    return logger
  }
}
