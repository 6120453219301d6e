import Foundation
import Safetensors

extension FuzzTarget {
  /// The index of a model in shards, with two shards beside it.
  static let index = FuzzTarget("index") { scratch in
    for (shard, tensor) in [("a", "first"), ("b", "second")] {
      let tensor = NamedTensor(name: tensor, shape: [2], values: [1, 2])
      try SafetensorsWriter.write(
        [tensor], to: scratch.folder.appending(path: "\(shard).safetensors"))
    }
  } parse: { bytes, scratch in
    _ = try scratch.place(bytes, "model.safetensors.index.json")
    let weights = try SafetensorsFolder(contentsOf: scratch.folder)
    for name in weights.names { _ = try weights.floats(name) }
  }
}
