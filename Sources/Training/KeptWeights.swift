package import Autograd
import Files
package import Foundation
import Safetensors
import Tensors

/// A copy of weights in a file, such as the best so far, so that memory holds only one set.
///
/// The file is rewritten each time. A checkpoint includes a copy of it, and a task resumed from the
/// checkpoint gets that copy back: the kept weights are part of the task's state.
package final class KeptWeights {
  /// The name of the file in a checkpoint.
  let name: String
  private let parameters: [Parameter]
  private let file: URL

  /// Names the weights to keep and the folder of the file; frozen weights need no copy.
  package init(_ parameters: [Parameter], as name: String, in folder: URL) {
    self.parameters = parameters.filter(\.isTrainable)
    self.name = name + ".safetensors"
    file = folder.appending(path: self.name)
  }

  /// The file, if weights have been kept.
  var kept: URL? {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
  }

  /// Keeps the current weights, replacing those kept before.
  package func keep() throws {
    let tensors = parameters.map {
      NamedTensor(name: $0.name, shape: $0.value.shape, values: $0.value.scalars())
    }
    try SafetensorsWriter.write(tensors, as: .float32, metadata: [:], to: file)
  }

  /// Restores the kept weights to the parameters.
  package func takeBack() throws {
    let file = try SafetensorsFile(contentsOf: file)
    for parameter in parameters {
      let value = parameter.value
      guard try file.shape(of: parameter.name) == value.shape else {
        throw TrainingError.checkpoint(
          "its tensor \(parameter.name) of \(name) has a different shape than the model's")
      }
      value.backend.write(try file.floats(parameter.name), to: value)
    }
  }

  /// Copies the kept weights, if any, into a checkpoint.
  func copy(to folder: URL) throws {
    guard let kept else { return }
    try FileManager.default.copyItem(at: kept, to: folder.appending(path: name))
  }

  /// Restores the kept weights of a checkpoint, or none.
  func restore(from source: URL?) throws {
    // The file may be newer than the checkpoint, if the interrupted run kept weights after it.
    try WholeFile.remove(file)
    guard let source else { return }
    try FileManager.default.copyItem(at: source, to: file)
  }
}
