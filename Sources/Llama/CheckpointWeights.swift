package import Autograd
package import Foundation
package import Layers
import Safetensors
package import Tensors

/// The weights of a checkpoint, each used once.
package final class CheckpointWeights: WeightSource {
  package let backend: any Backend
  private let tensors: SafetensorsFolder
  private var unused: Set<ByteName>
  /// The number of blocks that the files hold some weight of.
  let layers: Int

  /// Opens the safetensors files among those given.
  package init(files: [String: URL], backend: any Backend) throws {
    self.backend = backend
    tensors = try SafetensorsFolder(files: files)
    let names = tensors.names.filter { !$0.hasSuffix("rotary_emb.inv_freq") }
    unused = Set(names.map(ByteName.init))
    layers = Set(names.compactMap(Self.block)).count
  }

  /// Returns the number of the block that a weight belongs to, or nil if it belongs to none.
  private static func block(_ name: String) -> Int? {
    let parts = name.split(separator: ".", maxSplits: 3)
    return parts.count > 3 && parts[0] == "model" && parts[1] == "layers" ? Int(parts[2]) : nil
  }

  /// Returns whether the files have a tensor.
  package func has(_ name: String) -> Bool { tensors.contains(name) }

  /// Returns whether two tensors are the same numbers.
  func holdsTwice(_ name: String, as other: String) throws -> Bool {
    try tensors.holdsTwice(name, as: other)
  }

  /// Counts tensors as used that the model has no need of.
  package func ignore(_ names: [String]) { unused.subtract(names.map(ByteName.init)) }

  /// Reads a weight, once its shape is known to be right; it must be finite throughout.
  package func parameter(
    _ name: String, shape: [Int], initial: InitialWeight
  ) throws -> Parameter {
    guard has(name) else { throw LlamaError.missingTensor(name) }
    let found = try tensors.shape(of: name)
    guard found == shape else { throw LlamaError.shape(name, found: found, expected: shape) }
    unused.remove(ByteName(name))
    let value = backend.tensor(try tensors.floats(name), shape: shape)
    guard value.isFinite else {
      throw SafetensorsError.notFinite(file: try tensors.path(of: name), name: name)
    }
    return Parameter(name, value)
  }

  /// Throws if the files hold a tensor that nothing asked for.
  package func requireAllUsed() throws {
    if !unused.isEmpty { throw LlamaError.unusedTensors(unused.sorted().map(\.text)) }
  }
}

extension Tensor {
  /// Whether no element is infinite or not a number.
  ///
  /// The sum is in double precision, where no number of squares of floats overflows.
  var isFinite: Bool {
    format == .float32
      ? backend.sumOfSquares(self).isFinite : scalars().allSatisfy(\.isFinite)
  }
}
