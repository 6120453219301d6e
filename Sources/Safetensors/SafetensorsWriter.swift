import Files
package import Foundation

/// Writes safetensors files: equal tensors give equal bytes, and a file is whole or absent.
package enum SafetensorsWriter {
  /// The free text that transformers expects in a header.
  package static let standardMetadata = ["format": "pt"]

  /// Writes tensors into one file, in the order of their names.
  package static func write(
    _ tensors: [NamedTensor], as type: ElementType = .float32,
    metadata: [String: String] = standardMetadata, to url: URL
  ) throws {
    precondition(type.isSupported, "write: tensors cannot be written as \(type.rawValue)")
    let tensors = sorted(tensors)
    try WholeFile.write(to: url) { file in
      try file.append(header(tensors, type, metadata))
      for tensor in tensors { try append(tensor.values(), as: type, to: file) }
    }
  }

  /// Writes tensors into a folder, as shards with an index if one file would be too large.
  ///
  /// A shard holds at least one tensor, so one larger than the limit has a shard to itself. The
  /// index is written last: without it the folder holds no weights. An older single file, which
  /// would win over the index, is removed before that.
  package static func write(
    _ tensors: [NamedTensor], as type: ElementType = .float32, maximumShardBytes: Int,
    metadata: [String: String] = standardMetadata, toFolder folder: URL
  ) throws {
    let shards = shards(sorted(tensors), type, maximumShardBytes)
    guard shards.count > 1 else {
      let url = folder.appending(path: "model.safetensors")
      return try write(tensors, as: type, metadata: metadata, to: url)
    }
    var places: [(name: String, shard: String)] = []
    for (number, shard) in shards.enumerated() {
      let name = "model-\(padded(number + 1))-of-\(padded(shards.count)).safetensors"
      try write(shard, as: type, metadata: metadata, to: folder.appending(path: name))
      places += shard.map { ($0.name, name) }
    }
    let size = tensors.reduce(0) { $0 + $1.count } * type.byteCount
    try WholeFile.remove(folder.appending(path: "model.safetensors"))
    try WholeFile.write(
      index(places, size: size), to: folder.appending(path: "model.safetensors.index.json"))
  }

  /// Appends numbers in a format, some at a time, which bounds the memory that a write takes.
  private static func append(
    _ values: [Float], as type: ElementType, to file: PartialFile
  ) throws {
    let block = 1 << 20
    for start in stride(from: 0, to: values.count, by: block) {
      try file.append(type.bytes(from: values[start..<min(start + block, values.count)]))
    }
  }

  private static func shards(
    _ tensors: [NamedTensor], _ type: ElementType, _ limit: Int
  ) -> [[NamedTensor]] {
    var shards: [[NamedTensor]] = []
    var size = 0
    for tensor in tensors {
      let bytes = tensor.count * type.byteCount
      if shards.isEmpty || size + bytes > limit {
        shards.append([])
        size = 0
      }
      shards[shards.count - 1].append(tensor)
      size += bytes
    }
    return shards
  }

  private static func padded(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }

  /// Returns the tensors in the order of their names' bytes.
  private static func sorted(_ tensors: [NamedTensor]) -> [NamedTensor] {
    let sorted = tensors.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (one, other) in zip(sorted, sorted.dropFirst()) {
      precondition(one.name != other.name, "write: the tensor '\(one.name)' is there twice")
    }
    return sorted
  }
}

extension SafetensorsWriter {
  /// Returns the header with its length before it, padded with spaces to a multiple of eight bytes.
  private static func header(
    _ tensors: [NamedTensor], _ type: ElementType, _ metadata: [String: String]
  ) -> [UInt8] {
    var members: [String] = []
    if !metadata.isEmpty {
      members.append(quoted(SafetensorsHeader.metadataName) + ":" + object(metadata))
    }
    var start = 0
    for tensor in tensors {
      let end = start + tensor.count * type.byteCount
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        quoted(tensor.name)
          + ":{\"dtype\":\"\(type.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(start),\(end)]}")
      start = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    json += [UInt8](repeating: 0x20, count: (8 - json.count % 8) % 8)
    return withUnsafeBytes(of: UInt64(json.count).littleEndian) { Array($0) } + json
  }

  /// Returns the index of a sharded model.
  private static func index(_ places: [(name: String, shard: String)], size: Int) -> Data {
    let lines = places.map { "    \(quoted($0.name)): \(quoted($0.shard))" }
    let map = lines.joined(separator: ",\n")
    return Data(
      """
      {
        "metadata": {"total_size": \(size)},
        "weight_map": {
      \(map)
        }
      }

      """.utf8)
  }

  private static func object(_ texts: [String: String]) -> String {
    let members = texts.sorted { $0.key < $1.key }.map { quoted($0.key) + ":" + quoted($0.value) }
    return "{" + members.joined(separator: ",") + "}"
  }

  /// Returns a text as a JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
