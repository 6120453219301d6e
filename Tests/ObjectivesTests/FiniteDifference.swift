/// Derivatives by central differences, for checking analytic ones.
///
/// The step is a power of two and test inputs are multiples of 2⁻¹⁰, so `x ± h` is exact in single
/// precision and the quotient is accurate to about `h²` although inputs are floats.
enum FiniteDifference {
  static let step: Float = 0x1p-11

  /// Returns the derivative of `function` with respect to each input.
  static func gradient(at inputs: [Float], of function: ([Float]) -> Double) -> [Double] {
    inputs.indices.map { index in
      var (above, below) = (inputs, inputs)
      above[index] += step
      below[index] -= step
      return (function(above) - function(below)) / (2 * Double(step))
    }
  }

  /// Returns the largest difference between an analytic gradient and the numeric one.
  static func error(
    of gradient: [Float], at inputs: [Float], of function: ([Float]) -> Double
  ) -> Double {
    let numeric = self.gradient(at: inputs, of: function)
    precondition(gradient.count == numeric.count, "gradients of different lengths")
    return zip(gradient, numeric).map { abs(Double($0) - $1) }.max() ?? 0
  }
}
