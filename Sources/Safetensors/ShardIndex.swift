import Files
import Foundation

/// The index that says which shard holds which tensor.
struct ShardIndex {
  let path: String
  private let shards: [String: String]

  /// Reads an index.
  init(contentsOf url: URL) throws {
    path = url.path(percentEncoded: false)
    let data: Data
    do {
      data = try WholeFile.read(url)
    } catch {
      throw SafetensorsError.unreadable(file: path, reason: error.localizedDescription)
    }
    do {
      shards = try Self.shards(data.withUnsafeBytes { try HeaderParser.parse($0) })
    } catch let damage as HeaderDamage {
      throw SafetensorsError.damagedIndex(file: path, fact: damage.fact)
    }
  }

  private static func shards(_ root: HeaderValue) throws -> [String: String] {
    guard let members = root["weight_map"]?.members else {
      throw HeaderDamage(fact: "it has no 'weight_map'")
    }
    var shards: [String: String] = [:]
    for member in members {
      guard let shard = member.value.text else {
        throw HeaderDamage(fact: "the shard of '\(member.name)' is not text")
      }
      shards[member.name] = shard
    }
    return shards
  }

  /// Opens the shards and returns them with the place of every tensor.
  func open(_ files: [String: URL]) throws -> ([SafetensorsFile], [String: Int]) {
    let names = Set(shards.values).sorted()
    let opened = try names.map { name in
      guard let url = files[name] else {
        throw SafetensorsError.missingShard(index: path, shard: name)
      }
      return try SafetensorsFile(contentsOf: url)
    }
    var places: [String: Int] = [:]
    for (place, file) in opened.enumerated() {
      for name in file.names where (shards[name] ?? names[place]) == names[place] {
        places[name] = place
      }
    }
    for (name, shard) in shards.sorted(by: { $0.key < $1.key }) where places[name] == nil {
      throw SafetensorsError.misplacedTensor(index: path, name: name, shard: shard)
    }
    return (opened, places)
  }
}
