import ArgumentParser
import CPUBackend
import Dispatch
import Tensors

/// What the machine gives: products and memory, in the same sitting as the rest.
struct MachineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "machine", abstract: "Measure products and memory.")

  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads)
    let size = 2048
    let (a, b, c) = (
      backend.zeros([size, size]), backend.zeros([size, size]), backend.zeros([size, size])
    )
    let ours = backend.computing(in: options.precision) {
      medianSeconds(runs: 5) {
        backend.multiply(a.matrix, b.matrix, into: c, adding: false)
      }
    }
    let operations = 2 * Double(size * size * size)
    let alone = OpenBLAS.seconds(m: size, n: size, k: size, threads: options.threads)
    try BenchmarkResult(
      task: "machine", shape: "", size: "\(size) x \(size)", seconds: ours, tokens: 0,
      details: [
        "gigaflops": operations / ours / 1e9, "openBLASGigaflops": operations / alone / 1e9,
        "memoryGigabytesPerSecond": MemoryBandwidth.gigabytesPerSecond(threads: options.threads),
      ]
    ).say(options)
  }
}

/// How fast memory is read by all threads together.
enum MemoryBandwidth {
  /// Returns the speed of summing the squares of 256 MB for each thread, the best of several times.
  static func gigabytesPerSecond(threads: Int) -> Double {
    let backend = CPUBackend(threads: 1)
    let tensors = (0..<threads).map { _ in backend.zeros([64 << 20]) }
    let best =
      (0..<7).map { _ in
        seconds {
          DispatchQueue.concurrentPerform(iterations: threads) {
            _ = backend.sumOfSquares(tensors[$0])
          }
        }
      }.min() ?? 1
    return Double(4 * (64 << 20) * threads) / best / 1e9
  }
}
