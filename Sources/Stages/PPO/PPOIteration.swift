import Foundation

/// An iteration of PPO between its rollout and its last update: what a checkpoint inside it holds.
struct PPOIteration: Codable {
  /// The iteration's answers, with what the updates need of them.
  var rollout: Rollout
  /// What the updates so far add up to.
  var health = UpdateHealth()

  init(rollout: Rollout) { self.rollout = rollout }

  /// The bytes of the iteration under way, or none between iterations.
  static func bytes(of iteration: PPOIteration?) throws -> Data {
    guard let iteration else { return Data() }
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(iteration)
  }

  /// Reads the iteration under way, or none.
  static func read(_ bytes: Data) throws -> PPOIteration? {
    bytes.isEmpty ? nil : try PropertyListDecoder().decode(PPOIteration.self, from: bytes)
  }
}

/// Numbers stored as their bytes: exact, and one value to a property list where an array is many.
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
