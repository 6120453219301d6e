/// An array in row-major order, held by a backend; its storage determines the number format.
///
/// A tensor is a view of its entire storage: tensors that share storage differ only in shape.
package struct Tensor: Sendable {
  /// The extent of each axis, outermost first.
  package let shape: [Int]
  /// The memory, opaque outside its backend.
  package let storage: any Storage
  /// The device that holds the storage and computes on it.
  package let backend: any Backend

  /// Creates a tensor over storage that holds at least as many elements as the shape.
  package init(shape: [Int], storage: any Storage, backend: any Backend) {
    let count = shape.reduce(1, *)
    precondition(
      storage.count >= count, "Tensor: shape \(shape) needs \(count) elements, not \(storage.count)"
    )
    precondition(
      (shape.last ?? 1) % storage.format.blockLength == 0,
      "Tensor: rows of \(shape) are no whole blocks of \(storage.format.rawValue)")
    self.shape = shape
    self.storage = storage
    self.backend = backend
  }
}

extension Tensor {
  /// The number of elements.
  package var count: Int { shape.reduce(1, *) }

  /// The number of rows if all axes but the last are flattened.
  package var rows: Int { shape.dropLast().reduce(1, *) }

  /// The extent of the last axis, 1 for a scalar.
  package var width: Int { shape.last ?? 1 }

  /// The storage format of the elements.
  package var format: StorageFormat { storage.format }

  /// Returns the same elements in another shape.
  package func reshaped(_ shape: [Int]) -> Tensor {
    precondition(
      shape.reduce(1, *) == count, "reshaped: \(self.shape) has not the elements of \(shape)")
    return Tensor(shape: shape, storage: storage, backend: backend)
  }

  /// Returns the elements, copied to the host.
  package func scalars() -> [Float] { backend.read(self) }
}

/// Memory of a backend, opaque to everyone else.
package protocol Storage: AnyObject, Sendable {
  /// The number of elements it can hold.
  var count: Int { get }
  /// The storage format of the elements.
  var format: StorageFormat { get }
}
