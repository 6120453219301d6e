package import Autograd
import Randomness
package import Tensors

/// Randomly initialised weights, each a function of the seed and the weight's name alone.
package final class RandomWeights: WeightSource {
  package let backend: any Backend
  private let seed: UInt64

  /// Creates a source of fresh weights.
  package init(seed: UInt64, backend: any Backend) {
    self.seed = seed
    self.backend = backend
  }

  package func parameter(
    _ name: String, shape: [Int], initial: InitialWeight
  ) throws -> Parameter {
    Parameter(name, backend.tensor(numbers(name, shape.reduce(1, *), initial), shape: shape))
  }

  private func numbers(_ name: String, _ count: Int, _ initial: InitialWeight) -> [Float] {
    switch initial {
    case .constant(let value):
      return [Float](repeating: value, count: count)
    case .normal(let deviation):
      var random = Random(seed, stream: "weight " + name)
      return (0..<count).map { _ in random.normal() * deviation }
    case .uniform(let bound):
      var random = Random(seed, stream: "weight " + name)
      return (0..<count).map { _ in (2 * random.uniform() - 1) * bound }
    }
  }
}
