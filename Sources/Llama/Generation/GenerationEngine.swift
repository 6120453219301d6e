import Autograd
package import Layers
import Tensors

/// Answers requests that arrive at any time, many together, a token at a time.
///
/// A finished or cancelled answer's slot of the cache is free at once; the answers to one request
/// share the computation of its prompt. Each draw is a function of (seed, request identity, sample,
/// position) alone. The caller runs the steps, one after another and from one place, within
/// `holdingWeights` of the model's backend where the weights stay as they are.
package final class GenerationEngine {
  /// The number of tokens that a request and its answer may come to.
  package let contextLength: Int
  private let model: any LanguageModel
  private let cache: KeyValueCache
  private let prefillTokens: Int
  private var slots: CacheSlots
  private var waiting: [WaitingAnswer] = []
  private var prompts = PromptQueue()
  private var running: [RunningAnswer] = []
  private var submissions = 0
  private var admissions = 0

  /// An answer that has no slot yet.
  private struct WaitingAnswer {
    let submitted: SubmittedRequest
    let sample: Int

    var id: AnswerID { AnswerID(request: submitted.id, sample: sample) }
  }

  /// Creates an engine with memory for a number of answers at a time.
  ///
  /// - Parameters:
  ///   - contextLength: the most tokens of a prompt with its answer, at most the model's own.
  ///   - prefillTokens: the most prompt tokens computed in a step, so that a long prompt does not
  ///     keep the running answers waiting.
  package init(
    _ model: any LanguageModel, slots: Int, contextLength: Int, prefillTokens: Int = 512
  ) {
    precondition(slots > 0 && prefillTokens > 0, "GenerationEngine: no slots or no prompt tokens")
    self.model = model
    self.contextLength = min(contextLength, model.contextLength)
    self.prefillTokens = prefillTokens
    self.slots = CacheSlots(count: slots)
    cache = model.makeCache(sequences: slots, capacity: self.contextLength)
  }

  /// Whether every answer has come to its end.
  package var isIdle: Bool { waiting.isEmpty && prompts.isEmpty && running.isEmpty }

  /// Adds a request behind those that wait; its prompt must leave room for a token.
  package func submit(
    _ request: GenerationRequest, _ settings: GenerationSettings
  ) -> RequestID {
    precondition(
      request.prompt.count < contextLength,
      "generate: a prompt fills the context of \(contextLength) tokens")
    let submitted = SubmittedRequest(
      id: RequestID(number: submissions), request: request, settings: settings)
    submissions += 1
    waiting += (0..<request.samples).map { WaitingAnswer(submitted: submitted, sample: $0) }
    return submitted.id
  }

  /// Ends all answers to a request; there are no more events of it, and its slots are free.
  package func cancel(_ request: RequestID) { remove { $0.request == request } }

  /// Ends one answer; there are no more events of it, and its slot is free.
  package func cancel(_ answer: AnswerID) { remove { $0 == answer } }

  /// Draws the next token of every running answer, and returns what came of it.
  ///
  /// Before that, waiting answers get free slots, and a piece of their prompts is computed. Events
  /// come in the order in which answers got their slots.
  package func step() -> [GenerationEvent] {
    admit()
    prefill()
    if running.isEmpty { return [] }
    let drawn = draw()
    var events: [GenerationEvent] = []
    var remaining: [RunningAnswer] = []
    for (answer, token) in zip(running, drawn) {
      if let answer = advance(answer, by: token, &events) { remaining.append(answer) }
    }
    running = remaining
    return events
  }

  /// Appends a token; returns the answer if it goes on.
  private func advance(
    _ answer: RunningAnswer, by token: DrawnToken, _ events: inout [GenerationEvent]
  ) -> RunningAnswer? {
    // A logit that is +∞ or NaN makes the sum of the exponentials NaN.
    guard token.logProbability.isFinite else {
      slots.free(answer.slot)
      events.append(.failed(answer.id, .scoresNotFinite))
      return nil
    }
    var answer = answer
    answer.append(token)
    events.append(.token(answer.id, token))
    guard let finished = answer.finished(contextLength: contextLength) else { return answer }
    slots.free(answer.slot)
    events.append(.finished(answer.id, finished))
    return nil
  }

  private func remove(where isCancelled: (AnswerID) -> Bool) {
    waiting.removeAll { isCancelled($0.id) }
    for answer in running where isCancelled(answer.id) { slots.free(answer.slot) }
    running.removeAll { isCancelled($0.id) }
    for slot in prompts.remove(where: isCancelled) { slots.free(slot) }
  }

  /// Gives free slots to waiting answers, first come first served.
  private func admit() {
    var admitted = 0
    while admitted < waiting.count, let slot = slots.take() {
      let next = waiting[admitted]
      begin(
        RunningAnswer(
          next.submitted, sample: next.sample, slot: slot, admission: admissions + admitted))
      admitted += 1
    }
    admissions += admitted
    waiting.removeFirst(admitted)
  }

  /// Starts an answer from a copy of its prompt, behind the computation of it, or with that.
  private func begin(_ answer: RunningAnswer) {
    let request = answer.submitted.id
    if let source = slots.holding(request) {
      cache.copyPrefix(of: answer.length, from: source, to: answer.slot)
      slots.hold(request, in: answer.slot)
      running.append(answer)
    } else {
      slots.hold(nil, in: answer.slot)
      if prompts.join(answer) { return }
      prompts.append(
        Prefill(submitted: answer.submitted, slot: answer.slot, answers: [answer]))
    }
  }

  /// Computes keys and values of the next prompt tokens, and starts the answers they complete.
  private func prefill() {
    let (pieces, complete) = prompts.next(budget: prefillTokens)
    if !pieces.isEmpty {
      _ = model.hidden(CachedStep(pieces, capacity: cache.capacity), cache: cache)
    }
    for prefill in complete {
      slots.hold(prefill.submitted.id, in: prefill.slot)
      for answer in prefill.answers {
        cache.copyPrefix(of: answer.length, from: prefill.slot, to: answer.slot)
        slots.hold(prefill.submitted.id, in: answer.slot)
      }
      if !prefill.answers.contains(where: { $0.slot == prefill.slot }) { slots.free(prefill.slot) }
      running += prefill.answers
    }
    running.sort { $0.admission < $1.admission }
  }

  /// Draws the next token of every running answer.
  private func draw() -> [DrawnToken] {
    let step = CachedStep(
      running.map { ($0.slot, $0.length, [$0.nextToken]) }, capacity: cache.capacity)
    let hidden = model.hidden(step, cache: cache)
    let logits = model.backend.product(hidden.matrix, model.outputWeight.value.transposed)
    return model.backend.sample(logits, running.map(\.draw))
  }
}
