import ArgumentParser
import CPUBackend
import Tensors

/// Times the engine on the work that peers are timed on; each command prints one line of JSON.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Benchmarks",
    abstract: "Time the engine on the work that peers are timed on.",
    discussion: "Rows come from the folder that LLAMERO_REFERENCE names. 'make bench' runs all.",
    subcommands: [
      DenseStepCommand.self, SFTEpochCommand.self, RewardEpochCommand.self, PPOCommand.self,
      SampleCommand.self, DecodeCommand.self, CheckpointCommand.self, MachineCommand.self,
      TableCommand.self,
    ])
}

/// What every benchmark lets one choose.
struct BenchmarkOptions: ParsableArguments {
  @Option(help: "The number of threads.")
  var threads = 2

  @Option(help: "The precision of products: fp32 or bf16.")
  var precision = Precision.float32

  /// Rejects a precision that this processor lacks.
  func validate() throws {
    guard CPUBackend(threads: 1).supports(precision) else {
      throw ValidationError("this processor has no products in \(precision.rawValue)")
    }
  }
}

extension Precision: ExpressibleByArgument {}
