import Layers
import Tensors

/// The state of a sampling run: what waits, what runs in which slot, what is done.
struct GenerationRun {
  typealias Piece = (slot: Int, length: Int, tokens: ArraySlice<Int32>)

  /// A running sequence; its next token is not yet in the cache.
  struct Sequence {
    let request: Int
    let sample: Int
    let identity: UInt64
    let slot: Int
    var length: Int
    var nextToken: Int32
    var tokens: [Int32] = []
    var logProbabilities: [Float] = []
  }

  private let requests: [GenerationRequest]
  private let maximumTokens: Int
  private let contextLength: Int
  private(set) var waiting: [(request: Int, sample: Int)]
  private(set) var running: [Sequence] = []
  private(set) var finished = 0
  private var results: [[GeneratedAnswer?]]
  /// The request whose prompt lies at the start of each slot, until another takes its place.
  private var prompts: [Int: Int] = [:]

  init(_ requests: [GenerationRequest], _ settings: SamplingSettings, contextLength: Int) {
    precondition(
      requests.allSatisfy { $0.prompt.count < contextLength },
      "generate: a prompt fills the context of \(contextLength) tokens")
    self.requests = requests
    self.contextLength = contextLength
    maximumTokens = settings.maximumTokens
    results = requests.map { [GeneratedAnswer?](repeating: nil, count: $0.samples) }
    waiting = requests.enumerated().flatMap { index, request in
      (0..<request.samples).map { (index, $0) }
    }.reversed()
  }

  /// The number of tokens the longest sequence may come to.
  var capacity: Int {
    let longest = requests.map(\.prompt.count).max() ?? 0
    return longest + min(contextLength - longest, maximumTokens)
  }

  var answers: [[GeneratedAnswer]] { results.map { $0.compactMap { $0 } } }

  /// Fills free slots from the queue; returns whether anything runs.
  mutating func admit(
    slots: Int, cache: KeyValueCache, prefill: ([Piece], KeyValueCache) -> Void
  ) -> Bool {
    let taken = Set(running.map(\.slot))
    var plan = AdmissionPlan(free: (0..<slots).filter { !taken.contains($0) })
    while let slot = plan.free.popLast(), let (request, sample) = waiting.popLast() {
      let prompt = requests[request].prompt
      if let source = prompts.first(where: { $0.value == request })?.key {
        plan.copy(prompt.count - 1, from: source, to: slot)
      } else {
        plan.fill(slot, with: prompt.dropLast())
      }
      prompts[slot] = request
      start(request, sample, slot)
    }
    for copy in plan.copies { cache.copyPrefix(of: copy.count, from: copy.from, to: copy.to) }
    prefill(plan.fresh, cache)
    for copy in plan.laterCopies { cache.copyPrefix(of: copy.count, from: copy.from, to: copy.to) }
    return !running.isEmpty
  }

  private mutating func start(_ request: Int, _ sample: Int, _ slot: Int) {
    let prompt = requests[request].prompt
    running.append(
      Sequence(
        request: request, sample: sample, identity: requests[request].identity, slot: slot,
        length: prompt.count - 1, nextToken: prompt[prompt.count - 1]))
  }

  /// Takes the drawn tokens, and retires the sequences that ended.
  mutating func advance(_ drawn: [DrawnToken], ends: Set<Int32>) {
    for (index, draw) in drawn.enumerated() {
      running[index].length += 1
      running[index].nextToken = draw.token
      running[index].tokens.append(draw.token)
      running[index].logProbabilities.append(draw.logProbability)
    }
    var remaining: [Sequence] = []
    for sequence in running {
      if let end = end(of: sequence, ends) {
        retire(sequence, end)
      } else {
        remaining.append(sequence)
      }
    }
    running = remaining
  }

  private mutating func retire(_ sequence: Sequence, _ end: AnswerEnd) {
    results[sequence.request][sequence.sample] = GeneratedAnswer(
      tokens: sequence.tokens, logProbabilities: sequence.logProbabilities, end: end)
    finished += 1
  }

  private func end(of sequence: Sequence, _ ends: Set<Int32>) -> AnswerEnd? {
    if ends.contains(sequence.nextToken) { return .ended }
    if sequence.tokens.count >= maximumTokens { return .lengthLimit }
    return sequence.length + 1 >= contextLength ? .contextLimit : nil
  }
}

/// How free slots are filled: copies of what lies in the cache, then prefills, then their copies.
private struct AdmissionPlan {
  typealias Copy = (count: Int, from: Int, to: Int)

  var free: [Int]
  private(set) var fresh: [GenerationRun.Piece] = []
  private(set) var copies: [Copy] = []
  private(set) var laterCopies: [Copy] = []
  private var filledLater: Set<Int> = []

  init(free: [Int]) { self.free = free.reversed() }

  mutating func fill(_ slot: Int, with tokens: ArraySlice<Int32>) {
    fresh.append((slot, 0, tokens))
    filledLater.insert(slot)
  }

  mutating func copy(_ count: Int, from source: Int, to slot: Int) {
    if filledLater.contains(source) {
      laterCopies.append((count, source, slot))
      filledLater.insert(slot)
    } else {
      copies.append((count, source, slot))
    }
  }
}
