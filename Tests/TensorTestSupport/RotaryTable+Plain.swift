import Foundation
package import Tensors

/// Returns sines and cosines of the default rotary embedding with base 10,000.
package func plainRotaryTable(positions: Int, head: Int, on backend: any Backend) -> RotaryTable {
  let angles = (0..<positions).flatMap { position in
    (0..<head / 2).map { Double(position) * pow(10_000, -2 * Double($0) / Double(head)) }
  }
  let shape = [positions, head / 2]
  return RotaryTable(
    cosine: backend.tensor(angles.map { Float(cos($0)) }, shape: shape),
    sine: backend.tensor(angles.map { Float(sin($0)) }, shape: shape))
}
