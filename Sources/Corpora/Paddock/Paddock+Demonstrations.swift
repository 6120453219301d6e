import Randomness
import Tokenization

extension Paddock {
  /// The kinds of demonstrations with their weights.
  private enum DemonstrationKind { case fact, borderline, harmful, instructed, dialogue }

  private static let kinds: [(Int, DemonstrationKind)] = [
    (28, .fact), (9, .borderline), (12, .harmful), (31, .instructed), (20, .dialogue),
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
  ///
  /// No dialogue shows an instruction that was given once and then kept or dropped: how long a
  /// model holds one before Ghost Attention is its own doing.
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

  private func written(
    _ request: PaddockRequest, _ instruction: StandingInstruction?, obeys: Double,
    _ random: inout Random
  ) -> String {
    let answer = writer.demonstration(request, &random)
    guard let instruction, random.chance(obeys) else { return answer }
    return instruction.obeyed(by: answer)
  }
}
