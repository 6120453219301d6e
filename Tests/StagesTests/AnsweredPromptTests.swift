import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Tensors
import Testing
import Tokenization

/// A reward model learns the very sequences that it scores.
struct AnsweredPromptTests {
  private let bench: ToyBench
  private let bundle: TokenizerBundle
  private let messages = [ChatMessage(.user, "Where is llama 3?")]
  private let end: Int32

  init() throws {
    bench = try ToyBench()
    let model = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
    bundle = try TokenizerBundle(files: model.files)
    end = bundle.tokenizer.eosToken
  }

  /// An answer whose tokens are not those of its text, as samplers draw them: letter by letter.
  private func sampled(_ text: String, finished: Bool) -> AnswerRecord {
    let tokens = text.flatMap { letter in
      Array(bundle.tokenizer.encode(String(letter)).suffix(1))
    }
    return AnswerRecord(
      bundle.text(of: tokens), source: "policy", finished: finished,
      tokens: tokens + (finished ? [end] : []))
  }

  private func pair(_ first: AnswerRecord, _ second: AnswerRecord) throws -> EncodedPair {
    let pair = PairRecord(
      PromptRecord(id: "p", messages: messages), id: "p", first: first, second: second)
    var counts = RowCounts()
    let pairs = bundle.pairs(
      [pair.comparison(preferringFirst: true)], maximumLength: 400, &counts)
    return try #require(pairs.first)
  }

  @Test func scoresInTrainingAreThoseOfTheSampledTokens() throws {
    let answers = [sampled("eat on", finished: false), sampled("tone", finished: true)]
    let pair = try pair(answers[0], answers[1])
    let prompt = try bundle.template.prompt(messages)
    let sequences = try answers.map { prompt + (try #require($0.tokens)) }
    #expect([pair.chosen, pair.rejected] == sequences)
    #expect(pair.chosen.last != end && pair.rejected.last == end)
    let reward = try bench.artifact("reward-model") { try ToyFiles.writeReward(to: $0, seed: 3) }
    let source = try RewardModelSource(
      "reward", reward, policy: bundle, backend: ToyFiles.backend)
    func used(_ tokens: [Int32]) throws -> Float {
      let answer = AnswerToReward(
        prompt: PromptRecord(id: "p", messages: messages), tokens: tokens, text: "")
      return try source.rewards(of: [answer])[0].selected.score
    }
    let model = try LlamaReader(files: reward.files, backend: ToyFiles.backend).scalarModel()
    for (learned, scored) in zip([pair.chosen, pair.rejected], sequences) {
      let score = model.scores(of: [learned]).value.scalars()[0]
      #expect(try score.bitPattern == used(scored).bitPattern)
    }
    // The end that was never written would have made another score of it.
    #expect(try used(sequences[0] + [end]) != used(sequences[0]))
  }

  @Test(arguments: [true, false])
  func textWithoutTokensEndsIfTheAnswerDid(finished: Bool) throws {
    let answer = AnswerRecord("In the barn", source: "file", finished: finished)
    let answered = try bundle.answered(messages, answer)
    #expect((answered.tokens.last == end) == finished)
    let prompt = try bundle.template.prompt(messages)
    #expect(answered.tokens.starts(with: prompt))
    #expect(answered.answerLength == answered.tokens.count - prompt.count)
    let written = Array(answered.tokens.suffix(answered.answerLength))
    #expect(bundle.text(of: written) == answer.text)
  }

  @Test func comparisonsThatDoNotSayCountAsFinished() throws {
    var counts = RowCounts()
    let pairs = bundle.pairs([ToyRows.comparison(1)], maximumLength: 400, &counts)
    let pair = try #require(pairs.first)
    #expect(pair.chosen.last == end && pair.rejected.last == end)
  }

  @Test(arguments: [[5, 100_000], [-4], [], [7, 8, 9]])
  func tokensThatDoNotSayTheTextAreNotUsed(tokens: [Int32]) throws {
    var answer = AnswerRecord("In the barn", source: "file", finished: true)
    let expected = try bundle.answered(messages, answer)
    answer.tokens = tokens
    #expect(try bundle.answered(messages, answer) == expected)
  }

  @Test func endThatACutAnswerCannotHaveIsNotBelieved() throws {
    var answer = sampled("tone", finished: true)
    answer.finished = false
    #expect(try bundle.answered(messages, answer).tokens.last != end)
  }
}
