import Foundation

/// The header of a safetensors file, checked against the file's length.
struct SafetensorsHeader {
  let entries: [ByteName: TensorEntry]
  let metadata: [String: String]
  /// Where the header ends and the tensors begin.
  let end: Int

  /// The name of the member that holds free text.
  static let metadataName = "__metadata__"
  /// The longest header that is read, as in the reference implementation.
  private static let longest = 100_000_000

  /// Reads and checks the header of a file.
  init(_ data: Data, path: String) throws {
    let end = try Self.end(data, path: path)
    self.end = end
    let root: JSONValue
    do {
      root = try data.withUnsafeBytes { try JSONParser.parse(.init(rebasing: $0[8..<end])) }
    } catch let damage as JSONDamage {
      throw SafetensorsError.damagedHeader(file: path, fact: damage.fact)
    }
    metadata = try Self.metadata(root[Self.metadataName], path: path)
    let entries = try Self.entries(root.members ?? [], path: path)
    self.entries = Dictionary(entries) { first, _ in first }  // the parser refuses a name twice
    try Self.requireCover(entries, from: end, bytes: data.count - end, path: path)
  }

  /// Returns where the header ends, from the eight bytes before it.
  private static func end(_ data: Data, path: String) throws -> Int {
    guard data.count >= 8 else {
      throw SafetensorsError.truncated(file: path, bytes: data.count, expected: 8)
    }
    let length = data.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self))
    }
    guard length <= longest else {
      throw SafetensorsError.damagedHeader(
        file: path, fact: "its header claims \(length) bytes, more than \(longest)")
    }
    let end = 8 + Int(length)
    guard data.count >= end else {
      throw SafetensorsError.truncated(file: path, bytes: data.count, expected: end)
    }
    guard length > 0, data[data.startIndex + 8] == UInt8(ascii: "{") else {
      throw SafetensorsError.damagedHeader(file: path, fact: "its header does not start with '{'")
    }
    return end
  }

  private static func metadata(_ value: JSONValue?, path: String) throws -> [String: String] {
    guard let value else { return [:] }
    var metadata: [String: String] = [:]
    for member in value.members ?? [] { metadata[member.name] = member.value.text }
    guard let members = value.members, members.allSatisfy({ $0.value.text != nil }) else {
      throw SafetensorsError.damagedHeader(file: path, fact: "its metadata is not all text")
    }
    return metadata
  }

  private static func entries(
    _ members: [JSONMember], path: String
  ) throws -> [(ByteName, TensorEntry)] {
    try members.compactMap { member in
      let name = ByteName(member.name)
      if name == ByteName(metadataName) { return nil }
      do {
        return (name, try TensorEntry(member.value))
      } catch let damage as JSONDamage {
        throw SafetensorsError.badTensor(file: path, name: member.name, fact: damage.fact)
      }
    }
  }

  /// Checks that the tensors fill the bytes after the header exactly, without gap or overlap.
  private static func requireCover(
    _ entries: [(ByteName, TensorEntry)], from end: Int, bytes: Int, path: String
  ) throws {
    var position = 0
    let order = entries.sorted { one, other in
      let (first, second) = (one.1.bytes, other.1.bytes)
      return (first.lowerBound, first.upperBound) < (second.lowerBound, second.upperBound)
    }
    for (name, entry) in order {
      guard entry.bytes.lowerBound == position else {
        let what =
          entry.bytes.lowerBound < position ? "overlaps the one" : "leaves a gap after the one"
        throw SafetensorsError.badTensor(
          file: path, name: name.text, fact: "it \(what) before it")
      }
      position = entry.bytes.upperBound
    }
    guard position <= bytes else {
      let (expected, overflow) = end.addingReportingOverflow(position)
      throw SafetensorsError.truncated(
        file: path, bytes: end + bytes, expected: overflow ? .max : expected)
    }
    guard position == bytes else {
      throw SafetensorsError.damagedHeader(
        file: path, fact: "\(bytes - position) bytes follow its last tensor")
    }
  }
}
