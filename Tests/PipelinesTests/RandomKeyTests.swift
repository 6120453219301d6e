import Artifacts
import Foundation
import Randomness
import Testing

@testable import Pipelines

/// What decides a stage's result is in its key, and nothing else is.
///
/// Every commit tries 100 random configurations, `LLAMERO_SWEEP=1` tries 10,000.
struct RandomKeyTests {
  private static let isSweep = ProcessInfo.processInfo.environment["LLAMERO_SWEEP"] != nil

  @Test func everyComponentChangesTheKeyAndNothingElseDoes() throws {
    var changes = 0
    var faults: [String] = []
    for index in 0..<(Self.isSweep ? 10_000 : 100) {
      let work = RandomWork(UInt64(index))
      let key = try work.key()
      for (what, changed) in work.changed {
        changes += 1
        if try changed.key() == key {
          faults.append("configuration \(index): \(what) changes nothing")
        }
      }
      for (what, same) in work.same where try same.key() != key {
        faults.append("configuration \(index): \(what) changes the key")
      }
    }
    #expect(faults == [])
    #expect(changes > 1_500)
  }
}

/// A stage with a random configuration, inputs and outside files.
private struct RandomWork {
  var name = "stage"
  var kind: String
  var version: Int
  var options: [ConfigurationValue]
  var folder = "here"
  var seed: UInt64
  var inputs: [String: [String]]
  var references = "a.b"
  var files: [OutsideFile]

  init(_ index: UInt64) {
    var random = Random(11, stream: "key", index)
    kind = random.pick(["sft", "ppo", "import"])
    version = 1 + random.below(3)
    options = (0..<(1 + random.below(8))).map { _ in .random(&random, depth: 0) }
    seed = UInt64(random.next())
    inputs = [:]
    for slot in ["model", "rows", "prompts"].prefix(random.below(4)) {
      inputs[slot] = (0...random.below(3)).map { _ in Self.digest(&random) }
    }
    files = (0..<random.below(3)).map { number in
      OutsideFile(name: "rows\(number).jsonl", sha256: Self.digest(&random))
    }
  }

  func key() throws -> StageKey {
    var fields = ["paths": ConfigurationValue.string("\(folder)/rows")]
    for (number, option) in options.enumerated() { fields["option\(number)"] = option }
    let stage = PipelineStage(
      name: name, stage: FreeStage(kind: kind, version: version), configuration: .object(fields),
      inputs: inputs.mapValues { $0.compactMap { _ in StageReference(references) } }, seed: seed)
    return try StageKeyMaker(stage: stage, inputs: inputs, outsideFiles: files).computation().key
  }

  /// The work with each component changed in turn.
  var changed: [(String, RandomWork)] {
    var all: [(String, RandomWork)] = [
      ("kind", with { $0.kind += "x" }), ("version", with { $0.version += 1 }),
      ("seed", with { $0.seed ^= 1 }),
      ("another input", with { $0.inputs["extra"] = [Self.zeros] }),
      ("another outside file", with { $0.files.append(.init(name: "x", sha256: Self.zeros)) }),
      ("another option", with { $0.options.append(.null) }),
    ]
    for number in options.indices {
      for leaf in 0..<options[number].leafCount {
        all.append(
          ("option \(number), value \(leaf)", with { $0.options[number].change(leaf: leaf) }))
      }
    }
    for (slot, digests) in inputs {
      for position in digests.indices {
        all.append(
          ("\(slot)[\(position)]", with { $0.inputs[slot]?[position] = Self.zeros }))
      }
      if digests.count > 1 {
        all.append(("order of \(slot)", with { $0.inputs[slot]?.swapAt(0, 1) }))
      }
    }
    for (number, file) in files.enumerated() {
      let name = OutsideFile(name: file.name + ".gz", sha256: file.sha256)
      let bytes = OutsideFile(name: file.name, sha256: Self.zeros)
      all.append(("name of file \(number)", with { $0.files[number] = name }))
      all.append(("bytes of file \(number)", with { $0.files[number] = bytes }))
    }
    return all
  }

  /// The work with each thing changed that decides nothing.
  var same: [(String, RandomWork)] {
    [
      ("the stage's name", with { $0.name = "other" }),
      ("the names of the stages before it", with { $0.references = "c.d" }),
      ("the folder of outside files", with { $0.folder = "/elsewhere" }),
    ]
  }

  private func with(_ change: (inout RandomWork) -> Void) -> RandomWork {
    var result = self
    change(&result)
    return result
  }

  private static let zeros = String(repeating: "0", count: 64)

  private static func digest(_ random: inout Random) -> String {
    SHA256Text.of("\(random.next())")
  }
}

extension ConfigurationValue {
  fileprivate static func random(_ random: inout Random, depth: Int) -> ConfigurationValue {
    switch random.below(depth < 3 ? 7 : 5) {
    case 0: .null
    case 1: .boolean(random.chance(0.5))
    case 2: .integer(Int128(random.below(1000)) - 500)
    case 3: .real(Double(random.normal()))
    case 4: .string("word \(random.below(1000)) \"é\n")
    case 5: .array((0..<random.below(4)).map { _ in .random(&random, depth: depth + 1) })
    default:
      .object(
        Dictionary(
          uniqueKeysWithValues: (0..<random.below(4)).map {
            ("key\($0)", .random(&random, depth: depth + 1))
          }))
    }
  }

  /// The number of values that can be changed; an empty list or object is one.
  fileprivate var leafCount: Int {
    switch self {
    case .array(let values) where !values.isEmpty: values.map(\.leafCount).reduce(0, +)
    case .object(let fields) where !fields.isEmpty: fields.values.map(\.leafCount).reduce(0, +)
    default: 1
    }
  }

  /// Changes one of the values.
  fileprivate mutating func change(leaf: Int) {
    switch self {
    case .null: self = .boolean(false)
    case .boolean(let value): self = .boolean(!value)
    case .integer(let value): self = .real(Double(value))
    case .real(let value): self = .real(value.nextUp)
    case .string(let value): self = .string(value + " ")
    case .array([]): self = .object([:])
    case .object([:]): self = .null
    case .array(var values):
      var left = leaf
      for index in values.indices {
        if left < values[index].leafCount {
          values[index].change(leaf: left)
          break
        }
        left -= values[index].leafCount
      }
      self = .array(values)
    case .object(var fields):
      var left = leaf
      for key in fields.keys.sorted() {
        let count = fields[key]?.leafCount ?? 0
        if left < count {
          fields[key]?.change(leaf: left)
          break
        }
        left -= count
      }
      self = .object(fields)
    }
  }
}

/// A stage of any kind that never runs.
private struct FreeStage: Stage {
  struct Configuration: StageConfiguration {
    static var standard: Configuration { Configuration() }
  }

  let kind: String
  let version: Int
  var description: StageDescription {
    StageDescription(kind: kind, version: version, summary: "Never runs.", outputs: [])
      .reading(filesAt: "paths")
  }

  func run(_ configuration: Configuration, in context: StageContext) throws {}
}
