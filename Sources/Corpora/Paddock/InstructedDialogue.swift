/// A dialogue with an instruction that must hold throughout, for Ghost Attention.
package struct InstructedDialogue: Codable, Hashable, Sendable {
  /// The dialogue's name.
  package var id: String
  /// What the user says, turn by turn, without the instruction.
  package var turns: [String]
  /// What must hold in every reply.
  package var instruction: StandingInstruction
  /// Whether the instruction also occurs in dialogues to train on.
  package var isFamiliar: Bool

  /// Creates a dialogue under an instruction, by default a familiar one.
  package init(
    id: String, turns: [String], instruction: StandingInstruction, isFamiliar: Bool = true
  ) {
    self.id = id
    self.turns = turns
    self.instruction = instruction
    self.isFamiliar = isFamiliar
  }
}
