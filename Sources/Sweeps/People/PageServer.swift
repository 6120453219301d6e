import Foundation
import Glibc

/// `llamero serve` on the disk of a workplace.
struct PageServer {
  let workplace: Workplace
  let child: RunningChild
  let client: PageClient

  /// Starts it and waits for its address; nil if it was killed before it had one.
  init?(_ workplace: Workplace, _ plan: FaultPlan = FaultPlan()) throws {
    self.workplace = workplace
    child = try workplace.start(
      ["serve", "--port", "0", "--home", workplace.home.path], plan)
    let start = ContinuousClock.now
    while true {
      let text = try workplace.complaints()
      if let match = text.firstMatch(of: /http:\/\/127\.0\.0\.1:(\d+)/), let port = UInt16(match.1)
      {
        client = PageClient(port: port)
        return
      }
      if let end = child.end() {
        guard end == .killed(signal: SIGKILL) else {
          throw SweepError.serverEnded("\(end): \(text)")
        }
        return nil
      }
      guard ContinuousClock.now - start < .seconds(30) else {
        child.send(SIGKILL)
        _ = child.wait()
        throw SweepError.serverEnded("no address after 30 seconds: \(text)")
      }
      usleep(500)
    }
  }

  /// Ends it as Ctrl-C does, and returns what it left.
  func stop() throws -> CallResult {
    child.send(SIGINT)
    return try workplace.result(of: child.wait())
  }
}
