import Foundation
import Synchronization

/// What people saw of the server, from several threads.
final class LoadRecord: Sendable {
  private struct State {
    var acknowledged: Set<String> = []
    var milliseconds: [Double] = []
    var refusals: [Int: Int] = [:]
    var lost = 0
    var doubled = 0
    var port: UInt16
  }

  private let state: Mutex<State>

  init(port: UInt16) { state = Mutex(State(port: port)) }

  /// The port of the server that runs now.
  var port: UInt16 {
    get { state.withLock { $0.port } }
    set { state.withLock { $0.port = newValue } }
  }

  /// The names of the judgements that a page has confirmed.
  var acknowledged: Set<String> { state.withLock { $0.acknowledged } }
  var refusals: [Int: Int] { state.withLock { $0.refusals } }
  var lost: Int { state.withLock { $0.lost } }
  var doubled: Int { state.withLock { $0.doubled } }

  func acknowledge(_ answer: String, after time: Duration) {
    state.withLock {
      $0.acknowledged.insert(answer)
      $0.milliseconds.append(time / .milliseconds(1))
    }
  }

  func refuse(_ status: Int) { state.withLock { $0.refusals[status, default: 0] += 1 } }
  func lose() { state.withLock { $0.lost += 1 } }
  func double() { state.withLock { $0.doubled += 1 } }

  /// Returns the time within which a share of the confirmed judgements was answered.
  func milliseconds(at share: Double) -> Double {
    state.withLock { state in
      let sorted = state.milliseconds.sorted()
      guard !sorted.isEmpty else { return .nan }
      return sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
  }
}
