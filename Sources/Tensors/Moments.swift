/// The two running moments of a parameter, as they are stored on its device.
///
/// In bfloat16 two neighbours share a float's place. With the decays of the paper, 0.9 and 0.95,
/// a step changes a moment by more than the 0.4 % to which it is rounded.
package struct Moments: Sendable {
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
  package func scalars(_ moment: KeyPath<Moments, Tensor>) -> [Float] {
    let stored = self[keyPath: moment].scalars()
    guard precision == .bfloat16 else { return stored }
    return stored.withUnsafeBytes { bytes in
      bytes.bindMemory(to: UInt16.self).prefix(count).map {
        Float(bitPattern: UInt32($0) << 16)
      }
    }
  }

  /// Sets the numbers of one of them; what was read is set without a change.
  package func write(_ values: [Float], to moment: KeyPath<Moments, Tensor>) {
    let tensor = self[keyPath: moment]
    precondition(values.count == count, "Moments: \(values.count) values for \(count)")
    guard precision == .bfloat16 else { return tensor.backend.write(values, to: tensor) }
    var stored = [Float](repeating: 0, count: tensor.count)
    stored.withUnsafeMutableBytes { bytes in
      let places = bytes.bindMemory(to: UInt16.self)
      for (index, value) in values.enumerated() { places[index] = Self.rounded(value) }
    }
    tensor.backend.write(stored, to: tensor)
  }

  /// Returns the nearest number of bfloat16, of two equally near the even one.
  package static func rounded(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    return UInt16(truncatingIfNeeded: (bits &+ 0x7FFF &+ ((bits >> 16) & 1)) >> 16)
  }
}
