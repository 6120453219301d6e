package import Tensors

/// Memory as the stored bytes, and the numbers that they stand for beside them.
final class ReferenceStorage: Storage {
  let format: StorageFormat
  nonisolated(unsafe) var values: [Float]
  nonisolated(unsafe) var bytes: [UInt8] = []

  init(count: Int, as format: StorageFormat) {
    self.format = format
    values = [Float](repeating: .nan, count: count)
  }

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
  package func empty(_ shape: [Int], as format: StorageFormat) -> Tensor {
    let storage = ReferenceStorage(count: shape.reduce(1, *), as: format)
    return Tensor(shape: shape, storage: storage, backend: self)
  }

  package func write(_ values: [Float], to tensor: Tensor) {
    precondition(values.count == tensor.count)
    guard tensor.format == .float32 else {
      return writeBytes(tensor.format.encoded(values), to: tensor)
    }
    tensor.reference.values.replaceSubrange(0..<values.count, with: values)
  }

  package func read(_ tensor: Tensor) -> [Float] {
    Array(tensor.reference.values.prefix(tensor.count))
  }

  package func writeBytes(_ bytes: [UInt8], to tensor: Tensor) {
    precondition(bytes.count == tensor.format.byteCount(of: tensor.count))
    tensor.reference.bytes = bytes
    let values = tensor.format.decoded(bytes)
    tensor.reference.values.replaceSubrange(0..<values.count, with: values)
  }

  package func readBytes(_ tensor: Tensor) -> [UInt8] {
    tensor.format == .float32 ? StorageFormat.float32.encoded(read(tensor)) : tensor.reference.bytes
  }

  package func copy(_ source: Tensor, to destination: Tensor) {
    precondition(source.format == destination.format)
    writeBytes(readBytes(source), to: destination)
  }

  package func gatherRows(_ table: Tensor, _ indices: Indices) -> Tensor {
    tensor(
      indices.values.flatMap { table.row(Int($0)) }, shape: [indices.count, table.width])
  }

  package func scatterAddRows(_ x: Tensor, _ indices: Indices, to table: Tensor) {
    for (row, index) in indices.values.enumerated() {
      for column in 0..<x.width {
        table.reference.values[Int(index) * x.width + column] +=
          x.reference.values[row * x.width + column]
      }
    }
  }

  package func scatterRows(_ x: Tensor, _ indices: Indices, to table: Tensor) {
    for (row, index) in indices.values.enumerated() {
      for column in 0..<x.width {
        table.reference.values[Int(index) * x.width + column] =
          x.reference.values[row * x.width + column]
      }
    }
  }
}
