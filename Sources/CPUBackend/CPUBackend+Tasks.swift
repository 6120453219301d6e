import CKernels
import Tensors

extension CPUBackend {
  /// Runs `body` over ranges of rows, in chunks that depend on the problem size alone.
  ///
  /// - Parameter cost: the approximate number of float operations per row.
  func overRows(_ rows: Int, cost: Int, _ body: (_ rows: Range<Int>) -> Void) {
    let chunks = chunks(rows, cost: cost)
    team.run(chunks.count) { task, _ in body(chunks[task]) }
  }

  /// Splits rows into the tasks of `overRows`.
  func chunks(_ rows: Int, cost: Int) -> [Range<Int>] {
    let chunk = Self.chunk(rows, cost: cost)
    return stride(from: 0, to: rows, by: chunk).map { $0..<min(rows, $0 + chunk) }
  }

  /// The rows per task: at least about 50,000 operations, at most 32 tasks.
  private static func chunk(_ rows: Int, cost: Int) -> Int {
    let least = max(1, 50_000 / max(cost, 1))
    return max(least, (rows + 31) / 32)
  }

  /// Returns scratch memory of `count` floats per thread, alive as long as the closure is.
  func scratch(_ count: Int) -> (Int) -> UnsafeMutablePointer<Float> {
    let stride = (count + 15) / 16 * 16
    let memory = CPUStorage(pool, count: stride * team.threads)
    return { worker in memory.buffer.pointer + worker * stride }
  }
}
