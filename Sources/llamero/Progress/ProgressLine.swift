import Foundation
import Pipelines

/// The line that shows how far a stage is, as long as there is room for.
///
/// What matters least goes first: names are shortened, then the unit, the time of the pipeline, the
/// rate and the time of the stage are left out. The place and the metric stay.
struct ProgressLine {
  /// The name of the stage, and its place among all.
  let name: String
  let position: Int
  let count: Int
  let progress: StageProgress
  /// The seconds that the stages after this one will take, if that is known.
  let secondsAfter: Double?

  private static let shortestName = 8
  private static let levels = 6

  /// Returns the line in at most so many columns, or whole.
  func text(width: Int? = nil) -> String {
    guard let width else { return text(level: 0) }
    let texts = (0...Self.levels).lazy.map(text(level:))
    return texts.first { $0.count <= width } ?? text(level: Self.levels)
  }

  private func text(level: Int) -> String {
    var parts = [ProgressText.place(level < 1 ? name : shortName, position, of: count)]
    let done = "\(progress.done)/\(progress.total)"
    parts.append(level < 2 ? "\(done) \(progress.unit)" : done)
    if level < 4, let rate = progress.rate {
      parts.append(ProgressText.rate(rate, of: progress.unit))
    }
    if let left = progress.secondsLeft, progress.done < progress.total {
      if level < 5 { parts.append("\(DurationText.forecast(seconds: left)) left") }
      if level < 3, let secondsAfter, secondsAfter > 0 {
        parts.append("\(DurationText.forecast(seconds: left + secondsAfter)) in all")
      }
    }
    let note = level < 1 ? progress.note : shortNote
    return (parts + (note.isEmpty ? [] : [note])).joined(separator: level < 6 ? "  " : " ")
  }

  private var shortName: String {
    name.count <= Self.shortestName ? name : name.prefix(Self.shortestName - 1) + "…"
  }

  /// The note with "loss" for "train/loss".
  private var shortNote: String {
    let words = progress.note.split(separator: " ", maxSplits: 1)
    guard words.count == 2, let metric = words[0].split(separator: "/").last else {
      return progress.note
    }
    return "\(metric) \(words[1])"
  }
}
