package import Autograd
import Randomness
package import Tensors
package import Testing

/// Compares pullbacks with central finite differences of a random projection of the output.
package struct GradientCheck {
  /// The step of the difference.
  package var step: Float = 1e-2
  /// The largest difference allowed, relative to the size of the gradient plus one.
  package var tolerance: Double = 2e-2

  /// Creates a check with standard step and tolerance.
  package init() {}

  /// Checks the gradient with respect to each input and parameter of an operation.
  package func run(
    inputs: [Tensor], parameters: [Parameter] = [],
    sourceLocation: SourceLocation = #_sourceLocation,
    _ operation: ([Variable]) -> Variable
  ) {
    let tape = Tape()
    let variables = inputs.map { tape.variable($0) }
    let output = operation(variables)
    let seed = randomTensor(output.shape, seed: 99, on: output.backend)
    let gradients = tape.backward(from: [(output, seed)])
    let projection = seed.scalars().map(Double.init)
    let loss = {
      let y = operation(inputs.map { Variable($0) }).value.scalars()
      return zip(y, projection).reduce(0) { $0 + Double($1.0) * $1.1 }
    }
    for (index, (input, variable)) in zip(inputs, variables).enumerated() {
      compare("input \(index)", input, gradients[variable], loss, sourceLocation)
    }
    for parameter in parameters {
      compare(parameter.name, parameter.value, parameter.gradient, loss, sourceLocation)
    }
  }

  private func compare(
    _ name: String, _ tensor: Tensor, _ gradient: Tensor?, _ loss: () -> Double,
    _ sourceLocation: SourceLocation
  ) {
    let analytic =
      gradient?.scalars().map(Double.init) ?? [Double](repeating: 0, count: tensor.count)
    let original = tensor.scalars()
    var random = Random(5, stream: "gradient-check")
    let places =
      tensor.count <= 40
      ? Array(0..<tensor.count)
      : (0..<40).map { _ in
        random.below(tensor.count)
      }
    let size = analytic.map(abs).max() ?? 0
    for place in places {
      let numeric = difference(tensor, original, place, loss)
      #expect(
        abs(numeric - analytic[place]) <= tolerance * (size + 1),
        "\(name)[\(place)]: \(analytic[place]) is not \(numeric)", sourceLocation: sourceLocation)
    }
    tensor.backend.write(original, to: tensor)
  }

  private func difference(
    _ tensor: Tensor, _ original: [Float], _ place: Int, _ loss: () -> Double
  ) -> Double {
    var changed = original
    changed[place] = original[place] + step
    tensor.backend.write(changed, to: tensor)
    let above = loss()
    changed[place] = original[place] - step
    tensor.backend.write(changed, to: tensor)
    return (above - loss()) / (2 * Double(step))
  }
}

/// Returns a tensor of standard normal numbers.
package func randomTensor(
  _ shape: [Int], seed: UInt64, scale: Float = 1, on backend: any Backend
) -> Tensor {
  var random = Random(seed, stream: "test-tensor")
  let values = (0..<shape.reduce(1, *)).map { _ in random.normal() * scale }
  return backend.tensor(values, shape: shape)
}

/// Returns the largest absolute difference of two tensors, infinite if one holds a NaN.
package func distance(_ a: Tensor, _ b: Tensor) -> Float {
  zip(a.scalars(), b.scalars()).reduce(0) { most, pair in
    let difference = abs(pair.0 - pair.1)
    return difference.isNaN ? .infinity : max(most, difference)
  }
}
