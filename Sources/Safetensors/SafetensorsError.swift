/// What can be wrong with tensors in files.
package enum SafetensorsError: Error, Hashable, CustomStringConvertible {
  case unreadable(file: String, reason: String)
  case truncated(file: String, bytes: Int, expected: Int)
  case damagedHeader(file: String, fact: String)
  case badTensor(file: String, name: String, fact: String)
  case missingTensor(file: String, name: String)
  case unsupportedType(file: String, name: String, type: String)
  case notFinite(file: String, name: String)
  case missingWeights(place: String, stem: String, remedy: String)
  case damagedIndex(file: String, fact: String)
  case missingShard(index: String, shard: String)
  case misplacedTensor(index: String, name: String, shard: String)

  package var description: String {
    fileSentence ?? folderSentence
      ?? "The tensors failed in a way that has no sentence; please report what you did."
  }

  private var fileSentence: String? {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): the tensors cannot be read (\(reason)); check the path and its permissions."
    case .truncated(let file, let bytes, let expected):
      "\(file): the file is cut off, it has \(bytes) bytes where its header needs \(expected); "
        + "fetch or export it again."
    case .damagedHeader(let file, let fact):
      "\(file): not a valid safetensors file, \(fact); fetch or export it again."
    case .badTensor(let file, let name, let fact):
      "\(file): the header is wrong about tensor '\(name)', \(fact); fetch or export it again."
    case .missingTensor(let file, let name):
      "\(file): there is no tensor '\(name)'; check that the weights are of this architecture."
    case .unsupportedType(let file, let name, let type):
      "\(file): tensor '\(name)' is stored as \(type); convert it to F32, F16 or BF16."
    case .notFinite(let file, let name):
      "\(file): tensor '\(name)' holds values that are not finite numbers (NaN or infinity); "
        + "fetch or export the model again."
    default: nil
    }
  }

  private var folderSentence: String? {
    switch self {
    case .missingWeights(let place, let stem, let remedy):
      "\(place) has neither \(stem).safetensors nor \(stem).safetensors.index.json: \(remedy)"
    case .damagedIndex(let file, let fact):
      "\(file): not a valid index of shards, \(fact); fetch or export the model again."
    case .missingShard(let index, let shard):
      "\(index): the shard '\(shard)' it names is missing; fetch the model again, completely."
    case .misplacedTensor(let index, let name, let shard):
      "\(index): tensor '\(name)' is said to be in '\(shard)', which does not hold it; "
        + "fetch or export the model again."
    default: nil
    }
  }
}
