package import Foundation
import Tensors

/// Errors in the inputs or options of a stage.
package enum StagesError: Error, CustomStringConvertible, Equatable {
  /// A model of an unsupported type; its classes say more.
  case architecture(URL, String, classes: [String], known: [String])
  /// No row of an input can be used.
  case noRows(String, reasons: [String: Int])
  /// The held-out share leaves no row to train on.
  case allHeldOut(String, count: Int, share: Double)
  /// Two models that must share a tokenizer do not.
  case otherTokenizer(String)
  /// An option of a stage is unusable, as the sentence says.
  case option(String)
  /// A stage was given inputs that do not go together, as the sentence says.
  case inputs(String)
  /// A reward model gives NaN or infinite scores.
  case scoresNotFinite(String)

  package var description: String {
    switch self {
    case .architecture(let url, let type, let classes, let known):
      "\(url.path(percentEncoded: false)) describes a model of type \(type)"
        + (classes.first { $0 != type }.map { " (\($0))" } ?? "")
        + ", which is not supported; choose a model of type \(Self.choice(known))."
    case .noRows(let what, let reasons):
      "None of the \(what) can be used\(Self.list(reasons)); correct them or the stage's limits."
    case .allHeldOut(let what, let count, let share):
      "The held-out share leaves nothing to train on: heldOut: \(share) holds out all \(count) "
        + "\(what); lower it or give more of them."
    case .otherTokenizer(let what):
      "The \(what) has another tokenizer than the policy, so its tokens mean other words; "
        + "train it from the same base model."
    case .scoresNotFinite(let what):
      "The \(what) gives scores that are not finite numbers (NaN or infinity); train it again "
        + "with a lower learning rate, or bring another."
    case .option(let sentence), .inputs(let sentence):
      sentence
    }
  }

  /// Returns names as alternatives: "a", "a or b", "a, b or c".
  private static func choice(_ names: [String]) -> String {
    let last = names.suffix(1).joined()
    return names.count < 2 ? last : names.dropLast().joined(separator: ", ") + " or " + last
  }

  private static func list(_ reasons: [String: Int]) -> String {
    if reasons.isEmpty { return "" }
    let parts = reasons.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return " (" + parts.joined(separator: ", ") + ")"
  }
}

extension Backend {
  /// Throws if this processor does not support a precision.
  func require(_ precision: Precision) throws {
    guard supports(precision) else {
      throw StagesError.option(
        "precision: \(precision.rawValue) needs a processor with AVX-512 BF16, which this one "
          + "lacks; use fp32.")
    }
  }
}
