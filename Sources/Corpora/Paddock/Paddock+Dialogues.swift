import Randomness

extension Paddock {
  /// Returns dialogues to hold an instruction in, each with the same number of user turns.
  ///
  /// Held-out dialogues ask in words that training does not use. Of each instruction type the
  /// third value never occurs in dialogues to train on; ask for unfamiliar ones to measure how
  /// far holding an instruction carries over to them.
  package func dialogues(
    _ count: Int, turns: Int = 6, side: PaddockSide = .training, isFamiliar: Bool = true
  ) -> [InstructedDialogue] {
    precondition(side == .heldOut || isFamiliar, "unfamiliar instructions are held out")
    let choices = instructions.enumerated().filter { ($0.offset % 3 != 2) == isFamiliar }
    return (0..<count).map { index in
      var random = random("dialogue.\(side.rawValue)", index)
      return InstructedDialogue(
        id: "paddock-dialogue-\(isFamiliar ? side.rawValue : "unfamiliar")-\(index)",
        turns: (0..<turns).map { _ in request(.fact, side, &random).text },
        instruction: random.pick(choices.map(\.element)), isFamiliar: isFamiliar)
    }
  }
}
