import CKernels
package import Tensors

extension CPUBackend {
  package func empty(_ shape: [Int]) -> Tensor {
    let count = shape.reduce(1, *)
    return Tensor(shape: shape, storage: CPUStorage(pool, count: count), backend: self)
  }

  package func write(_ values: [Float], to tensor: Tensor) {
    precondition(values.count == tensor.count, "write: \(values.count) into \(tensor.shape)")
    tensor.pointer.update(from: values, count: values.count)
  }

  package func read(_ tensor: Tensor) -> [Float] {
    Array(UnsafeBufferPointer(start: tensor.pointer, count: tensor.count))
  }

  package func copy(_ source: Tensor, to destination: Tensor) {
    precondition(
      source.count == destination.count, "copy: \(source.shape) to \(destination.shape)")
    destination.pointer.update(from: source.pointer, count: source.count)
  }

  package func gatherRows(_ table: Tensor, _ indices: [Int32]) -> Tensor {
    let width = table.width
    let result = empty([indices.count, width])
    let source = table.pointer
    let target = result.pointer
    for (row, index) in indices.enumerated() {
      precondition(index >= 0 && index < table.rows, "gatherRows: row \(index) of \(table.shape)")
      (target + row * width).update(from: source + Int(index) * width, count: width)
    }
    return result
  }

  package func scatterAddRows(_ x: Tensor, _ indices: [Int32], to table: Tensor) {
    precondition(
      x.rows == indices.count && x.width == table.width,
      "scatterAddRows: \(x.shape), \(indices.count) indices, \(table.shape)")
    let width = x.width
    let source = x.pointer
    let target = table.pointer
    for (row, index) in indices.enumerated() {
      precondition(index >= 0 && index < table.rows, "scatterAddRows: row \(index)")
      kernels.pointee.axpy(1, source + row * width, target + Int(index) * width, Int64(width))
    }
  }

  package func scatterRows(_ x: Tensor, _ indices: [Int32], to table: Tensor) {
    precondition(
      x.rows == indices.count && x.width == table.width,
      "scatterRows: \(x.shape), \(indices.count) indices, \(table.shape)")
    let width = x.width
    let source = x.pointer
    let target = table.pointer
    for (row, index) in indices.enumerated() {
      precondition(index >= 0 && index < table.rows, "scatterRows: row \(index)")
      (target + Int(index) * width).update(from: source + row * width, count: width)
    }
  }
}
