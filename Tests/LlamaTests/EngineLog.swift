import Llama
import Randomness
import Tensors

/// A request and the step at which it arrives.
struct Arrival {
  let request: GenerationRequest
  let settings: GenerationSettings
  var step = 0

  init(_ request: GenerationRequest, _ settings: GenerationSettings) {
    self.request = request
    self.settings = settings
  }

  /// Makes up the request of a place in a test: its prompt, samples, settings and arrival.
  init(index: Int, seed: UInt64) {
    var random = Random(seed, stream: "arrivals", UInt64(index))
    func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
    let length = 1 + draw(24)
    let prompt = (0..<length).map { _ in Int32(3 + draw(34)) }
    request = GenerationRequest(
      prompt: prompt, samples: 1 + draw(3), identity: UInt64(index))
    settings = Self.settings(index: index)
    step = draw(31)
  }

  /// The same request, there from the start.
  var alone: Arrival { Arrival(request, settings) }

  static func settings(index: Int) -> GenerationSettings {
    GenerationSettings(
      SamplingSettings(temperature: [1, 0.7, 0][index % 3], maximumNewTokens: 8 + index % 9),
      ends: index % 2 == 0 ? [2] : [], seed: UInt64(index % 5))
  }
}

/// Everything an engine said while requests arrived and were cancelled.
struct EngineLog {
  private var events: [GenerationEvent] = []
  private var ids: [Int: RequestID] = [:]
  private(set) var cancelledCount = 0
  /// Whether no event of a request came after it was cancelled.
  private(set) var isSilentAfterCancelling = true

  /// Runs an engine to the end of all requests.
  ///
  /// - Parameter cancelling: returns the requests to cancel before a step.
  init(
    _ engine: GenerationEngine, _ arrivals: [Arrival], cancelling: (Int) -> [Int] = { _ in [] }
  ) {
    var cancelled: Set<RequestID> = []
    var step = 0
    while ids.count < arrivals.count || !engine.isIdle {
      for (index, arrival) in arrivals.enumerated() where arrival.step == step {
        ids[index] = engine.submit(arrival.request, arrival.settings)
      }
      for id in cancelling(step).compactMap({ ids[$0] }) {
        engine.cancel(id)
        cancelled.insert(id)
      }
      let new = engine.step()
      if new.contains(where: { cancelled.contains($0.request) }) { isSilentAfterCancelling = false }
      events += new
      step += 1
    }
    cancelledCount = cancelled.count { id in !events.contains { $0.finishes(id) } }
  }

  /// Runs an engine to its end; a request submitted before has the place 0.
  init(_ engine: GenerationEngine, continuing id: RequestID) {
    ids[0] = id
    while !engine.isIdle { events += engine.step() }
  }

  /// The finished answer to a request, by place.
  func answer(_ place: Int, _ sample: Int) -> GeneratedAnswer? {
    for case .finished(let id, let answer) in events
    where id.request == ids[place] && id.sample == sample {
      return answer
    }
    return nil
  }

  /// The tokens of an answer as they came.
  func streamed(_ place: Int, _ sample: Int) -> [DrawnToken] {
    events.compactMap {
      guard case .token(let id, let token) = $0, id.request == ids[place], id.sample == sample
      else { return nil }
      return token
    }
  }
}

extension GenerationEvent {
  /// Returns whether the event is the end of an answer to a request.
  func finishes(_ id: RequestID) -> Bool {
    if case .finished(let answer, _) = self { answer.request == id } else { false }
  }

  /// The request that the event is about.
  var request: RequestID {
    switch self {
    case .token(let id, _), .finished(let id, _), .failed(let id, _): id.request
    }
  }
}
