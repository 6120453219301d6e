/// The two running moments of a parameter, as they are stored on its device.
///
/// In bfloat16 two neighbours share a float's place. A moment stops within some per cent of what it
/// follows: a step takes it a tenth or twentieth of the way, and it is rounded to 0.4 %.
package struct AdamWMoments: Sendable {
  /// The running mean of the gradient.
  package let first: Tensor
  /// The running mean of its square.
  package let second: Tensor
  /// As what they are stored.
  package let precision: Precision
  /// The number of elements of each.
  package let count: Int

  /// Creates the moments of a parameter, all zero.
  package init(of parameter: Tensor, as precision: Precision) {
    count = parameter.count
    self.precision = precision
    let shape = precision == .float32 ? parameter.shape : [(count + 1) / 2]
    first = parameter.backend.zeros(shape)
    second = parameter.backend.zeros(shape)
  }

  /// Returns the numbers of one of them.
  package func scalars(_ moment: KeyPath<AdamWMoments, Tensor>) -> [Float] {
    let stored = self[keyPath: moment].scalars()
    guard precision == .bfloat16 else { return stored }
    return stored.withUnsafeBytes { bytes in
      bytes.bindMemory(to: UInt16.self).prefix(count).map(Brain.float)
    }
  }

  /// Sets the numbers of one of them; what was read is set without a change.
  package func write(_ values: [Float], to moment: KeyPath<AdamWMoments, Tensor>) {
    let tensor = self[keyPath: moment]
    precondition(values.count == count, "AdamWMoments: \(values.count) values for \(count)")
    guard precision == .bfloat16 else { return tensor.backend.write(values, to: tensor) }
    var stored = [Float](repeating: 0, count: tensor.count)
    stored.withUnsafeMutableBytes { bytes in
      let places = bytes.bindMemory(to: UInt16.self)
      for (index, value) in values.enumerated() { places[index] = Brain.bits(value) }
    }
    tensor.backend.write(stored, to: tensor)
  }
}
