import ArgumentParser
import CPUBackend
import Foundation
import Tensors

/// The device that computes.
struct DeviceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The number of CPU threads (default: all). Results do not depend on it.", valueName: "n"))
  var threads: Int?

  /// Rejects an invalid number of threads or instruction set.
  func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be between 1 and 1024")
    }
    if let name = Self.namedSet, Self.set(named: name) == nil {
      throw ValidationError(
        "LLAMERO_INSTRUCTIONS is '\(name)'; it may be baseline, avx2 or avx512")
    }
  }

  /// Makes the device; its kernels go no further than LLAMERO_INSTRUCTIONS, where that is set.
  func backend(gradientCheckpointing: Bool = false) -> CPUBackend {
    let set = Self.namedSet.flatMap(Self.set(named:)) ?? .avx512
    let threads = threads ?? ProcessInfo.processInfo.activeProcessorCount
    return CPUBackend(threads: threads, atMost: set, gradientCheckpointing: gradientCheckpointing)
  }

  /// The option as it must be repeated in a command, if it was given.
  var repeated: [String] { threads.map { ["--threads", "\($0)"] } ?? [] }

  private static var namedSet: String? {
    ProcessInfo.processInfo.environment["LLAMERO_INSTRUCTIONS"]
  }

  private static func set(named name: String) -> InstructionSet? {
    InstructionSet.allCases.first { "\($0)" == name }
  }
}
