/// Where an unfinished stage goes on.
package struct StageCheckpoint: Sendable {
  /// The step after which it was taken.
  package let step: Int
  /// The files the stage wrote.
  package let folder: ArtifactFolder
}
