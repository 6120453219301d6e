import ArgumentParser
import Autograd
import Foundation
import Layers
import Llama
import Stages
import Tensors

/// `llamero logprobs`: the log-probabilities that a model gives to tokens.
struct LogProbabilitiesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logprobs",
    abstract: "Compute the log-probability of each token of the given sequences.",
    discussion: """
      Reads one JSON object per line: {"tokens": [...]}, or {"text": "..."}, which is preceded by \
      the BOS token. Writes {"logprobs": [null, ...], "tokens": [...]} for each: natural \
      logarithms, null for the first token.
      """)

  @OptionGroup var model: ModelOptions

  func run() throws {
    let files = try model.files()
    let language = try ModelCatalog.model(files, model.device.backend())
    var reader = SequenceReader(files, for: language)
    try InputLines.answer { request in
      let tokens = try reader.tokens(request, accepting: [.tokens, .text])
      let found = logProbabilities(of: tokens, language)
      guard found.allSatisfy({ $0?.isFinite ?? true }) else { throw LlamaError.scoresNotFinite }
      return Answer(tokens: tokens, logprobs: found)
    }
  }

  private func logProbabilities(of tokens: [Int32], _ language: any LanguageModel) -> [Double?] {
    if tokens.count < 2 { return tokens.map { _ in nil } }
    let found = language.logProbabilities(of: [tokens], targets: [[1..<tokens.count]])
    return [nil] + found.logProbabilities.value.scalars().map { Double($0) }
  }

  /// A line of output; doubles hold each float exactly.
  private struct Answer: Encodable {
    let tokens: [Int32]
    let logprobs: [Double?]
  }
}
