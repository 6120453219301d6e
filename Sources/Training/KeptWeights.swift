package import Autograd
import Files
package import Foundation
import Safetensors
import Tensors

/// A copy of some weights in a file, such as the best so far, so that memory holds them once.
///
/// The file is made anew on every keeping. A checkpoint takes a copy of it along, and a task that
/// goes on from the checkpoint gets that copy back: what is kept is part of the task's state.
package final class KeptWeights {
  /// The name of the file in a checkpoint.
  let name: String
  private let parameters: [Parameter]
  private let file: URL

  /// Names what is to be kept, and the folder of the file; frozen weights stay as they are anyway.
  package init(_ parameters: [Parameter], as name: String, in folder: URL) {
    self.parameters = parameters.filter(\.isTrainable)
    self.name = name + ".safetensors"
    file = folder.appending(path: self.name)
  }

  /// The file, if weights are kept.
  var kept: URL? {
    FileManager.default.fileExists(atPath: file.path(percentEncoded: false)) ? file : nil
  }

  /// Keeps the weights as they are now, in place of those kept before.
  package func keep() throws {
    let tensors = parameters.map {
      NamedTensor(name: $0.name, shape: $0.value.shape, values: $0.value.scalars())
    }
    try SafetensorsWriter.write(tensors, as: .float32, metadata: [:], to: file)
  }

  /// Gives the parameters the weights that are kept.
  package func takeBack() throws {
    let file = try SafetensorsFile(contentsOf: file)
    for parameter in parameters {
      let value = parameter.value
      guard try file.shape(of: parameter.name) == value.shape else {
        throw TrainingError.checkpoint(
          "its tensor \(parameter.name) of \(name) has another shape than the model's")
      }
      value.backend.write(try file.floats(parameter.name), to: value)
    }
  }

  /// Puts a copy of what is kept, if anything is, among the files of a checkpoint.
  func copy(to folder: URL) throws {
    guard let kept else { return }
    try FileManager.default.copyItem(at: kept, to: folder.appending(path: name))
  }

  /// Takes the weights that a checkpoint kept, or none.
  func restore(from source: URL?) throws {
    try WholeFile.remove(file)
    guard let source else { return }
    try FileManager.default.copyItem(at: source, to: file)
  }
}
