package import Foundation

/// One safetensors file, mapped into memory; everything its header claims is checked on opening.
///
/// The format: eight bytes with the header's length, a JSON header, then the tensors' bytes without
/// gaps or overlaps (huggingface/safetensors).
package struct SafetensorsFile: Sendable {
  private let data: Data
  private let entries: [String: TensorEntry]
  private let start: Int

  /// The path of the file, for messages.
  package let path: String
  /// The free text entries of the header.
  package let metadata: [String: String]
  /// The names of the tensors, sorted.
  package var names: [String] { entries.keys.sorted() }

  /// Maps a file and checks its header.
  package init(contentsOf url: URL) throws {
    path = url.path(percentEncoded: false)
    do {
      data = try Data(contentsOf: url, options: .alwaysMapped)
    } catch {
      throw SafetensorsError.unreadable(file: path, reason: error.localizedDescription)
    }
    let header = try SafetensorsHeader(data, path: path)
    (entries, metadata, start) = (header.entries, header.metadata, header.end)
  }

  /// Returns whether the file holds a tensor of the name.
  package func contains(_ name: String) -> Bool { entries[name] != nil }

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
    return data.withUnsafeBytes { bytes in
      let range = start + entry.bytes.lowerBound..<start + entry.bytes.upperBound
      return entry.type.floats(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
    }
  }

  private func entry(_ name: String) throws -> TensorEntry {
    guard let entry = entries[name] else {
      throw SafetensorsError.missingTensor(file: path, name: name)
    }
    return entry
  }
}
