import Randomness
import Tensors

/// A request as the engine keeps it.
struct SubmittedRequest {
  let id: RequestID
  let request: GenerationRequest
  let settings: GenerationSettings
}

/// An answer that has a slot of the cache; its next token is not yet in there.
struct RunningAnswer {
  let submitted: SubmittedRequest
  let sample: Int
  let slot: Int
  /// Its place in the order in which answers got a slot.
  let admission: Int
  /// The number of tokens in the cache once the prompt is: all but the last.
  var length: Int
  var nextToken: Int32
  var tokens: [Int32] = []
  var logProbabilities: [Float] = []

  init(_ submitted: SubmittedRequest, sample: Int, slot: Int, admission: Int) {
    let prompt = submitted.request.prompt
    self.submitted = submitted
    self.sample = sample
    self.slot = slot
    self.admission = admission
    length = prompt.count - 1
    nextToken = prompt[prompt.count - 1]
  }

  var id: AnswerID { AnswerID(request: submitted.id, sample: sample) }

  /// The draw of the next token, a function of seed, request identity, sample and position.
  var draw: TokenDraw {
    let settings = submitted.settings
    var random = Random(
      settings.seed, stream: "generation", submitted.request.identity, UInt64(sample),
      UInt64(tokens.count))
    return TokenDraw(
      temperature: settings.sampling.temperature, topK: settings.sampling.topK,
      topP: settings.sampling.topP, uniform: random.uniform())
  }

  mutating func append(_ drawn: DrawnToken) {
    length += 1
    nextToken = drawn.token
    tokens.append(drawn.token)
    logProbabilities.append(drawn.logProbability)
  }

  /// The complete answer; nil as long as it goes on.
  func finished(contextLength: Int) -> GeneratedAnswer? {
    end(contextLength).map {
      GeneratedAnswer(tokens: tokens, logProbabilities: logProbabilities, end: $0)
    }
  }

  private func end(_ contextLength: Int) -> AnswerEnd? {
    if submitted.settings.ends.contains(nextToken) { return .ended }
    if tokens.count >= submitted.settings.sampling.maximumNewTokens { return .lengthLimit }
    return length + 1 >= contextLength ? .contextLimit : nil
  }
}
