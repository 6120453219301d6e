import Artifacts
import Foundation
import Pipelines
import Synchronization

/// What stages did and what the runner told, in order; also how a test makes a stage stop or fail.
final class Journal: RunObserver {
  private struct State {
    var entries: [String] = []
    var steps = 0
    var stopsAfter: Int?
    var breaksAt: Int?
  }

  private let state = Mutex(State())

  var entries: [String] { state.withLock { $0.entries } }
  var breaksAt: Int? { state.withLock { $0.breaksAt } }

  func add(_ entry: String) { state.withLock { $0.entries.append(entry) } }

  /// Makes the counting stage stop after some reported steps, or fail at one.
  func plan(stopsAfter: Int? = nil, breaksAt: Int? = nil) {
    state.withLock {
      $0.stopsAfter = stopsAfter
      $0.breaksAt = breaksAt
      $0.steps = 0
      $0.entries = []
    }
  }

  var shouldStop: Bool {
    state.withLock { state in state.stopsAfter.map { state.steps >= $0 } ?? false }
  }

  func observe(_ event: RunEvent) {
    switch event {
    case .runStarted(_, let isContinued): add(isContinued ? "continue" : "new")
    case .stageStarted(let name, _, _, _, let place):
      add("start \(name)" + (place.map { " at \($0.step)" } ?? ""))
    case .progress: state.withLock { $0.steps += 1 }
    case .checkpointed(_, let place): add("checkpoint \(place.step)")
    case .trailDiffers(let name, _): add("differs \(name)")
    case .arithmeticChanged(let name, let before, let now):
      add("arithmetic \(name): \(before), then \(now)")
    case .stageAwaits(let name, _): add("await \(name)")
    case .stageSkipped(let name, _, _): add("skip \(name)")
    case .resultDamaged(let name, _): add("damaged \(name)")
    case .stageFinished(let name, _): add("finish \(name)")
    case .stageStopped(let name): add("stop \(name)")
    case .stageWaits(let name, let reason): add("wait \(name): \(reason)")
    case .stageFailed(let name, _): add("fail \(name)")
    }
  }
}
