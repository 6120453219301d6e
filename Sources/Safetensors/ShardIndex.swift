import Files
import Foundation

/// The index that says which shard holds which tensor.
struct ShardIndex {
  let path: String
  private let shards: [(tensor: ByteName, shard: ByteName)]

  private static let mostBytes = 100_000_000
  private static let mostShards = 10_000

  /// Reads an index.
  init(contentsOf url: URL) throws {
    path = url.path(percentEncoded: false)
    try ModelFile.require(url, atMost: Self.mostBytes)
    let data: Data
    do {
      data = try WholeFile.read(url)
    } catch {
      throw SafetensorsError.unreadable(file: path, reason: error.localizedDescription)
    }
    do {
      shards = try Self.shards(data.withUnsafeBytes { try JSONParser.parse($0) })
    } catch let damage as JSONDamage {
      throw ForeignFile.reason(
        SafetensorsError.damagedIndex(file: path, fact: damage.fact), data, url)
    }
  }

  private static func shards(_ root: JSONValue) throws -> [(ByteName, ByteName)] {
    guard let members = root["weight_map"]?.members else {
      throw JSONDamage(fact: "it has no 'weight_map'")
    }
    return try members.map { member in
      guard let shard = member.value.text else {
        throw JSONDamage(fact: "the shard of '\(member.name)' is not text")
      }
      return (ByteName(member.name), ByteName(shard))
    }
  }

  /// Opens the shards and returns them with the place of every tensor.
  func open(_ files: [String: URL]) throws -> ([SafetensorsFile], [ByteName: Int]) {
    let names = Set(shards.map(\.shard)).sorted()
    guard names.count <= Self.mostShards else {
      throw SafetensorsError.damagedIndex(file: path, fact: "it names \(names.count) shards")
    }
    let known = Dictionary(files.map { (ByteName($0.key), $0.value) }) { first, _ in first }
    let opened = try names.map { name in
      guard let url = known[name] else {
        throw SafetensorsError.missingShard(index: path, shard: name.text)
      }
      return try SafetensorsFile(contentsOf: url)
    }
    return (opened, try places(in: opened, names))
  }

  /// Returns which of the shards holds each tensor.
  private func places(
    in opened: [SafetensorsFile], _ names: [ByteName]
  ) throws -> [ByteName: Int] {
    let claimed = Dictionary(shards) { first, _ in first }
    var places: [ByteName: Int] = [:]
    for (place, file) in opened.enumerated() {
      for tensor in file.keys where (claimed[tensor] ?? names[place]) == names[place] {
        places[tensor] = place
      }
    }
    for (tensor, shard) in shards.sorted(by: { $0.tensor < $1.tensor })
    where places[tensor] == nil {
      throw SafetensorsError.misplacedTensor(
        index: path, name: tensor.text, shard: shard.text)
    }
    return places
  }
}
