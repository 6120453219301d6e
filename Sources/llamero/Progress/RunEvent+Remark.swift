import Artifacts
import Pipelines

extension RunEvent {
  /// What is said of an event that does not move the progress line.
  var remark: String? {
    switch self {
    case .stageAwaits(let name, let run):
      "Stage '\(name)' waits for \(run.map { "run \($0)" } ?? "another run"), which computes the "
        + "same"
    case .stageSkipped(let name, let position, let count):
      "\(ProgressText.place(name, position, of: count)) skipped: finished before"
    case .resultDamaged(let stage, let file):
      "Stored bytes of stage '\(stage)' are missing or corrupt (\(file)); it is recomputed"
    case .trailDiffers(let stage, let place):
      "Stage '\(stage)' differs after step \(place.step) from an earlier run of it: another "
        + "processor or library? 'llamero logs' has the digests"
    case .arithmeticChanged(let stage, let before, let now):
      "Stage '\(stage)' resumes from a checkpoint made with other arithmetic (\(before)) than this "
        + "machine's (\(now)), so its last bits come from both"
    default: nil
    }
  }
}
