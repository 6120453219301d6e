import Artifacts
import Foundation
import Stages
import TensorTestSupport
import Testing

@testable import Pipelines

/// The keys of 200 pieces of work are as recorded in `Golden`, on every machine.
///
/// A change of this file means that stores everywhere compute the named work again. Where that
/// is meant: `LLAMERO_RECORD=1 swift test -c release --filter GoldenKeyTests` writes it anew.
struct GoldenKeyTests {
  private static let count = 200
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/stage-keys.txt")

  @Test func keysAreAsRecorded() throws {
    let lines = try Self.lines()
    #expect(lines.count == Self.count)
    #expect(Set(lines.compactMap { $0.split(separator: " ").last }).count == Self.count)
    if ProcessInfo.processInfo.environment["LLAMERO_RECORD"] != nil {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.file)
    }
    let recorded = try String(contentsOf: Self.file, encoding: .utf8).split(separator: "\n")
    #expect(recorded.count == Self.count)
    for (line, golden) in zip(lines, recorded) { #expect(line == golden) }
  }

  /// A kind that learns another option leaves the results of all stores where they are.
  @Test func anOptionThatIsAddedAtItsStandardChangesNoKey() throws {
    let kinds = StageCatalog.kinds(backend: ReferenceBackend())
    for name in kinds.names {
      let kind = try #require(kinds[name])
      let works = try kind.goldenWorks(named: name)
      let grown = try kind.grown.goldenWorks(named: name)
      let others = grown.filter { $0.name.hasPrefix("\(name) added-") }
      #expect(grown.count == works.count + others.count && others.count == 2)
      for work in works {
        let same = try #require(grown.first { $0.name == work.name })
        #expect(try same.key.computation().key == work.key.computation().key, "\(work.name)")
      }
      let keys = try Set(works.map { try $0.key.computation().key })
      for work in others { #expect(try !keys.contains(work.key.computation().key)) }
    }
  }

  /// A standard is in no key, so one that changes must raise the version of its kind.
  @Test func standardsAreThoseOfTheRecordedVersion() throws {
    let kinds = StageCatalog.kinds(backend: ReferenceBackend())
    let lines = try kinds.names.map { name in
      let kind = try #require(kinds[name])
      return "\(name) \(kind.description.version) \(try kind.standard.canonicalText)"
    }
    if ProcessInfo.processInfo.environment["LLAMERO_RECORD"] != nil {
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: Self.standards)
    }
    let recorded = try String(contentsOf: Self.standards, encoding: .utf8).split(separator: "\n")
    #expect(recorded.count == lines.count)
    for line in recorded {
      let parts = line.split(separator: " ", maxSplits: 2).map(String.init)
      let kind = try #require(kinds[parts[0]])
      guard kind.description.version == Int(parts[1]) else { continue }
      let before = try #require(ConfigurationValue(canonicalText: parts[2])).fields
      let now = try kind.standard.fields
      for (option, value) in before {
        #expect(now[option] == value, "\(parts[0]): the standard of \(option) is another")
      }
    }
  }

  private static let standards = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/standards.txt")

  /// Returns "kind what-is-special key" of the first pieces of work, the kinds in turn.
  private static func lines() throws -> [String] {
    let kinds = StageCatalog.kinds(backend: ReferenceBackend())
    let works = try kinds.names.map { kind in
      try #require(kinds[kind]).goldenWorks(named: kind)
    }
    let rounds = (0..<count).lazy.map { round in
      works.compactMap { round < $0.count ? $0[round] : nil }
    }
    var lines: [String] = []
    for works in rounds where lines.count < count {
      for work in works.prefix(count - lines.count) {
        lines.append("\(work.name) \(try work.key.computation().key)")
      }
    }
    return lines
  }
}

/// A key to be made, and what is special about it.
private struct GoldenWork {
  let name: String
  let key: StageKeyMaker
}

extension Stage {
  /// Returns the standard work of a kind, then the same with one component changed at a time.
  fileprivate func goldenWorks(named kind: String) throws -> [GoldenWork] {
    let standard = try ConfigurationValue(encoding: Configuration.standard)
    var works = [
      GoldenWork(name: "\(kind) standard", key: maker(standard)),
      GoldenWork(
        name: "\(kind) outside-file",
        key: maker(
          standard, files: [OutsideFile(name: "rows.jsonl", sha256: SHA256Text.of("rows"))])),
    ]
    if Configuration.standard.drawsBySeed {
      works.append(GoldenWork(name: "\(kind) seed", key: maker(standard, seed: .max)))
    }
    guard case .object(let fields) = standard else { return works }
    let deciding = fields.keys.filter {
      !description.outsideOptions.contains($0) && !Configuration.operationalOptions.contains($0)
    }
    for option in deciding.sorted() {
      for (what, value) in Self.values {
        var changed = fields
        changed[option] = value
        works.append(GoldenWork(name: "\(kind) \(option)-\(what)", key: maker(.object(changed))))
      }
    }
    return works
  }

  /// Values that machines could write differently.
  private static var values: [(what: String, value: ConfigurationValue)] {
    [
      ("list", .array([.string("é\"\n"), .real(1e-5), .real(0.1), .null])),
      ("largest", .integer(Int128(UInt64.max))),
    ]
  }

  private func maker(
    _ configuration: ConfigurationValue, seed: UInt64 = 7, files: [OutsideFile] = []
  ) -> StageKeyMaker {
    let inputs = description.inputs.map { ($0.name, [SHA256Text.of($0.name)]) }
    var stage = PipelineStage(
      name: "work", stage: self, configuration: configuration, inputs: [:], seed: seed)
    stage.drawsBySeed = Configuration.standard.drawsBySeed
    return StageKeyMaker(
      stage: stage,
      inputs: Dictionary(uniqueKeysWithValues: inputs), outsideFiles: files)
  }
}

extension Stage {
  /// The options of a pipeline file that says nothing.
  fileprivate var standard: ConfigurationValue {
    get throws { try ConfigurationValue(encoding: Configuration.standard) }
  }

  /// The same kind, as a later version that has one more option.
  fileprivate var grown: any Stage { GrownStage(stage: self) }
}

/// A stage with one more option than another.
private struct GrownStage<Former: Stage>: Stage {
  struct Configuration: StageConfiguration {
    private enum CodingKeys: String, CodingKey { case added }

    var former = Former.Configuration.standard
    var added = 1

    init() {}

    init(from decoder: any Decoder) throws {
      former = try Former.Configuration(from: decoder)
      added = try decoder.container(keyedBy: CodingKeys.self).decode(Int.self, forKey: .added)
    }

    func encode(to encoder: any Encoder) throws {
      try former.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(added, forKey: .added)
    }

    static var standard: Configuration { Configuration() }
    static var operationalOptions: Set<String> { Former.Configuration.operationalOptions }
    var drawsBySeed: Bool { former.drawsBySeed }
  }

  let stage: Former
  var description: StageDescription { stage.description }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
