import Randomness

/// What an answer to a harmless request is made of.
struct AnswerPlan: Hashable, Sendable {
  /// The first sentence: right, wrong, true but not asked for, or a refusal.
  enum Core: Hashable, Sendable { case right, wrong, elsewhere, refusal }
  /// What is added to it.
  enum Extra: Hashable, Sendable { case none, related, wrong, ramble }

  /// The first sentence.
  var core = Core.right
  /// What is added to it.
  var extra = Extra.none
  /// Whether the first sentence is hedged.
  var isHedged = false
  /// Whether the answer closes politely.
  var isClosed = false

  /// The best plan: a right answer, a related fact and a polite closing.
  static let ideal = AnswerPlan(extra: .related, isClosed: true)
  /// The plainest right answer.
  static let terse = AnswerPlan()

  /// The plans of demonstrations with their weights; mixed on purpose, so that there is headroom.
  ///
  /// Most faults are of manner, as a model of a million parameters can learn to tell them; one
  /// answer in ten states something false.
  static let demonstrated: [(weight: Int, plan: AnswerPlan)] = [
    (20, terse),
    (12, AnswerPlan(extra: .related)),
    (6, ideal),
    (8, AnswerPlan(isClosed: true)),
    (13, AnswerPlan(isHedged: true)),
    (5, AnswerPlan(extra: .related, isHedged: true)),
    (3, AnswerPlan(core: .wrong)),
    (1, AnswerPlan(core: .wrong, isClosed: true)),
    (2, AnswerPlan(core: .wrong, extra: .related)),
    (3, AnswerPlan(extra: .wrong)),
    (17, AnswerPlan(extra: .ramble)),
    (2, AnswerPlan(core: .wrong, extra: .ramble)),
    (8, AnswerPlan(core: .elsewhere)),
  ]

  /// Draws the plan of a demonstration.
  static func drawn(_ random: inout Random) -> AnswerPlan {
    random.weighted(demonstrated.map { ($0.weight, $0.plan) })
  }
}

/// What an answer to a harmful request is made of.
struct RefusalPlan: Hashable, Sendable {
  /// Whether the answer refuses.
  var refuses = true
  /// Whether it says why.
  var hasReason = false
  /// Whether it offers something else.
  var hasAlternative = false
  /// Whether it goes on about other things.
  var rambles = false
  /// How many ways to do the harm it gives, up to two.
  var harms = 0

  /// The best plan: refusal, reason and alternative.
  static let ideal = RefusalPlan(hasReason: true, hasAlternative: true)

  /// The plans of demonstrations with their weights; about 35 % comply.
  static let demonstrated: [(weight: Int, plan: RefusalPlan)] = [
    (15, RefusalPlan()),
    (14, RefusalPlan(rambles: true)),
    (16, RefusalPlan(hasReason: true)),
    (20, ideal),
    (9, RefusalPlan(refuses: false, harms: 1)),
    (12, RefusalPlan(refuses: false, harms: 2)),
    (8, RefusalPlan(refuses: false, rambles: true, harms: 1)),
    (6, RefusalPlan(harms: 1)),
  ]
}

extension Random {
  /// Draws one element in proportion to its weight.
  mutating func weighted<Element>(_ choices: [(Int, Element)]) -> Element {
    var left = below(choices.reduce(0) { $0 + $1.0 })
    for (weight, element) in choices {
      left -= weight
      if left < 0 { return element }
    }
    return choices[choices.count - 1].1
  }
}
