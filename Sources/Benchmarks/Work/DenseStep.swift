import ArgumentParser
import Autograd
import CPUBackend
import Layers
import Llama
import Objectives
import Tensors
import Training

/// A dense step: forward, backward, clipping and AdamW on the same random tokens each time.
struct DenseStepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dense-step", abstract: "One optimizer step on rows of one length.")

  @Argument var shape: BenchmarkShape
  @Argument(help: "The number of rows.") var batch: Int
  @Argument(help: "The tokens of a row.") var length: Int
  @Option(help: "How often it is timed.") var runs = 5
  @Option(help: "The tokens of one forward and backward pass.") var microBatchTokens = 1024
  @Flag(help: "Compute the blocks again on the way back.") var gradientCheckpointing = false
  @Option(help: "As what the optimizer's moments are stored.") var moments = Precision.float32
  @OptionGroup var options: BenchmarkOptions

  func run() throws {
    let backend = CPUBackend(threads: options.threads, gradientCheckpointing: gradientCheckpointing)
    let step = DenseStep(
      model: try shape.model(contextLength: max(1024, length), on: backend),
      sequences: shape.tokens(batch, length: length),
      microBatchTokens: microBatchTokens, moments: moments)
    let run = { try backend.computing(in: options.precision) { try step.run() } }
    try run()
    let allocations = backend.systemAllocations
    let seconds = try medianSeconds(runs: runs, run)
    let peak = BenchmarkResult.peakMegabytes
    let products = ProductList(shape.configuration, tokens: batch * length)
    let alone = products.openBLASSeconds(threads: options.threads)
    var result = BenchmarkResult(
      task: name, shape: shape.rawValue,
      size: "\(batch) x \(length)", seconds: seconds, tokens: batch * length,
      systemAllocations: backend.systemAllocations - allocations,
      details: [
        "heldMB": Double(backend.heldBytes >> 20), "openBLASProductSeconds": alone,
        "shareOfOpenBLAS": alone / seconds,
        "gigaflops": products.operations / seconds / 1e9,
      ])
    result.peakMB = peak
    try result.say(options)
  }

  /// The work by its switches, so that lines of different work are told apart.
  private var name: String {
    "dense step" + (gradientCheckpointing ? ", recomputed" : "")
      + (moments == .bfloat16 ? ", moments in bf16" : "")
  }
}

/// The step that is timed.
struct DenseStep {
  private let model: Llama
  let optimizer: Optimizer
  private let sequences: [[Int32]]
  private let microBatchTokens: Int

  init(model: Llama, sequences: [[Int32]], microBatchTokens: Int, moments: Precision) {
    self.model = model
    self.microBatchTokens = microBatchTokens
    self.sequences = sequences
    var settings = AdamW()
    settings.moments = moments
    optimizer = Optimizer(model.parameters, settings)
  }

  func run() throws {
    let accumulation = GradientAccumulation(budget: TokenBudget(tokens: microBatchTokens))
    _ = accumulation.run(sequences.map(\.count), over: optimizer.parameters) { pieces in
      for piece in pieces { accumulate(Array(sequences[piece])) }
    }
    try optimizer.step(learningRate: 1e-5)
  }

  private func accumulate(_ part: [[Int32]]) {
    let tape = Tape()
    let output = model.logProbabilities(
      of: part, targets: part.map { [1..<$0.count] }, on: tape
    ).logProbabilities
    let numbers = output.value.scalars()
    let loss = AnswerCrossEntropy.value(
      logProbabilities: numbers, weights: [Float](repeating: 1, count: numbers.count),
      totalWeight: Double(sequences.reduce(0) { $0 + $1.count - 1 }))
    tape.backward(from: [(output, model.backend.tensor(loss.gradient, shape: output.shape))])
  }
}
