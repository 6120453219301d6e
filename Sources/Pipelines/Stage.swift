package import Foundation

/// One algorithm of a pipeline: a pure function of its configuration, its inputs and a seed.
package protocol Stage: Sendable {
  /// The options of the stage.
  associatedtype Configuration: StageConfiguration
  /// What the stage is called, takes, makes and measures.
  var description: StageDescription { get }
  /// Returns files outside the store that the stage reads; their contents become part of its key.
  func externalInputs(_ configuration: Configuration, baseFolder: URL) throws -> [URL]
  /// Returns whether the stage waits until people have answered its questions.
  func asksPeople(_ configuration: Configuration) -> Bool
  /// Does the work: reads inputs from the context, fills its outputs, records metrics.
  func run(_ configuration: Configuration, in context: StageContext) throws
}

extension Stage {
  /// Returns no files: most stages read only their inputs.
  package func externalInputs(
    _ configuration: Configuration, baseFolder: URL
  ) throws -> [URL] {
    []
  }

  /// Returns false: most stages need no annotators.
  package func asksPeople(_ configuration: Configuration) -> Bool { false }
}
