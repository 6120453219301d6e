import Artifacts
import Foundation
import Pipelines
import Safetensors

/// Whether an interrupted stage was equal to one that was not; the keys are a promise to scripts.
struct ResumeVerdict: Encodable {
  let stage: String
  let isEqual: Bool
  /// How many checkpoints were compared.
  let checkpoints: Int
  /// Where they differ first, in words.
  let difference: String?

  /// Describes the first difference down to the tensor and its element.
  init(stage: String, checkpoints: Int, _ difference: RehearsalDifference?) {
    self.stage = stage
    self.checkpoints = checkpoints
    isEqual = difference == nil
    self.difference = difference.map(Self.words)
  }

  /// One sentence for a person.
  var sentence: String {
    difference.map { "\(stage): NOT equal after kills: \($0)." }
      ?? "\(stage): killed twice and continued, equal in all bits of \(checkpoints) checkpoints."
  }

  private static func words(_ difference: RehearsalDifference) -> String {
    switch difference {
    case .missing(let place, let isInFirst):
      "the checkpoint \(words(place)) is missing \(isInFirst ? "after" : "without") the kills"
    case .file(let place, let file, let first, let second):
      "\(file) \(words(place))\(TensorDifference(first, second)?.words ?? "")"
    case .output(let file, let first, let second):
      "the output \(file)\(TensorDifference(first, second)?.words ?? "")"
    }
  }

  private static func words(_ place: CheckpointPlace) -> String {
    place.part == 0
      ? "after step \(place.step)" : "after part \(place.part) of step \(place.step + 1)"
  }
}

/// The first tensor of two files that differs, and where.
private struct TensorDifference {
  let words: String

  init?(_ first: URL, _ second: URL) {
    guard let one = try? SafetensorsFile(contentsOf: first),
      let other = try? SafetensorsFile(contentsOf: second)
    else { return nil }
    for name in one.names {
      guard let left = try? one.floats(name), let right = try? other.floats(name) else {
        words = ": tensor \(name) is not in both"
        return
      }
      if let index = zip(left, right).firstIndex(of: { $0.bitPattern != $1.bitPattern }) {
        words = ": tensor \(name), element \(index), is \(left[index]) and \(right[index])"
        return
      }
    }
    return nil
  }
}

extension Zip2Sequence {
  /// Returns the number of the first pair for which the condition holds.
  fileprivate func firstIndex(
    of condition: (Sequence1.Element, Sequence2.Element) -> Bool
  ) -> Int? {
    for (index, pair) in enumerated() where condition(pair.0, pair.1) { return index }
    return nil
  }
}
