import Foundation
package import Tensors

extension ReferenceBackend {
  package func rmsNorm(
    _ x: Tensor, weight: Tensor, epsilon: Float
  ) -> (y: Tensor, inverse: Tensor) {
    let inverse = (0..<x.rows).map { row in
      let mean = x.row(row).reduce(0) { $0 + Double($1) * Double($1) } / Double(x.width)
      return 1 / (mean + Double(epsilon)).squareRoot()
    }
    let weight = read(weight)
    let y = read(x).enumerated().map { index, value in
      Float(Double(value) * inverse[index / x.width]) * weight[index % x.width]
    }
    return (tensor(y, shape: x.shape), tensor(inverse.map { Float($0) }, shape: [x.rows]))
  }

  package func rmsNormPullback(
    _ dy: Tensor, x: Tensor, weight: Tensor, inverse: Tensor, weightGradient: Tensor?
  ) -> Tensor {
    let (weights, dx) = (read(weight).map(Double.init), empty(x.shape))
    for row in 0..<x.rows {
      let xs = x.row(row).map(Double.init)
      let dys = dy.row(row).map(Double.init)
      let r = Double(inverse.reference.values[row])
      let dot = (0..<x.width).reduce(0) { $0 + dys[$1] * weights[$1] * xs[$1] }
      for c in 0..<x.width {
        let pull = xs[c] * r * r * r * dot / Double(x.width)
        dx.reference.values[row * x.width + c] = Float(r * dys[c] * weights[c] - pull)
        weightGradient?.reference.values[c] += Float(dys[c] * xs[c] * r)
      }
    }
    return dx
  }

  package func rotate(
    _ x: Tensor, positions: Indices, table: RotaryTable, inverse: Bool
  ) -> Tensor {
    let (y, head) = (empty(x.shape), table.headDimension)
    let half = head / 2
    for row in 0..<x.rows {
      for column in 0..<x.width {
        let (place, start) = (column % head, row * x.width + column - column % head)
        let angle = Int(positions.values[row]) * half + place % half
        let cosine = table.cosine.reference.values[angle]
        let sine = table.sine.reference.values[angle] * (inverse ? -1 : 1)
        let a = x.reference.values[start + place % half]
        let b = x.reference.values[start + half + place % half]
        y.reference.values[start + place] =
          place < half ? a * cosine - b * sine : b * cosine + a * sine
      }
    }
    return y
  }

  package func swiGLU(gate: Tensor, up: Tensor) -> Tensor {
    let y = zip(read(gate), read(up)).map { gate, up in
      Float(Double(gate) / (1 + exp(-Double(gate))) * Double(up))
    }
    return tensor(y, shape: gate.shape)
  }

  package func swiGLUPullback(
    _ dy: Tensor, gate: Tensor, up: Tensor
  ) -> (gate: Tensor, up: Tensor) {
    let (dgate, dup) = (empty(gate.shape), empty(up.shape))
    for index in 0..<gate.count {
      let g = Double(gate.reference.values[index])
      let d = Double(dy.reference.values[index])
      let s = 1 / (1 + exp(-g))
      dup.reference.values[index] = Float(d * g * s)
      dgate.reference.values[index] =
        Float(d * Double(up.reference.values[index]) * (s + g * s * (1 - s)))
    }
    return (dgate, dup)
  }
}
