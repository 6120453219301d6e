/// The options of a stage: a value with a standard that a pipeline file overlays.
package protocol StageConfiguration: Codable, Sendable {
  /// The options of a pipeline file that says nothing.
  static var standard: Self { get }
  /// Throws if the options do not go together; the error says which and what to write.
  func validate() throws
}

extension StageConfiguration {
  /// Accepts all options.
  package func validate() throws {}
}
