/// How far a run or one of its stages is.
package enum RunState: String, Codable, CaseIterable, Sendable {
  case waiting, running, finished, failed, interrupted, waitingForPeople, cancelled
}
