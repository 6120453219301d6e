import Foundation

/// The header of a safetensors file, checked against the file's length.
struct SafetensorsHeader {
  let entries: [String: TensorEntry]
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
    let root: HeaderValue
    do {
      root = try data.withUnsafeBytes { try HeaderParser.parse(.init(rebasing: $0[8..<end])) }
    } catch let damage as HeaderDamage {
      throw SafetensorsError.damagedHeader(file: path, fact: damage.fact)
    }
    let members = root.members ?? []
    metadata = try Self.metadata(root[Self.metadataName], path: path)
    var entries: [String: TensorEntry] = [:]
    for member in members where member.name != Self.metadataName {
      do {
        entries[member.name] = try TensorEntry(member.value)
      } catch let damage as HeaderDamage {
        throw SafetensorsError.badTensor(file: path, name: member.name, fact: damage.fact)
      }
    }
    self.entries = entries
    try requireCover(bytes: data.count - end, path: path)
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

  private static func metadata(_ value: HeaderValue?, path: String) throws -> [String: String] {
    guard let value else { return [:] }
    var metadata: [String: String] = [:]
    for member in value.members ?? [] { metadata[member.name] = member.value.text }
    guard let members = value.members, members.count == metadata.count else {
      throw SafetensorsError.damagedHeader(file: path, fact: "its metadata is not all text")
    }
    return metadata
  }

  /// Checks that the tensors fill the bytes after the header exactly, without gap or overlap.
  private func requireCover(bytes: Int, path: String) throws {
    var position = 0
    let order = entries.sorted {
      ($0.value.bytes.lowerBound, $0.value.bytes.upperBound, $0.key)
        < ($1.value.bytes.lowerBound, $1.value.bytes.upperBound, $1.key)
    }
    for (name, entry) in order {
      guard entry.bytes.lowerBound == position else {
        let what =
          entry.bytes.lowerBound < position ? "overlaps the one" : "leaves a gap after the one"
        throw SafetensorsError.badTensor(file: path, name: name, fact: "it \(what) before it")
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
