import Autograd
import Layers
import Llama
import Tensors
import Testing

@Suite struct GeneratorTests {
  let settings = SamplingSettings(maximumNewTokens: 20)

  private func requests(_ count: Int, samples: Int = 1) -> [GenerationRequest] {
    (0..<count).map { index in
      let prompt = (0...(index % 7)).map { Int32(3 + ($0 * 5 + index) % 30) }
      return GenerationRequest(prompt: [1] + prompt, samples: samples, identity: UInt64(index))
    }
  }

  @Test func logProbabilitiesEqualAFreshForwardPass() throws {
    let model = try TinyLlama.model()
    var settings = settings
    settings.temperature = 0.8
    let requests = requests(9, samples: 3)
    let answers = try Generator(model, ends: [2], slots: 5).generate(requests, settings, seed: 3)
    for (request, samples) in zip(requests, answers) {
      for answer in samples {
        let start = request.prompt.count
        let fresh = model.logProbabilities(
          of: [request.prompt + answer.tokens], targets: [[start..<start + answer.tokens.count]],
          temperature: 0.8
        ).logProbabilities.value.scalars()
        for (own, other) in zip(answer.logProbabilities, fresh) { #expect(abs(own - other) < 1e-4) }
      }
    }
  }

  @Test(arguments: [1, 2, 3, 64])
  func answersDoNotDependOnTheCompany(slots: Int) throws {
    let model = try TinyLlama.model()
    let requests = requests(8, samples: 4)
    let together = try Generator(model, ends: [2], slots: slots)
      .generate(requests, settings, seed: 3)
    for (request, answers) in zip(requests, together) {
      let alone = try Generator(model, ends: [2], slots: 1).generate([request], settings, seed: 3)
      #expect(alone[0].map(\.tokens) == answers.map(\.tokens))
    }
  }

  @Test func samplesOfOnePromptDiffer() throws {
    let model = try TinyLlama.model()
    let answers = try Generator(model, ends: [2])
      .generate(requests(1, samples: 8), settings, seed: 3)
    #expect(Set(answers[0].map(\.tokens)).count > 4)
  }

  @Test func anEndingTokenEndsTheAnswer() throws {
    let model = try TinyLlama.model()
    let answers = try Generator(model, ends: Array(0..<37))
      .generate(requests(3), settings, seed: 3)
    for answer in answers.joined() {
      #expect(answer.tokens.count == 1)
      #expect(answer.end == .ended)
    }
  }

  @Test func limitsAreNamed() throws {
    let model = try TinyLlama.model()
    let short = try Generator(model, ends: []).generate(requests(1), settings, seed: 3)
    #expect(short[0][0].tokens.count == 20 && short[0][0].end == .lengthLimit)
    let long = try Generator(model, ends: []).generate(
      requests(1), SamplingSettings(maximumNewTokens: 500), seed: 3)
    #expect(long[0][0].tokens.count + 2 == 64 && long[0][0].end == .contextLimit)
  }

  @Test func stoppingIsPossibleBetweenTokens() throws {
    let model = try TinyLlama.model()
    #expect(throws: CancellationError.self) {
      try Generator(model, ends: [2], slots: 2).generate(requests(9), settings, seed: 3) { _ in
        false
      }
    }
  }

  @Test func truncationKeepsTheTokenThatCrosses() {
    // CT-2: masses before each token are 0, 0.5 and 0.75; only the last exceeds 0.5.
    let kept = Truncation(topK: 0, topP: 0.5).kept([0.5, 0.25, 0.25])
    #expect(kept.map(\.index) == [0, 1])
    #expect(kept.map(\.probability) == [Float(2) / 3, Float(1) / 3])
    #expect(Truncation(topK: 1, topP: 1).kept([0.2, 0.5, 0.3]).map(\.index) == [1])
  }
}
