import Foundation

/// Floats encoded as raw bytes: exact, and a single property-list value instead of an array.
@propertyWrapper
package struct Exact: Codable, Sendable {
  /// The numbers.
  package var wrappedValue: [Float]

  /// Wraps numbers.
  package init(wrappedValue: [Float]) { self.wrappedValue = wrappedValue }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let bytes = [UInt8](try container.decode(Data.self))
    guard bytes.count % 4 == 0 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\(bytes.count) bytes are no whole number of floats")
    }
    wrappedValue = bytes.withUnsafeBytes { raw in
      stride(from: 0, to: bytes.count, by: 4).map {
        Float(
          bitPattern: UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: $0, as: UInt32.self)))
      }
    }
  }

  package func encode(to encoder: any Encoder) throws {
    let words = wrappedValue.map(\.bitPattern.littleEndian)
    var container = encoder.singleValueContainer()
    try container.encode(words.withUnsafeBytes { Data($0) })
  }
}
