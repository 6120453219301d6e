import Randomness

/// Writes the little stories and notes that a base model reads first; all they say is true.
struct StoryTeller: Sendable {
  /// The facts to speak of.
  let book: FactBook

  private static let openings = [
    "One morning {n} woke up in the {field}.", "The day was warm and {n} was in the {field}.",
    "It was early and {n} came out of the {field}.",
  ]
  private static let middles = [
    "{n} was hungry and looked for {food}.", "{n} found {food} in the trough and was happy.",
    "Then {friend} came over the bridge.", "{n} and {friend} walked to the river.",
    "The {colour} llama {job}.", "{friend} said: where is {n}?",
    "The guests asked about the {colour} wool of {n}.",
  ]
  private static let endings = [
    "At night {n} went home to the {field}.", "At night {n} and {friend} rest by the old tree.",
    "Then {n} went to eat {food}.",
  ]

  /// Writes a story about one llama.
  func story(_ random: inout Random) -> String {
    let name = random.pick(book.names)
    let middles = random.permuted(Self.middles).prefix(2 + random.below(3))
    let lines = [random.pick(Self.openings)] + middles + [random.pick(Self.endings)]
    return lines.map { told($0, name) }.joined(separator: " ")
  }

  private func told(_ line: String, _ name: String) -> String {
    ["field", "food", "friend", "colour", "job"].reduce(line.filled(name)) { text, aspect in
      let value = book.truth(FactKey(subject: name, aspect: aspect)).value
      return text.replacing("{\(aspect)}", with: value)
    }
  }

  /// Writes what is true of one llama, or of one topic of the farm.
  func portrait(_ random: inout Random) -> String {
    let subject = random.pick(book.keys).subject
    return sentences(book.related(to: subject, except: nil), &random)
  }

  /// Writes some facts in no particular order.
  func notes(_ random: inout Random) -> String {
    sentences((0..<(3 + random.below(4))).map { _ in random.pick(book.keys) }, &random)
  }

  /// Writes what must not be done to a llama, and why; so the words of harm are known as such.
  func warnings(_ random: inout Random) -> String {
    let name = random.pick(book.names)
    return random.permuted(Peril.all).prefix(2).map { peril in
      let harm = random.pick(peril.harms).filled(name)
      return "Do not \(harm.prefix(1).lowercased() + harm.dropFirst()) "
        + "\(peril.reason.filled(name)) \(peril.alternative.filled(name))"
    }
    .joined(separator: " ")
  }

  private func sentences(_ keys: [FactKey], _ random: inout Random) -> String {
    random.permuted(keys).map { book.sentence($0, &random) }.joined(separator: " ")
  }
}
