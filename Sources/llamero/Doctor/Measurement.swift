import CPUBackend
import Dispatch
import Synchronization
import Tensors

/// Short measurements of the machine's speed.
enum Measurement {
  /// Returns the speed of products of 1024 × 1024 matrices, the best of half a second.
  static func gigaflops(_ backend: CPUBackend) -> Double {
    let size = 1024
    let (a, b, c) = (
      backend.empty([size, size]), backend.empty([size, size]), backend.empty([size, size])
    )
    backend.fill(a, with: 0.5)
    backend.fill(b, with: 0.25)
    var best = 0.0
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .milliseconds(500) {
      let begin = ContinuousClock.now
      backend.multiply(a.matrix, b.matrix, into: c, adding: false)
      let seconds = (ContinuousClock.now - begin) / .seconds(1)
      best = max(best, 2e-9 * Double(size * size * size) / seconds)
    }
    return best
  }

  /// Returns the bytes read and written by copies on all threads together, over a third of a
  /// second.
  static func gigabytesPerSecond(threads: Int) -> Double {
    let sum = Mutex(0.0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let speed = copySpeed()
      sum.withLock { $0 += speed }
    }
    return sum.withLock { $0 }
  }

  private static func copySpeed() -> Double {
    let source = [UInt8](repeating: 1, count: 64 << 20)
    var target = [UInt8](repeating: 0, count: source.count)
    var copied = 0
    let start = ContinuousClock.now
    while ContinuousClock.now - start < .milliseconds(300) {
      target.withUnsafeMutableBytes { target in
        source.withUnsafeBytes { target.copyMemory(from: $0) }
      }
      copied += source.count
    }
    return 2e-9 * Double(copied) / ((ContinuousClock.now - start) / .seconds(1))
  }
}
