import Autograd
import Files
import Foundation
import Safetensors
import Tensors

/// The files a training task resumes from: parameters, moments, counters and task state.
struct Checkpoint {
  private struct Counters: Codable {
    var place: LoopPlace
    var optimizers: [String: OptimizerCounters]
    /// Whether the checkpoint includes weights besides those being trained.
    var keepsWeights: Bool
  }

  private struct OptimizerCounters: Codable, Equatable {
    var steps: Int
    var skipped: Int
    var skippedInARow: Int
  }

  let files: [String: URL]

  static func write(_ task: any TrainingTask, at place: LoopPlace, to folder: URL) throws {
    for (name, optimizer) in task.optimizers.sorted(by: { $0.key < $1.key }) {
      try SafetensorsWriter.write(
        optimizer.tensors, as: .float32, metadata: [:],
        to: folder.appending(path: "\(name).safetensors"))
    }
    // Without the step count, bias correction would start anew on moments that have long settled.
    let counters = Counters(
      place: place,
      optimizers: task.optimizers.mapValues {
        OptimizerCounters(
          steps: $0.steps, skipped: $0.skipped, skippedInARow: $0.skippedInARow)
      }, keepsWeights: task.keptWeights?.kept != nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try WholeFile.write(encoder.encode(counters), to: folder.appending(path: "counters.json"))
    try WholeFile.write(task.savedState(), to: folder.appending(path: "state"))
    try task.keptWeights?.copy(to: folder)
  }

  /// Restores a task's state and returns its place; throws if a part is missing or does not fit.
  func restore(_ task: any TrainingTask) throws -> LoopPlace {
    let counters = try JSONDecoder().decode(Counters.self, from: part("counters.json"))
    try requireParts(of: task, keptWeights: counters.keepsWeights)
    for (name, optimizer) in task.optimizers {
      guard let counted = counters.optimizers[name], let url = files["\(name).safetensors"] else {
        throw TrainingError.checkpoint("it lacks the optimizer \(name)")
      }
      try optimizer.restore(SafetensorsFile(contentsOf: url))
      optimizer.steps = counted.steps
      optimizer.skipped = counted.skipped
      optimizer.skippedInARow = counted.skippedInARow
    }
    try task.restore(part("state"))
    try task.keptWeights.map { try $0.restore(from: files[$0.name]) }
    guard counters.place.part < task.partsOfStep else {
      throw TrainingError.checkpoint("it lies after part \(counters.place.part) of a step")
    }
    return counters.place
  }

  /// Throws if a file is missing, or if there is one that nothing would read.
  private func requireParts(of task: any TrainingTask, keptWeights: Bool) throws {
    let kept = task.keptWeights.map { keptWeights ? [$0.name] : [] } ?? []
    let expected = Set(
      task.optimizers.keys.map { "\($0).safetensors" } + ["counters.json", "state"] + kept)
    guard Set(files.keys) == expected else {
      throw TrainingError.checkpoint(
        "it holds \(files.keys.sorted()) where \(expected.sorted()) are needed")
    }
  }

  private func part(_ name: String) throws -> Data {
    guard let url = files[name] else { throw TrainingError.checkpoint("it has no \(name)") }
    return try WholeFile.read(url)
  }
}

extension Optimizer {
  /// Parameters and both moments, named `value/`, `first/` and `second/` plus the parameter's name.
  ///
  /// All are written as float32, which holds bfloat16 moments exactly.
  var tensors: [NamedTensor] {
    zip(parameters, moments).flatMap { parameter, moments in
      let (name, shape) = (parameter.name, parameter.value.shape)
      return [
        NamedTensor(name: "value/\(name)", shape: shape, values: parameter.value.scalars()),
        NamedTensor(name: "first/\(name)", shape: shape, values: moments.first.scalars()),
        NamedTensor(name: "second/\(name)", shape: shape, values: moments.second.scalars()),
      ]
    }
  }

  func restore(_ file: SafetensorsFile) throws {
    let expected = Set(tensorNames)
    guard Set(file.names) == expected else {
      let odd = expected.symmetricDifference(file.names).sorted().first ?? ""
      throw TrainingError.checkpoint("its tensors are not those of the model, such as \(odd)")
    }
    for (parameter, moments) in zip(parameters, moments) {
      let (name, value) = (parameter.name, parameter.value)
      value.backend.write(try floats("value/\(name)", value.shape, in: file), to: value)
      value.backend.write(try floats("first/\(name)", value.shape, in: file), to: moments.first)
      value.backend.write(try floats("second/\(name)", value.shape, in: file), to: moments.second)
    }
  }

  private func floats(
    _ name: String, _ shape: [Int], in file: SafetensorsFile
  ) throws -> [Float] {
    guard try file.shape(of: name) == shape else {
      throw TrainingError.checkpoint("its tensor \(name) has a different shape than the model's")
    }
    return try file.floats(name)
  }

  private var tensorNames: [String] {
    parameters.flatMap { ["value/" + $0.name, "first/" + $0.name, "second/" + $0.name] }
  }
}
