/// Where in a stage's work a checkpoint was taken.
package struct CheckpointPlace: Hashable, Sendable, Comparable {
  /// The number of whole steps done.
  package var step: Int
  /// The number of parts done of the step after them; 0 between steps.
  package var part: Int

  /// Creates a place after whole steps, or inside the one that follows.
  package init(step: Int, part: Int = 0) {
    self.step = step
    self.part = part
  }

  /// Returns whether one place comes before another.
  package static func < (left: CheckpointPlace, right: CheckpointPlace) -> Bool {
    (left.step, left.part) < (right.step, right.part)
  }
}

/// Where an unfinished stage resumes.
package struct StageCheckpoint: Sendable {
  /// The place it was taken at.
  package let place: CheckpointPlace
  /// The files the stage wrote.
  package let folder: ArtifactFolder

  /// Creates a checkpoint of files.
  package init(place: CheckpointPlace, folder: ArtifactFolder) {
    self.place = place
    self.folder = folder
  }
}
