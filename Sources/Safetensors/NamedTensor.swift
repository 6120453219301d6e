/// A tensor to be written: its name, its shape and its numbers in row-major order.
package struct NamedTensor: Hashable, Sendable {
  /// The name in the file.
  package var name: String
  /// The size of each dimension.
  package var shape: [Int]
  /// The numbers, the last dimension running fastest.
  package var values: [Float]

  /// Creates a tensor to be written.
  package init(name: String, shape: [Int], values: [Float]) {
    precondition(
      shape.allSatisfy { $0 >= 0 } && shape.reduce(1, *) == values.count,
      "NamedTensor '\(name)': shape \(shape) does not hold \(values.count) values")
    self.name = name
    self.shape = shape
    self.values = values
  }
}
