import ArgumentParser
import CPUBackend
import Tensors

/// What computes.
struct DeviceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The number of processor threads (default: all). It changes no result.", valueName: "n"))
  var threads: Int?

  /// Rejects a number of threads that is none.
  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be between 1 and 1024")
    }
  }

  /// Makes the device.
  func backend() -> CPUBackend {
    threads.map { CPUBackend(threads: $0) } ?? CPUBackend()
  }
}
