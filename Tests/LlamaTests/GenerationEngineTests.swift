import Autograd
import CPUBackend
import Layers
import Llama
import Randomness
import TensorTestSupport
import Tensors
import Testing

/// Requests that come and go while others run.
@Suite struct GenerationEngineTests {
  let model: Llama

  init() throws { model = try TinyLlama.model() }

  /// Whether products give a row the same bits in any company.
  private var rowsKeepBits: Bool { CPUBackend(threads: 2, atMost: .tested).hasOwnProducts }

  private func arrivals(_ count: Int, seed: UInt64) -> [Arrival] {
    (0..<count).map { Arrival(index: $0, seed: seed) }
  }

  private func engine(slots: Int = 4, prefillTokens: Int = 7) -> GenerationEngine {
    GenerationEngine(model, slots: slots, contextLength: 64, prefillTokens: prefillTokens)
  }

  @Test(arguments: [1, 3, 64], [3, 4])
  func requestsThatArriveAtAnyStepAreAnsweredAsAlone(count: Int, seed: UInt64) throws {
    let arrivals = arrivals(count, seed: seed)
    let log = EngineLog(engine(), arrivals)
    for (index, arrival) in arrivals.enumerated() {
      for sample in 0..<arrival.request.samples {
        let answer = try #require(log.answer(index, sample), "request \(index)")
        #expect(answer.tokens == log.streamed(index, sample).map(\.token))
        #expect(answer.logProbabilities == log.streamed(index, sample).map(\.logProbability))
        expectOwnLogProbabilities(answer, of: arrival)
        if rowsKeepBits {
          let alone = EngineLog(engine(), [arrival.alone])
          #expect(alone.answer(0, sample)?.tokens == answer.tokens)
        }
      }
    }
  }

