import Artifacts
import Glibc
import Pipelines
import Synchronization

/// Shows on standard error how a run advances: one line per stage.
///
/// On a terminal the line is rewritten in place. Elsewhere a stage gets a line when it starts and
/// when it ends, and one at most every fifteen seconds between, for logs of long runs.
final class ProgressDisplay: RunObserver {
  private struct State {
    var name = ""
    var position = 0
    var count = 0
    var note = ""
    var place: String { ProgressText.place(name, position, of: count) }
    var lastShown: ContinuousClock.Instant?
    var hasOpenLine = false
  }

  private let state = Mutex(State())
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let forecast: PipelineForecast?

  /// Creates a display; the forecast tells the time that later stages will take.
  init(_ forecast: PipelineForecast?) {
    self.forecast = forecast
  }

  func observe(_ event: RunEvent) {
    state.withLock { state in
      switch event {
      case .runStarted(let run, let isContinued):
        line("Run \(run) \(isContinued ? "continues" : "starts")", &state)
      case .stageStarted(let name, let kind, let position, let count, let resumedAt):
        (state.name, state.position, state.count) = (name, position, count)
        state.note = ""
        state.lastShown = isTerminal ? nil : .now
        let resumed = resumedAt.map { ", resumes after step \($0.step)" } ?? ""
        let text = "\(state.place) (\(kind)) starts\(resumed)"
        isTerminal && resumedAt == nil ? rewrite(text, &state) : line(text, &state)
      case .progress(let progress):
        state.note = progress.note
        show(progress, &state)
      case .stageFinished(_, let seconds):
        let note = state.note.isEmpty ? "" : ", \(state.note)"
        line("\(state.place) finished in \(DurationText.of(seconds: seconds))\(note)", &state)
      case .stageStopped, .stageWaits, .stageFailed:
        endLine(&state)
      case .stageAwaits, .stageSkipped, .resultDamaged, .trailDiffers, .arithmeticChanged,
        .checkpointed:
        if let text = event.remark { line(text, &state) }
      }
    }
  }

  /// Writes a line between the others.
  func interject(_ text: String) {
    state.withLock { line(text, &$0) }
  }

  /// Ends the line that may still be open.
  func close() {
    state.withLock { endLine(&$0) }
  }

  private func show(_ progress: StageProgress, _ state: inout State) {
    let now = ContinuousClock.now
    let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(15)
    if let last = state.lastShown, now - last < pause { return }
    state.lastShown = now
    let text = ProgressLine(
      name: state.name, position: state.position, count: state.count, progress: progress,
      secondsAfter: forecast?.seconds(after: progress.stage))
    isTerminal ? rewrite(text.text(width: width), &state) : line(text.text(), &state)
  }

  // A wrapped line could not be rewritten in place.
  private var width: Int { TerminalWidth.ofStandardError - 1 }

  private func line(_ text: String, _ state: inout State) {
    Console.note(text, overProgress: state.hasOpenLine)
    state.hasOpenLine = false
  }

  private func rewrite(_ text: String, _ state: inout State) {
    Console.show(progress: text, width: width)
    state.hasOpenLine = true
  }

  private func endLine(_ state: inout State) {
    if state.hasOpenLine { Console.endProgress() }
    state.hasOpenLine = false
  }
}
