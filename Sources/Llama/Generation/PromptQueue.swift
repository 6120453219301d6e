/// A prompt on its way into the cache, and the answers that wait for it.
struct Prefill {
  let submitted: SubmittedRequest
  let slot: Int
  /// The number of tokens already in the cache.
  fileprivate(set) var length = 0
  /// The answers to go on from the prompt, each with a slot of its own or the prefill's.
  var answers: [RunningAnswer]

  /// What is still to be computed: all but the last token of the prompt, which the first draw
  /// takes.
  fileprivate var remaining: ArraySlice<Int32> {
    submitted.request.prompt.dropLast().dropFirst(length)
  }
}

/// A run of tokens that goes behind those that a slot already has.
typealias CachePiece = (slot: Int, length: Int, tokens: ArraySlice<Int32>)

/// The prompts on their way into the cache, a budget of tokens at a time.
struct PromptQueue {
  private(set) var prefills: [Prefill] = []

  var isEmpty: Bool { prefills.isEmpty }

  mutating func append(_ prefill: Prefill) { prefills.append(prefill) }

  /// Adds an answer to the prefill of its prompt; returns false if there is none under way.
  mutating func join(_ answer: RunningAnswer) -> Bool {
    guard let index = prefills.firstIndex(where: { $0.submitted.id == answer.submitted.id }) else {
      return false
    }
    prefills[index].answers.append(answer)
    return true
  }

  /// Takes the next tokens off the queue, at most a budget, and the prompts that end with them.
  ///
  /// A prompt that was cut goes to the end of the queue, so that a long one delays each of the
  /// others by one piece.
  mutating func next(budget: Int) -> (pieces: [CachePiece], complete: [Prefill]) {
    var left = budget
    var pieces: [CachePiece] = []
    var complete: [Prefill] = []
    while let prefill = prefills.first, left > 0 || prefill.remaining.isEmpty {
      prefills.removeFirst()
      let tokens = prefill.remaining.prefix(left)
      if !tokens.isEmpty { pieces.append((prefill.slot, prefill.length, tokens)) }
      left -= tokens.count
      var advanced = prefill
      advanced.length += tokens.count
      if advanced.remaining.isEmpty { complete.append(advanced) } else { append(advanced) }
    }
    return (pieces, complete)
  }

  /// Removes cancelled answers, and prompts that none waits for; returns the slots they had.
  mutating func remove(where isCancelled: (AnswerID) -> Bool) -> [Int] {
    var slots: Set<Int> = []
    for index in prefills.indices {
      slots.formUnion(prefills[index].slots)
      prefills[index].answers.removeAll { isCancelled($0.id) }
    }
    prefills.removeAll { $0.answers.isEmpty }
    return slots.subtracting(prefills.flatMap(\.slots)).sorted()
  }
}

extension Prefill {
  /// The slots that are taken on its account.
  fileprivate var slots: Set<Int> { Set([slot] + answers.map(\.slot)) }
}
