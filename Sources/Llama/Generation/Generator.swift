import Autograd
package import Layers
import Randomness
import Tensors

/// Samples answers to many prompts together, with a cache of keys and values.
///
/// A finished answer's slot is given to the next at once, and the K answers to one prompt share
/// its prefill. Each draw is a function of (seed, request identity, sample, position) alone.
package struct Generator {
  private let model: any LanguageModel
  private let ends: Set<Int32>
  private let slots: Int

  /// Creates a generator that runs up to `slots` sequences together.
  package init(_ model: any LanguageModel, ends: [Int32], slots: Int = 64) {
    self.model = model
    self.ends = Set(ends)
    self.slots = slots
  }

  /// Returns the answers of each request, in order of sample.
  ///
  /// - Parameter progress: called with the number of answers finished so far; returning false
  ///   stops and throws `CancellationError`.
  package func generate(
    _ requests: [GenerationRequest], _ settings: SamplingSettings, seed: UInt64,
    progress: (Int) -> Bool = { _ in true }
  ) throws -> [[GeneratedAnswer]] {
    try model.backend.holdingWeights { try draw(requests, settings, seed, progress) }
  }

  private func draw(
    _ requests: [GenerationRequest], _ settings: SamplingSettings, _ seed: UInt64,
    _ progress: (Int) -> Bool
  ) throws -> [[GeneratedAnswer]] {
    var run = GenerationRun(requests, settings, contextLength: model.contextLength)
    let count = min(slots, run.waiting.count)
    let cache = model.makeCache(sequences: count, capacity: run.capacity)
    var reported = 0
    while run.admit(slots: count, cache: cache, prefill: prefill) {
      try step(&run, settings, seed, cache)
      if run.finished > reported {
        reported = run.finished
        if !progress(reported) { throw CancellationError() }
      }
    }
    return run.answers
  }

  /// Computes the keys and values of whole prompts, all but the last token of each.
  private func prefill(_ pieces: [GenerationRun.Piece], _ cache: KeyValueCache) {
    let pieces = pieces.filter { !$0.tokens.isEmpty }
    if pieces.isEmpty { return }
    _ = model.hidden(CachedStep(pieces, capacity: cache.capacity), cache: cache)
  }

  /// Advances every running sequence by one token.
  private func step(
    _ run: inout GenerationRun, _ settings: SamplingSettings, _ seed: UInt64,
    _ cache: KeyValueCache
  ) throws {
    let running = run.running
    let step = CachedStep(
      running.map { ($0.slot, $0.length, [$0.nextToken]) }, capacity: cache.capacity)
    let hidden = model.hidden(step, cache: cache)
    let logits = model.backend.product(hidden.matrix, model.outputWeight.value.transposed)
    let draws = running.map { sequence in
      var random = Random(
        seed, stream: "generation", sequence.identity, UInt64(sequence.sample),
        UInt64(sequence.tokens.count))
      return TokenDraw(
        temperature: settings.temperature, topK: settings.topK, topP: settings.topP,
        uniform: random.uniform())
    }
    let drawn = model.backend.sample(logits, draws)
    // A logit that is +∞ or NaN makes the sum of the exponentials NaN.
    guard drawn.allSatisfy(\.logProbability.isFinite) else { throw LlamaError.scoresNotFinite }
    run.advance(drawn, ends: ends)
  }
}
