import ArgumentParser
import Autograd
import CPUBackend
import Layers
import Llama
import Tensors

/// Sampling at temperature 1 from the whole vocabulary, as `generate.py` has it.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample", abstract: "Sample at temperature 1 from the whole vocabulary.")

  @Argument var shape: BenchmarkShape
  @Argument(help: "The number of prompts.") var prompts: Int
  @Argument(help: "The tokens of a prompt.") var length: Int
  @Argument(help: "The tokens of an answer.") var new: Int
  @Option(help: "The number of answers to each prompt.") var samples = 1
  @Option(help: "How often it is timed.") var runs = 3
  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads)
    let generator = Generator(
      try shape.model(contextLength: max(1024, length + new), on: backend), ends: [])
    let requests = shape.tokens(prompts, length: length).enumerated().map {
      GenerationRequest(prompt: $1, samples: samples, identity: UInt64($0))
    }
    let settings = SamplingSettings(maximumNewTokens: new)
    let time = try medianSeconds(runs: runs) {
      _ = try backend.computing(in: options.precision) {
        try generator.generate(requests, settings, seed: 0)
      }
    }
    try BenchmarkResult(
      task: samples == 1 ? "sample" : "best of \(samples)", shape: shape.rawValue,
      size: "\(prompts) x (\(length) + \(new))", seconds: time,
      tokens: prompts * samples * new, details: ["heldMB": Double(backend.heldBytes >> 20)]
    ).say(options)
  }
}

/// Decoding without sampling, as `llamacpp_decode.py` has it.
struct DecodeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Decode given tokens, the prompt's computation not timed.")

  @Argument var shape: BenchmarkShape
  @Argument(help: "The number of sequences.") var sequences: Int
  @Argument(help: "The tokens of a prompt.") var length: Int
  @Argument(help: "The tokens decoded.") var new: Int
  @Option(help: "How often it is timed.") var runs = 3
  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads)
    let model = try shape.model(contextLength: max(1024, length + new), on: backend)
    let decoding = Decoding(
      backend: backend, model: model, length: length,
      cache: model.makeCache(sequences: sequences, capacity: length + new),
      tokens: shape.tokens(sequences, length: length + new))
    let (time, allocations) = backend.computing(in: options.precision) {
      backend.holdingWeights { decoding.time(runs: runs) }
    }
    let bytes = (options.precision == .float32 ? 4 : 2) * model.parameterCount
    let bandwidth = MemoryBandwidth.gigabytesPerSecond(threads: options.threads)
    let read = Double(bytes * (new - 1)) / time / 1e9
    try BenchmarkResult(
      task: "decode", shape: shape.rawValue, size: "\(sequences) x (\(length) + \(new))",
      seconds: time, tokens: sequences * (new - 1), systemAllocations: allocations,
      details: [
        "weightGigabytesPerSecond": read, "memoryGigabytesPerSecond": bandwidth,
        "shareOfMemory": read / bandwidth,
      ]
    ).say(options)
  }
}

/// Prompts and the tokens that are decoded after them.
private struct Decoding {
  let backend: CPUBackend
  let model: Llama
  let length: Int
  let cache: KeyValueCache
  let tokens: [[Int32]]

  /// Returns the middle of several times, and what was taken from the system after the first token.
  func time(runs: Int) -> (seconds: Double, allocations: Int) {
    var allocations = 0
    let times = (0...runs).map { _ in
      step(0..<length)
      step(length..<length + 1)
      let before = backend.systemAllocations
      let time = seconds {
        for token in length + 1..<(tokens.first?.count ?? 0) { step(token..<token + 1) }
      }
      allocations = backend.systemAllocations - before
      return time
    }
    return (times.dropFirst().sorted()[runs / 2], allocations)
  }

  private func step(_ range: Range<Int>) {
    let pieces = tokens.enumerated().map { ($0, range.lowerBound, $1[range]) }
    let hidden = model.hidden(CachedStep(pieces, capacity: cache.capacity), cache: cache)
    if range.count == 1 {
      _ = backend.product(hidden.matrix, model.outputWeight.value.transposed)
    }
  }
}
