import Agreement
import Artifacts
import Foundation
import Objectives
import Preferences
import Reporting

/// What whoever leads a study sees of it: everybody's work, and the newest judgements.
struct StudyPage: Page {
  /// How many judgements the page lists.
  static let most = 100

  /// One annotator.
  struct Annotator: Sendable {
    let name: VisibleText
    let id: VisibleText
    let preferred: Int
    let neither: Int
    let skipped: Int
    let late: Int
    let median: VisibleText
    let perHour: VisibleText
    let left: VisibleText
    let peers: VisibleText
    let longer: VisibleText
    let flags: VisibleText
  }

  /// One judgement.
  struct Line: Sendable {
    let number: Int
    let address: VisibleText
    let name: VisibleText
    let words: VisibleText
    let seconds: VisibleText
    let time: VisibleText
    let remark: VisibleText
  }

  let answered: Int
  let total: Int
  let annotators: [Annotator]
  let hasAnnotators: Bool
  let lines: [Line]
  /// How many judgements there are, superseded ones included.
  let judgements: Int

  /// Lays out the page of a collection.
  init(_ queue: QuestionQueue, _ work: StudyWork, names: [String: String]) {
    (answered, total) = (queue.answered, queue.total)
    annotators = work.annotators.map { Annotator($0, name: names[$0.annotator]) }
    hasAnnotators = !annotators.isEmpty
    judgements = work.count
    lines = work.newest(Self.most).map { question, answer in
      Line(
        number: question.index + 1,
        address: VisibleText(CollectPage.address(queue.collection, pair: question.index)),
        name: VisibleText(names[answer.annotator] ?? answer.annotator),
        words: VisibleText(
          JudgementText.words(for: answer, on: question.shown(to: queue.person), asShown: false)),
        seconds: VisibleText(Self.seconds(answer.seconds)),
        time: VisibleText(PageTime.minutes(answer.createdAt)),
        remark: VisibleText(
          [answer.flag, answer.comment].compactMap { $0 }.joined(separator: " · ")))
    }
  }

  fileprivate static func seconds(_ seconds: Double?) -> String {
    seconds.map { String(format: "%.0f s", $0) } ?? "–"
  }
}

extension StudyPage.Annotator {
  init(_ work: AnnotatorWork, name: String?) {
    let quality = work.quality
    self.init(
      name: VisibleText(name ?? work.annotator), id: VisibleText(work.annotator),
      preferred: work.preferred, neither: work.neither, skipped: work.skipped,
      late: work.late, median: VisibleText(StudyPage.seconds(quality.medianSeconds)),
      perHour: VisibleText(quality.perHour.map { String(format: "%.0f", $0) } ?? "–"),
      left: VisibleText(Self.share(quality.sideBias.left)),
      peers: VisibleText(Self.share(quality.peers)),
      longer: VisibleText(Self.share(quality.longer)),
      flags: VisibleText(Self.words(quality)))
  }

  /// Returns, for example, "62 % (48–74)".
  private static func share(_ interval: Interval?) -> String {
    guard let interval else { return "–" }
    return String(
      format: "%.0f %% (%.0f–%.0f)", interval.value * 100, interval.low * 100,
      interval.high * 100)
  }

  private static func words(_ quality: AnnotatorQuality) -> String {
    let flags = Set(quality.flags.joined().map(\.kind))
    let words: [String] = AnnotatorFlag.Kind.allCases.filter(flags.contains).map { kind in
      switch kind {
      case .speeding: "faster than anyone reads"
      case .straightLining: "the same key again and again"
      case .random: "as if drawn by chance"
      case .oneSided: "nearly always the same side"
      }
    }
    return (words + (quality.sideBias.isFlagged ? ["prefers a side of the screen"] : [])).joined(
      separator: "; ")
  }
}
