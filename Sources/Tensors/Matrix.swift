/// A tensor viewed as a matrix of its rows, optionally transposed.
package struct Matrix {
  /// The tensor; all but its last axis are flattened into rows.
  package let tensor: Tensor
  /// Whether the view is transposed.
  package let isTransposed: Bool

  /// The number of rows after transposition.
  package var rows: Int { isTransposed ? tensor.width : tensor.rows }
  /// The number of columns after transposition.
  package var columns: Int { isTransposed ? tensor.rows : tensor.width }
}

extension Tensor {
  /// The tensor as a matrix of its rows.
  package var matrix: Matrix { Matrix(tensor: self, isTransposed: false) }
  /// The transpose of the tensor as a matrix of its rows.
  package var transposed: Matrix { Matrix(tensor: self, isTransposed: true) }
}

extension ElementwiseBackend where Self: MemoryBackend {
  /// Returns the matrix product of `a` [m, k] and `b` [k, n] as a fresh tensor [m, n].
  package func product(_ a: Matrix, _ b: Matrix) -> Tensor {
    let c = empty([a.rows, b.columns])
    multiply(a, b, into: c, adding: false)
    return c
  }
}

extension MemoryBackend {
  /// Returns a float32 tensor with unspecified contents.
  package func empty(_ shape: [Int]) -> Tensor { empty(shape, as: .float32) }

  /// Returns a tensor of the given numbers, rounded to the format.
  package func tensor(
    _ values: [Float], shape: [Int], as format: StorageFormat = .float32
  ) -> Tensor {
    let result = empty(shape, as: format)
    write(values, to: result)
    return result
  }
}

extension ElementwiseBackend {
  /// Returns the sum of squares of one tensor.
  package func sumOfSquares(_ tensor: Tensor) -> Double { sumsOfSquares([tensor])[0] }
}

extension ElementwiseBackend where Self: MemoryBackend {
  /// Returns a tensor of zeros.
  package func zeros(_ shape: [Int], as format: StorageFormat = .float32) -> Tensor {
    let result = empty(shape, as: format)
    fill(result, with: 0)
    return result
  }
}