  /// Each log-probability is that of a forward pass over the whole sequence.
  private func expectOwnLogProbabilities(_ answer: GeneratedAnswer, of arrival: Arrival) {
    let (prompt, temperature) = (arrival.request.prompt, arrival.settings.sampling.temperature)
    let fresh = model.logProbabilities(
      of: [prompt + answer.tokens], targets: [[prompt.count..<prompt.count + answer.tokens.count]],
      temperature: temperature == 0 ? 1 : temperature
    ).logProbabilities.value.scalars()
    for (own, other) in zip(answer.logProbabilities, fresh) { #expect(abs(own - other) < 1e-4) }
  }

  @Test(arguments: [3, 64])
  func cancelledRequestsLeaveTheOthersAsTheyAre(count: Int) throws {
    let arrivals = arrivals(count, seed: 5)
    let cancelled = Set(stride(from: 1, to: count, by: 3))
    let log = EngineLog(engine(), arrivals) { step in
      arrivals.indices.filter { cancelled.contains($0) && arrivals[$0].step + 1 + $0 % 4 == step }
    }
    #expect(log.isSilentAfterCancelling)
    for (index, arrival) in arrivals.enumerated() where !cancelled.contains(index) {
      for sample in 0..<arrival.request.samples {
        expectOwnLogProbabilities(try #require(log.answer(index, sample)), of: arrival)
      }
    }
    #expect(log.cancelledCount > 0)
  }

  @Test func cancellingFreesTheSlotAtOnce() {
    let engine = engine(slots: 1)
    let long = GenerationSettings(SamplingSettings(maximumNewTokens: 50), ends: [], seed: 1)
    let first = engine.submit(GenerationRequest(prompt: [1, 5], identity: 0), long)
    let second = engine.submit(GenerationRequest(prompt: [1, 6], identity: 1), long)
    #expect(engine.step().map(\.request) == [first])
    engine.cancel(first)
    #expect(engine.step().map(\.request) == [second])
    engine.cancel(second)
    #expect(engine.isIdle)
  }

  @Test func cancellingInTheMiddleOfAPromptLeavesNothingOfIt() throws {
    let engine = engine(slots: 2, prefillTokens: 3)
    let settings = Arrival.settings(index: 0)
    let prompt = (0..<20).map { Int32(3 + $0) }
    let request = GenerationRequest(prompt: prompt, samples: 2, identity: 4)
    let cancelled = engine.submit(request, settings)
    for _ in 0..<2 { #expect(engine.step().isEmpty) }
    engine.cancel(cancelled)
    #expect(engine.isIdle)
    let answers = EngineLog(engine, [Arrival(request, settings)])
    let alone = EngineLog(self.engine(slots: 2, prefillTokens: 3), [Arrival(request, settings)])
    #expect(answers.answer(0, 1) == alone.answer(0, 1))
  }

  @Test func anAnswerWhoseTwinIsCancelledStillGetsThePrompt() throws {
    let engine = engine(slots: 2, prefillTokens: 3)
    let settings = GenerationSettings(SamplingSettings(maximumNewTokens: 8), ends: [], seed: 1)
    let request = GenerationRequest(
      prompt: (0..<20).map { Int32(3 + $0) }, samples: 2, identity: 4)
    let id = engine.submit(request, settings)
    _ = engine.step()
    engine.cancel(AnswerID(request: id, sample: 0))
    let log = EngineLog(engine, continuing: id)
    let alone = EngineLog(self.engine(slots: 2, prefillTokens: 3), [Arrival(request, settings)])
    #expect(log.answer(0, 0) == nil)
    #expect(try #require(log.answer(0, 1)).tokens == alone.answer(0, 1)?.tokens)
    // Both slots are free again: two answers run side by side.
    _ = engine.submit(request, settings)
    while engine.step().isEmpty {}
    #expect(engine.step().count { if case .token = $0 { true } else { false } } == 2)
  }

  @Test func longPromptDelaysOthersByOnePiece() {
    let engine = engine(slots: 3, prefillTokens: 4)
    let settings = GenerationSettings(SamplingSettings(maximumNewTokens: 30), ends: [], seed: 1)
    let running = engine.submit(GenerationRequest(prompt: [1], identity: 0), settings)
    #expect(engine.step().map(\.request) == [running])
    let long = engine.submit(
      GenerationRequest(prompt: (0..<21).map { 3 + $0 }, identity: 1), settings)
    #expect(engine.step().map(\.request) == [running])
    let short = engine.submit(GenerationRequest(prompt: [1, 5, 6], identity: 2), settings)
    // The short prompt waits for one piece of the long one, which takes three more after it.
    #expect(engine.step().map(\.request) == [running])
    #expect(engine.step().map(\.request) == [running, short])
    #expect(engine.step().map(\.request) == [running, short])
    #expect(engine.step().map(\.request) == [running, short])
    #expect(engine.step().map(\.request) == [running, long, short])
  }

  @Test func settingsOfOneRequestDoNotTouchAnother() throws {
    let prompt: [Int32] = [1, 9, 4]
    func arrival(_ sampling: SamplingSettings, ends: Set<Int32> = [], seed: UInt64 = 1) -> Arrival {
      Arrival(
        GenerationRequest(prompt: prompt, identity: 0),
        GenerationSettings(sampling, ends: ends, seed: seed))
    }
    let arrivals = [
      arrival(SamplingSettings(temperature: 0, maximumNewTokens: 9)),
      arrival(SamplingSettings(temperature: 2, maximumNewTokens: 12)),
      arrival(SamplingSettings(maximumNewTokens: 12), ends: Set(0..<37)),
      arrival(SamplingSettings(topK: 1, maximumNewTokens: 9)),
      arrival(SamplingSettings(temperature: 2, maximumNewTokens: 12), seed: 2),
    ]
    let log = EngineLog(engine(slots: 5), arrivals)
    let answers = try arrivals.indices.map { try #require(log.answer($0, 0)) }
    #expect(answers.map(\.tokens.count) == [9, 12, 1, 9, 12])
    #expect(answers.map(\.end) == [.lengthLimit, .lengthLimit, .ended, .lengthLimit, .lengthLimit])
    #expect(answers[3].tokens == answers[0].tokens)
    #expect(answers[1].tokens != answers[4].tokens)
    #expect(answers[1].tokens.prefix(9) != answers[0].tokens.prefix(9))
  }

  @Test func scoresThatAreNotFiniteEndTheAnswersWithAnError() throws {
    let model = try TinyLlama.model()
    model.backend.fill(model.outputWeight.value, with: .nan)
    let engine = GenerationEngine(model, slots: 2, contextLength: 64)
    let settings = GenerationSettings(SamplingSettings(), ends: [2], seed: 1)
    let ids = (0..<3).map {
      engine.submit(GenerationRequest(prompt: [1, 5], identity: $0), settings)
    }
    let events = engine.step() + engine.step()
    #expect(
      events == ids.map { .failed(AnswerID(request: $0, sample: 0), .scoresNotFinite) })
    #expect(engine.isIdle)
    #expect(throws: LlamaError.scoresNotFinite) {
      try Generator(model, ends: [2]).generate(
        [GenerationRequest(prompt: [1, 5], identity: 0)], SamplingSettings(), seed: 1)
    }
  }
}
