import Foundation
import Tensors

extension RotaryConfiguration {
  /// Returns the frequency of each pair of elements of a head, in radians a position.
  package func frequencies(headDimension: Int) -> [Double] {
    (0..<headDimension / 2).map { pair in
      scaled(pow(base, -2 * Double(pair) / Double(headDimension)))
    }
  }

  private func scaled(_ frequency: Double) -> Double {
    switch scaling {
    case .none:
      return frequency
    case .linear(let factor):
      return frequency / factor
    case .llama3(let factor, let low, let high, let original):
      let turns = Double(original) * frequency / (2 * .pi)
      if turns < low { return frequency / factor }
      if turns > high { return frequency }
      let smooth = (turns - low) / (high - low)
      return (1 - smooth) * frequency / factor + smooth * frequency
    }
  }
}

/// The sines and cosines of a model's positions, computed as longer sequences come.
///
/// A context may be a million tokens long where nobody gives the model more than a hundred.
final class GrowingRotaryTable {
  private let frequencies: [Double]
  private let limit: Int
  private let backend: any Backend
  private var cosines: [Float] = []
  private var sines: [Float] = []
  private var table: RotaryTable?

  private static let fewest = 64

  /// Creates the table of the positions below the context's length, none of them computed yet.
  init(
    _ rotary: RotaryConfiguration, headDimension: Int, contextLength: Int, on backend: any Backend
  ) {
    frequencies = rotary.frequencies(headDimension: headDimension)
    limit = contextLength
    self.backend = backend
  }

  /// Returns a table that covers the positions.
  func covering(_ positions: [Int32]) -> RotaryTable {
    let needed = Int(positions.max() ?? 0) + 1
    precondition(needed <= limit, "rotary table: position \(needed - 1) of a context of \(limit)")
    if let table, table.positions >= needed { return table }
    var rows = max(Self.fewest, table?.positions ?? 0)
    while rows < needed { rows *= 2 }
    let grown = extended(to: min(rows, limit))
    table = grown
    return grown
  }

  private func extended(to positions: Int) -> RotaryTable {
    for position in (table?.positions ?? 0)..<positions {
      for frequency in frequencies {
        cosines.append(Float(cos(Double(position) * frequency)))
        sines.append(Float(sin(Double(position) * frequency)))
      }
    }
    let shape = [positions, frequencies.count]
    return RotaryTable(
      cosine: backend.tensor(cosines, shape: shape), sine: backend.tensor(sines, shape: shape))
  }
}
