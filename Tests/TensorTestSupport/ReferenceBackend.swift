import Foundation
import Synchronization
package import Tensors

/// The oracle: every kernel as plain loops with sums in double, as its definition reads.
package final class ReferenceBackend: Backend {
  /// Creates a reference backend.
  package init() {}

  package var description: String { "reference" }
  package var numericIdentity: String { "reference, sums in double" }
  package var gradientCheckpointing: Bool { false }
}

extension ReferenceBackend {
  package func fill(_ tensor: Tensor, with value: Float) {
    write([Float](repeating: value, count: tensor.count), to: tensor)
  }

  package func scale(_ tensor: Tensor, by factor: Float) {
    write(read(tensor).map { $0 * factor }, to: tensor)
  }

  package func add(_ a: Tensor, _ b: Tensor) -> Tensor {
    precondition(a.shape == b.shape)
    return tensor(zip(read(a), read(b)).map { $0 + $1 }, shape: a.shape)
  }

  package func add(_ x: Tensor, scaledBy factor: Float, to y: Tensor) {
    write(zip(read(x), read(y)).map { $0 * factor + $1 }, to: y)
  }

  package func sumsOfSquares(_ tensors: [Tensor]) -> [Double] {
    tensors.map { read($0).reduce(0) { $0 + Double($1) * Double($1) } }
  }

  package func multiply(_ a: Matrix, _ b: Matrix, into c: Tensor, adding: Bool) {
    precondition(a.columns == b.rows && c.rows == a.rows && c.width == b.columns)
    for row in 0..<a.rows {
      for column in 0..<b.columns {
        var sum = adding ? Double(c.reference.values[row * c.width + column]) : 0
        for index in 0..<a.columns { sum += Double(a[row, index]) * Double(b[index, column]) }
        c.reference.values[row * c.width + column] = Float(sum)
      }
    }
  }

  package func addBias(_ bias: Tensor, to y: Tensor) {
    let bias = read(bias)
    write(read(y).enumerated().map { $1 + bias[$0 % bias.count] }, to: y)
  }

  package func addRowSum(_ x: Tensor, to sum: Tensor) {
    for row in 0..<x.rows {
      for column in 0..<x.width {
        sum.reference.values[column] += x.reference.values[row * x.width + column]
      }
    }
  }

  package func adamW(_ updates: [AdamWUpdate]) { for update in updates { advance(update) } }

  private func advance(_ update: AdamWUpdate) {
    let (moments, step) = (update.moments, update.step)
    var (first, second) = (read(moments.first), read(moments.second))
    var parameter = read(update.parameter)
    for (index, gradient) in read(update.gradient).enumerated() {
      let g = gradient * step.gradientScale
      first[index] = step.beta1 * first[index] + (1 - step.beta1) * g
      second[index] = step.beta2 * second[index] + (1 - step.beta2) * g * g
      parameter[index] =
        parameter[index] * step.decay
        - step.stepSize * first[index]
        / (second[index].squareRoot() / step.rootCorrection + step.epsilon)
    }
    write(parameter, to: update.parameter)
    write(first, to: moments.first)
    write(second, to: moments.second)
  }
}

extension Matrix {
  subscript(row: Int, column: Int) -> Float {
    isTransposed
      ? tensor.reference.values[column * tensor.width + row]
      : tensor.reference.values[row * tensor.width + column]
  }
}
