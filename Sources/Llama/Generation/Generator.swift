package import Layers
import Tensors

/// Samples answers to many prompts together: a generation engine run to its end.
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
    if requests.isEmpty { return [] }
    let engine = engine(for: requests, settings)
    for request in requests {
      _ = engine.submit(request, GenerationSettings(settings, ends: ends, seed: seed))
    }
    var answers = requests.map { [GeneratedAnswer?](repeating: nil, count: $0.samples) }
    var finished = 0
    try model.backend.holdingWeights {
      while !engine.isIdle {
        let count = try Self.collect(engine.step(), &answers)
        finished += count
        if count > 0, !progress(finished) { throw CancellationError() }
      }
    }
    return answers.map { $0.compactMap { $0 } }
  }

  /// Creates an engine with room for what the requests can come to, and no more.
  ///
  /// Prompts are computed whole: nobody waits for a token, and the fewer products the better.
  private func engine(
    for requests: [GenerationRequest], _ settings: SamplingSettings
  ) -> GenerationEngine {
    let longest = requests.map(\.prompt.count).max() ?? 0
    precondition(
      longest < model.contextLength,
      "generate: a prompt fills the context of \(model.contextLength) tokens")
    return GenerationEngine(
      model, slots: min(slots, requests.reduce(0) { $0 + $1.samples }),
      contextLength: longest + min(model.contextLength - longest, settings.maximumNewTokens),
      prefillTokens: .max)
  }

  /// Puts finished answers in their places, and returns how many there were.
  private static func collect(
    _ events: [GenerationEvent], _ answers: inout [[GeneratedAnswer?]]
  ) throws -> Int {
    var count = 0
    for event in events {
      switch event {
      case .token: break
      case .finished(let id, let answer):
        answers[id.request.number][id.sample] = answer
        count += 1
      case .failed(_, let error): throw error
      }
    }
    return count
  }
}
