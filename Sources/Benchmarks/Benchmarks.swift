import Foundation

/// Times the engine on the shapes that peers are timed on; prints one JSON line.
@main
enum Benchmarks {
  private static let usage = """
    usage: Benchmarks dense-step S|M BATCH LENGTH [THREADS [RUNS]]
    Times one optimizer step of next-token training on random tokens.

    """

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.first == "dense-step", arguments.count >= 4, arguments.count <= 6,
      let shape = BenchmarkShape(rawValue: arguments[1])
    else { return complain() }
    let numbers = arguments.dropFirst(2).compactMap { Int($0) }.filter { $0 > 0 }
    guard numbers.count == arguments.count - 2 else { return complain() }
    let step = try DenseStep(
      shape: shape, batch: numbers[0], length: numbers[1],
      threads: numbers.count > 2 ? numbers[2] : 2)
    print(try step.timed(runs: numbers.count > 3 ? numbers[3] : 5).line)
  }

  private static func complain() {
    FileHandle.standardError.write(Data(usage.utf8))
    exit(64)
  }
}
