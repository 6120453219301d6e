import Foundation
package import Tensors

extension RotaryConfiguration {
  /// Returns the frequency of each pair of elements of a head, in radians a position.
  package func frequencies(head: Int) -> [Double] {
    (0..<head / 2).map { pair in
      scaled(pow(base, -2 * Double(pair) / Double(head)))
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

  /// Returns the sines and cosines of every position.
  package func table(positions: Int, head: Int, on backend: any Backend) -> RotaryTable {
    let frequencies = frequencies(head: head)
    var cosines: [Float] = []
    var sines: [Float] = []
    cosines.reserveCapacity(positions * frequencies.count)
    sines.reserveCapacity(positions * frequencies.count)
    for position in 0..<positions {
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
