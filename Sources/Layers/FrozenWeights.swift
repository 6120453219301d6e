package import Autograd
package import Tensors

/// Frozen weights of another source, each stored in a chosen format.
///
/// One weight at a time is read in float32 and encoded, so peak memory is little more than the
/// result.
package final class FrozenWeights: WeightSource {
  private let source: any WeightSource
  private let format: (_ name: String, _ shape: [Int]) -> StorageFormat

  /// Creates a source of frozen weights.
  ///
  /// - Parameter format: the storage format for a name and shape; vectors stay float32.
  package init(
    _ source: any WeightSource,
    as format: @escaping (_ name: String, _ shape: [Int]) -> StorageFormat
  ) {
    self.source = source
    self.format = format
  }

  package var backend: any Backend { source.backend }

  package func parameter(
    _ name: String, shape: [Int], initial: InitialWeight
  ) throws -> Parameter {
    let parameter = try source.parameter(name, shape: shape, initial: initial)
    let wanted = shape.count > 1 ? format(name, shape) : .float32
    guard wanted != .float32 else {
      parameter.freeze()
      return parameter
    }
    let held = backend.tensor(parameter.value.scalars(), shape: shape, as: wanted)
    return Parameter(name, held, isTrainable: false)
  }
}
