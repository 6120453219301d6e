/// A tensor to be written: its name, its shape and its numbers in row-major order.
package struct NamedTensor {
  /// The name in the file.
  package let name: String
  /// The size of each dimension.
  package let shape: [Int]
  private let read: () -> [Float]

  /// Creates a tensor to be written; its numbers are asked for when their turn comes.
  ///
  /// So a model that is written takes the memory of its largest tensor besides, not its own again.
  package init(name: String, shape: [Int], values: @escaping @autoclosure () -> [Float]) {
    self.name = name
    self.shape = shape
    self.read = values
  }

  /// The number of elements.
  var count: Int { shape.reduce(1, *) }

  /// Returns the numbers, the last dimension running fastest.
  func values() -> [Float] {
    let values = read()
    precondition(
      shape.allSatisfy { $0 >= 0 } && count == values.count,
      "NamedTensor '\(name)': shape \(shape) does not hold \(values.count) values")
    return values
  }
}
