import Randomness

/// The facts of a world with the ways to speak of them.
struct FactBook: Sendable {
  /// The llamas.
  let names: [String]
  /// What may be asked about, in a fixed order.
  let keys: [FactKey]
  private let truths: [FactKey: String]
  private let frames: [FactKey: FactFrame]
  private let bySubject: [String: [FactKey]]

  /// Indexes the facts of a world.
  init(_ world: PaddockWorld) {
    names = world.names
    keys = world.facts.map(\.key)
    truths = Dictionary(world.facts.map { ($0.key, $0.value) }) { first, _ in first }
    bySubject = Dictionary(grouping: keys, by: \.subject)
    var frames: [FactKey: FactFrame] = [:]
    for frame in HerdPhrases.frames {
      for name in world.names { frames[FactKey(subject: name, aspect: frame.aspect)] = frame }
    }
    for entry in FarmPhrases.entries {
      frames[FactKey(subject: entry.topic, aspect: entry.frame.aspect)] = entry.frame
    }
    self.frames = frames
  }

  /// Returns whether a statement is true.
  func isTrue(_ fact: Fact) -> Bool { truths[fact.key] == fact.value }

  /// Returns the true fact of a key.
  func truth(_ key: FactKey) -> Fact { Fact(key: key, value: truths[key, default: ""]) }

  /// Returns the ways to ask about a key.
  func questions(_ key: FactKey) -> [String] {
    frames[key]?.questions(about: key.subject) ?? []
  }

  /// Returns the ways to state a fact.
  func statements(_ fact: Fact) -> [String] { frames[fact.key]?.statements(of: fact) ?? [] }

  /// Returns everything that can be said about a key, true or false.
  func claims(_ key: FactKey) -> [Fact] {
    (frames[key]?.values ?? []).map { Fact(key: key, value: $0) }
  }

  /// Returns the other keys of a subject.
  func related(to subject: String, except key: FactKey?) -> [FactKey] {
    bySubject[subject, default: []].filter { $0 != key }
  }

  /// Draws a way to state the truth.
  func sentence(_ key: FactKey, _ random: inout Random) -> String {
    random.pick(statements(truth(key)))
  }

  /// Draws a way to state something false.
  func falsehood(_ key: FactKey, _ random: inout Random) -> String {
    let wrong = claims(key).filter { !isTrue($0) && $0.value != key.subject }
    return random.pick(statements(random.pick(wrong)))
  }
}
