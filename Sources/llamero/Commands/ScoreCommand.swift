import ArgumentParser
import Autograd
import Foundation
import Layers
import Stages
import Tensors

/// `llamero score`: a reward model's scores of finished conversations.
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Score each sequence with a reward model.",
    discussion: """
      Reads one JSON object per line: {"tokens": [...]}, or {"messages": [{"role": "user", \
      "content": "..."}, ...]} ending with the assistant. Writes {"score": x} for each: the raw \
      number, before any sigmoid.
      """)

  @OptionGroup var model: ModelOptions

  func run() throws {
    let files = try model.files()
    let scalar = try ModelCatalog.scalarModel(files, model.device.backend())
    var reader = SequenceReader(files, for: scalar.trunk)
    try InputLines.answer { request in
      let tokens = try reader.tokens(request, accepting: [.tokens, .messages])
      guard !tokens.isEmpty else {
        throw CommandFailure.request("There are no tokens to score; give at least one.")
      }
      let score = scalar.scores(of: [tokens]).value.scalars()[0]
      guard score.isFinite else { throw StagesError.scoresNotFinite("reward model") }
      return Answer(score: Double(score))
    }
  }

  /// A line of output; a double holds the float exactly.
  private struct Answer: Encodable {
    let score: Double
  }
}
