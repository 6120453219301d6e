import Foundation
package import Tensors

/// Returns sines and cosines of the default rotary embedding with base 10,000.
package func plainRotaryTable(positions: Int, headDimension: Int, on backend: any Backend)
  -> RotaryTable
{
  let angles = (0..<positions).flatMap { position in
    (0..<headDimension / 2).map {
      Double(position) * pow(10_000, -2 * Double($0) / Double(headDimension))
    }
  }
  let shape = [positions, headDimension / 2]
  return RotaryTable(
    cosine: backend.tensor(angles.map { Float(cos($0)) }, shape: shape),
    sine: backend.tensor(angles.map { Float(sin($0)) }, shape: shape))
}
