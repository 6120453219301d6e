import Randomness

/// What is true on the farm: everything an oracle needs, so that it can be rebuilt from a file.
///
/// Twenty-four llamas have a colour, a home, a food, a job and a friend; twenty general facts tell
/// of the gate, the people, the week, the things and the numbers. Every value of an aspect is true
/// of as many subjects as any other, so a guess is right one time in six (a friend: one in 24).
package struct PaddockWorld: Codable, Hashable, Sendable {
  /// The seed that the world and everything drawn from it depend on.
  package let seed: UInt64
  /// The llamas.
  package let names: [String]
  /// All that is true.
  package let facts: [Fact]

  /// Makes the world of a seed.
  package init(seed: UInt64) {
    self.seed = seed
    names = HerdPhrases.names
    facts = Self.herdFacts(seed) + Self.farmFacts(seed)
  }

  private static func herdFacts(_ seed: UInt64) -> [Fact] {
    let names = HerdPhrases.names
    return HerdPhrases.frames.enumerated().flatMap { index, frame in
      var random = Random(seed, stream: "paddock.herd", UInt64(index))
      let repeated = (0..<names.count).map { frame.values[$0 % frame.values.count] }
      let values =
        frame.aspect == "friend" ? friends(&random) : random.permuted(repeated)
      return zip(names, values).map {
        Fact(key: FactKey(subject: $0, aspect: frame.aspect), value: $1)
      }
    }
  }

  /// Pairs each llama with the next one in a random circle, so that nobody is its own friend.
  private static func friends(_ random: inout Random) -> [String] {
    let circle = random.permuted(HerdPhrases.names)
    let next = Dictionary(uniqueKeysWithValues: zip(circle, circle.dropFirst() + circle.prefix(1)))
    return HerdPhrases.names.compactMap { next[$0] }
  }

  private static func farmFacts(_ seed: UInt64) -> [Fact] {
    FarmPhrases.entries.enumerated().map { index, entry in
      var random = Random(seed, stream: "paddock.farm", UInt64(index))
      let key = FactKey(subject: entry.topic, aspect: entry.frame.aspect)
      return Fact(key: key, value: random.pick(entry.frame.values))
    }
  }
}
