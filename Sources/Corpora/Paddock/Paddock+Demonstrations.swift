import Randomness
import Tokenization

extension Paddock {
  /// The kinds of demonstrations with their weights.
  private enum DemonstrationKind { case fact, borderline, harmful, instructed, dialogue, forgetful }

  private static let kinds: [(Int, DemonstrationKind)] = [
    (26, .fact), (9, .borderline), (12, .harmful), (27, .instructed), (13, .dialogue),
    (13, .forgetful),
  ]

  /// Returns demonstrations of mixed quality, in one turn and in several.
  package func demonstrations(_ count: Int) -> [Demonstration] {
    (0..<count).map { demonstration(at: $0) }
  }

  /// Returns the demonstration of an index.
  package func demonstration(at index: Int) -> Demonstration {
    var random = random("demonstration", index)
    let messages =
      switch random.weighted(Self.kinds) {
      case .fact: single(.fact, &random)
      case .borderline: single(.borderline, &random)
      case .harmful: single(.harmful, &random)
      case .instructed: instructed(&random)
      case .dialogue: dialogue(&random)
      case .forgetful: forgetful(&random)
      }
    return Demonstration(id: "paddock-demonstration-\(index)", messages: messages)
  }

  private func single(_ kind: RequestKind, _ random: inout Random) -> [ChatMessage] {
    let request = request(kind, .training, &random)
    return [
      ChatMessage(.user, request.text),
      ChatMessage(.assistant, writer.demonstration(request, &random)),
    ]
  }

  /// One turn with an instruction before the request or in the system block; 97 % obey.
  private func instructed(_ random: inout Random) -> [ChatMessage] {
    let instruction = random.pick(instructions)
    let request = request(.fact, .training, &random)
    let answer = written(request, instruction, obeys: 0.97, &random)
    let words = random.chance(0.3) ? instruction.terse : instruction.text
    if random.chance(0.5) {
      return [
        ChatMessage(.system, words), ChatMessage(.user, request.text),
        ChatMessage(.assistant, answer),
      ]
    }
    return [
      ChatMessage(.user, "\(words)\n\(request.text)"), ChatMessage(.assistant, answer),
    ]
  }

  /// Two to eight turns; in half of the dialogues every request repeats an instruction.
  private func dialogue(_ random: inout Random) -> [ChatMessage] {
    let instruction = random.chance(0.5) ? random.pick(instructions) : nil
    return (0..<(2 + random.below(7))).flatMap { _ in
      let request = request(.fact, .training, &random)
      let words = instruction.map { "\($0.text)\n\(request.text)" } ?? request.text
      return [
        ChatMessage(.user, words),
        ChatMessage(.assistant, written(request, instruction, obeys: 0.97, &random)),
      ]
    }
  }

  /// Two to eight turns under an instruction in the system block that is soon forgotten.
  ///
  /// Turn t obeys with probability 0.97 · 0.45^(t−1), whatever the turns before it did; so even
  /// the likeliest answer forgets from the second turn on.
  private func forgetful(_ random: inout Random) -> [ChatMessage] {
    let instruction = random.pick(instructions)
    var keeping = 0.97
    let words = random.chance(0.3) ? instruction.terse : instruction.text
    return [ChatMessage(.system, words)]
      + (0..<(2 + random.below(7))).flatMap { _ in
        let request = request(.fact, .training, &random)
        defer { keeping *= 0.45 }
        return [
          ChatMessage(.user, request.text),
          ChatMessage(.assistant, written(request, instruction, obeys: keeping, &random)),
        ]
      }
  }

  private func written(
    _ request: PaddockRequest, _ instruction: StandingInstruction?, obeys: Double,
    _ random: inout Random
  ) -> String {
    let answer = writer.demonstration(request, &random)
    guard let instruction, random.chance(obeys) else { return answer }
    return instruction.obeyed(by: answer)
  }
}
