import CKernels
import Tensors

extension CPUBackend {
  /// Runs `body` over ranges of rows, in chunks that depend on the problem alone.
  ///
  /// - Parameter cost: about how many float operations a row takes.
  func overRows(_ rows: Int, cost: Int, _ body: (_ rows: Range<Int>) -> Void) {
    let chunk = Self.chunk(rows, cost: cost)
    let tasks = (rows + chunk - 1) / chunk
    team.run(tasks) { task, _ in
      body(task * chunk..<min(rows, (task + 1) * chunk))
    }
  }

  /// The number of rows of a task: at least about 50,000 operations, at most 32 tasks.
  private static func chunk(_ rows: Int, cost: Int) -> Int {
    let least = max(1, 50_000 / max(cost, 1))
    return max(least, (rows + 31) / 32)
  }

  /// Returns, for each thread of the team, scratch memory of `count` floats that lives as long as
  /// the function does.
  func scratch(_ count: Int) -> (Int) -> UnsafeMutablePointer<Float> {
    let stride = (count + 15) / 16 * 16
    let memory = CPUStorage(pool, count: stride * team.threads)
    return { worker in memory.buffer.pointer + worker * stride }
  }
}
