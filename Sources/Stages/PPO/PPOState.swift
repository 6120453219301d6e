import Foundation

/// What PPO holds beside its optimizers: the whole of it is in every checkpoint.
struct PPOState: Codable {
  /// The best evaluation so far.
  var evaluations: BestEvaluation
  /// The iteration under way, between its rollout and its last update.
  var iteration: PPOIteration?

  /// The state as bytes.
  func bytes() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    return try encoder.encode(self)
  }

  /// Reads the state from bytes.
  init(bytes: Data) throws {
    self = try PropertyListDecoder().decode(PPOState.self, from: bytes)
  }

  /// Creates the state before the first evaluation.
  init(patience: Int) { evaluations = BestEvaluation(patience: patience) }
}

/// An iteration of PPO between its rollout and its last update.
struct PPOIteration: Codable {
  /// The iteration's answers, with what the updates need of them.
  var rollout: Rollout
  /// What the updates so far add up to.
  var health = UpdateHealth()

  init(rollout: Rollout) { self.rollout = rollout }
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
