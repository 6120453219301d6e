import Foundation
import Pipelines

/// Writes a changed component of a stage as "optimizer.learningRate  0.00003 -> 0.0001".
enum ChangeText {
  /// The number of digits that stand for a digest.
  static let digits = 12

  /// Returns the name of a component and its two values, for a table.
  static func cells(_ change: ComponentChange) -> [String] {
    let before = value(change.before, of: change.component, from: change.sources.before)
    let after = value(change.after, of: change.component, from: change.sources.after)
    return [change.component.name, "\(before) -> \(after)"]
  }

  /// Returns the first digits of a digest, or "none".
  static func short(_ digest: String?) -> String {
    digest.map { String($0.prefix(digits)) } ?? "none"
  }

  private static func value(
    _ value: ConfigurationValue?, of component: KeyComponent, from source: String?
  ) -> String {
    switch (component, value) {
    case (_, nil): return "none"
    case (.outsideFile, .string(let digest)?): return short(digest)
    case (.input, .string(let digest)?):
      return source.map { "\($0) \(short(digest))" } ?? short(digest)
    case (.kind, .string(let kind)?): return kind
    case (_, let value?): return words(value)
    }
  }

  /// Returns canonical JSON, but small numbers without an exponent.
  private static func words(_ value: ConfigurationValue) -> String {
    switch value {
    case .real(let number): decimal(number)
    case .array(let values): "[" + values.map(words).joined(separator: ", ") + "]"
    default: value.canonicalText
    }
  }

  private static func decimal(_ number: Double) -> String {
    let text = "\(number)"
    guard text.contains("e"), abs(number) < 1, abs(number) > 1e-12 else { return text }
    return Decimal(string: text)?.description ?? text
  }
}
