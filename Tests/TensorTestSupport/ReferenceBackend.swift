import Foundation
import Synchronization
package import Tensors

/// The oracle: every kernel as plain loops with sums in double, as its definition reads.
package final class ReferenceBackend: Backend {
  /// Creates a reference backend.
  package init() {}

  package var description: String { "reference" }
  package var numericIdentity: String { "reference, sums in double" }
  package var recomputes: Bool { false }
}

final class ReferenceStorage: Storage {
  nonisolated(unsafe) var values: [Float]

  init(count: Int) { values = [Float](repeating: .nan, count: count) }

  var count: Int { values.count }
}

extension Tensor {
  var reference: ReferenceStorage {
    guard let storage = storage as? ReferenceStorage else {
      preconditionFailure("a tensor of another backend was given to the reference backend")
    }
    return storage
  }

  func row(_ index: Int) -> ArraySlice<Float> {
    reference.values[index * width..<(index + 1) * width]
  }
}

extension ReferenceBackend {
  package func empty(_ shape: [Int]) -> Tensor {
    Tensor(
      shape: shape, storage: ReferenceStorage(count: shape.reduce(1, *)), backend: self)
  }

  package func write(_ values: [Float], to tensor: Tensor) {
    precondition(values.count == tensor.count)
    tensor.reference.values.replaceSubrange(0..<values.count, with: values)
  }

  package func read(_ tensor: Tensor) -> [Float] {
    Array(tensor.reference.values.prefix(tensor.count))
  }

  package func copy(_ source: Tensor, to destination: Tensor) {
    write(read(source), to: destination)
  }

  package func gatherRows(_ table: Tensor, _ indices: [Int32]) -> Tensor {
    tensor(indices.flatMap { table.row(Int($0)) }, shape: [indices.count, table.width])
  }

  package func scatterAddRows(_ x: Tensor, _ indices: [Int32], to table: Tensor) {
    for (row, index) in indices.enumerated() {
      for column in 0..<x.width {
        table.reference.values[Int(index) * x.width + column] +=
          x.reference.values[row * x.width + column]
      }
    }
  }

  package func scatterRows(_ x: Tensor, _ indices: [Int32], to table: Tensor) {
    for (row, index) in indices.enumerated() {
      for column in 0..<x.width {
        table.reference.values[Int(index) * x.width + column] =
          x.reference.values[row * x.width + column]
      }
    }
  }
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

  package func sumOfSquares(_ tensor: Tensor) -> Double {
    read(tensor).reduce(0) { $0 + Double($1) * Double($1) }
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

  package func adamW(_ parameter: Tensor, gradient: Tensor, moments: AdamWMoments, step: AdamWStep)
  {
    var (first, second) = (moments.scalars(\.first), moments.scalars(\.second))
    for index in 0..<parameter.count {
      let g = gradient.reference.values[index] * step.gradientScale
      first[index] = step.beta1 * first[index] + (1 - step.beta1) * g
      second[index] = step.beta2 * second[index] + (1 - step.beta2) * g * g
      parameter.reference.values[index] =
        parameter.reference.values[index] * step.decay
        - step.stepSize * first[index]
        / (second[index].squareRoot() / step.rootCorrection + step.epsilon)
    }
    moments.write(first, to: \.first)
    moments.write(second, to: \.second)
  }
}

extension Matrix {
  subscript(row: Int, column: Int) -> Float {
    isTransposed
      ? tensor.reference.values[column * tensor.width + row]
      : tensor.reference.values[row * tensor.width + column]
  }
}
