import Foundation

/// What the preloaded library does at a point.
enum FaultAction: String, CaseIterable, Sendable {
  case killBefore = "kill-before"
  case killAfter = "kill-after"
  case killWithin = "kill-within"
  case short
  case inputOutput = "EIO"
  case diskFull = "ENOSPC"
  case overQuota = "EDQUOT"
  case readOnly = "EROFS"
  case forbidden = "EACCES"
  case interrupted = "EINTR"

  static let kills: [FaultAction] = [.killBefore, .killAfter, .killWithin]
  static let failures = allCases.filter { !kills.contains($0) }
}

/// What happens in one run: an action at a point, or nothing at all.
struct FaultPlan: Hashable, Sendable {
  /// The action; its kinds of call are the points that are counted.
  var action = FaultAction.killBefore
  /// The number of the point, from 1; with 0 nothing happens.
  var at = 0
  /// Whether it happens at all later points, too.
  var isForever = false

  /// The words for a plan, such as "EIO from point 7 on".
  var words: String {
    isForever ? "\(action.rawValue) from point \(at) on" : "\(action.rawValue) at point \(at)"
  }
}
