package import Foundation

/// One safetensors file, mapped into memory; everything its header claims is checked on opening.
///
/// The format: eight bytes with the header's length, a JSON header, then the tensors' bytes without
/// gaps or overlaps (huggingface/safetensors).
package struct SafetensorsFile: Sendable {
  private let data: Data
  private let entries: [ByteName: TensorEntry]
  private let start: Int

  /// The path of the file, for messages.
  package let path: String
  /// The free text entries of the header.
  package let metadata: [String: String]
  /// The names of the tensors, sorted by their bytes.
  package var names: [String] { entries.keys.sorted().map(\.text) }
  /// The names of the tensors, in no order.
  var keys: some Collection<ByteName> { entries.keys }

  /// Maps a file and checks its header.
  package init(contentsOf url: URL) throws {
    path = url.path(percentEncoded: false)
    try ModelFile.require(url)
    do {
      data = try Data(contentsOf: url, options: .alwaysMapped)
    } catch {
      throw SafetensorsError.unreadable(file: path, reason: error.localizedDescription)
    }
    do {
      let header = try SafetensorsHeader(data, path: path)
      (entries, metadata, start) = (header.entries, header.metadata, header.end)
    } catch {
      throw ForeignFile.reason(error, data, url)
    }
  }

  /// Returns whether the file holds a tensor of the name.
  package func contains(_ name: String) -> Bool { entries[ByteName(name)] != nil }

  /// Returns the shape of a tensor.
  package func shape(of name: String) throws -> [Int] { try entry(name).shape }

  /// Returns the number format of a tensor.
  package func elementType(of name: String) throws -> ElementType { try entry(name).type }

  /// Returns the numbers of a tensor in row-major order.
  package func floats(_ name: String) throws -> [Float] {
    let entry = try entry(name)
    guard entry.type.isSupported else {
      throw SafetensorsError.unsupportedType(file: path, name: name, type: entry.type.rawValue)
    }
    return data.withUnsafeBytes { entry.type.floats(from: bytes(entry, of: $0)) }
  }

  /// Returns whether two tensors have one shape, one format and the same bytes.
  func holdsTwice(_ name: String, as other: String) throws -> Bool {
    let (one, other) = (try entry(name), try entry(other))
    guard one.type == other.type, one.shape == other.shape else { return false }
    return data.withUnsafeBytes { bytes(one, of: $0).elementsEqual(bytes(other, of: $0)) }
  }

  private func bytes(
    _ entry: TensorEntry, of file: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    let range = start + entry.bytes.lowerBound..<start + entry.bytes.upperBound
    return UnsafeRawBufferPointer(rebasing: file[range])
  }

  private func entry(_ name: String) throws -> TensorEntry {
    guard let entry = entries[ByteName(name)] else {
      throw SafetensorsError.missingTensor(file: path, name: name)
    }
    return entry
  }
}
