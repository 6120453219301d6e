import CKernels
package import Tensors

extension CPUBackend {
  package func empty(_ shape: [Int], as format: StorageFormat) -> Tensor {
    let storage = CPUStorage(pool, count: shape.reduce(1, *), as: format)
    return Tensor(shape: shape, storage: storage, backend: self)
  }

  package func write(_ values: [Float], to tensor: Tensor) {
    precondition(values.count == tensor.count, "write: \(values.count) into \(tensor.shape)")
    guard tensor.format == .float32 else {
      return writeBytes(tensor.format.encoded(values), to: tensor)
    }
    tensor.pointer.update(from: values, count: values.count)
  }

  package func read(_ tensor: Tensor) -> [Float] {
    [Float](unsafeUninitializedCapacity: tensor.count) { target, initialized in
      initialized = tensor.count
      guard let start = target.baseAddress else { return }
      StoredRows(tensor, kernels).write(0..<tensor.rows, to: start)
    }
  }

  package func writeBytes(_ bytes: [UInt8], to tensor: Tensor) {
    let target = tensor.bytes
    precondition(
      bytes.count == target.count,
      "write: \(bytes.count) bytes into \(tensor.shape) held as \(tensor.format.rawValue)")
    target.copyBytes(from: bytes)
  }

  package func readBytes(_ tensor: Tensor) -> [UInt8] { [UInt8](tensor.bytes) }

  package func copy(_ source: Tensor, to destination: Tensor) {
    precondition(
      source.count == destination.count && source.format == destination.format,
      "copy: \(source.shape) to \(destination.shape)")
    destination.bytes.copyMemory(from: UnsafeRawBufferPointer(source.bytes))
  }

  package func gatherRows(_ table: Tensor, _ indices: Indices) -> Tensor {
    precondition(
      indices.lie(below: table.rows), "gatherRows: rows \(indices.bounds) of \(table.shape)")
    let result = empty([indices.count, table.width])
    let (source, target) = (StoredRows(table, kernels), result.pointer)
    for (row, index) in indices.values.enumerated() {
      source.write(Int(index)..<Int(index) + 1, to: target + row * table.width)
    }
    return result
  }

  package func scatterAddRows(_ x: Tensor, _ indices: Indices, to table: Tensor) {
    requireRows(x, indices, table)
    let (source, target, width) = (x.pointer, table.pointer, x.width)
    // Sequential: indices may repeat, and rows of equal index must be added in order.
    for (row, index) in indices.values.enumerated() {
      kernels.pointee.axpy(1, source + row * width, target + Int(index) * width, Int64(width))
    }
  }

  package func scatterRows(_ x: Tensor, _ indices: Indices, to table: Tensor) {
    requireRows(x, indices, table)
    let (source, target, width) = (x.pointer, table.pointer, x.width)
    for (row, index) in indices.values.enumerated() {
      (target + Int(index) * width).update(from: source + row * width, count: width)
    }
  }

  private func requireRows(_ x: Tensor, _ indices: Indices, _ table: Tensor) {
    precondition(
      x.rows == indices.count && x.width == table.width && indices.lie(below: table.rows),
      "scatter: \(x.shape) to \(indices.count) rows in \(indices.bounds) of \(table.shape)")
  }
}
