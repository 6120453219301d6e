import Foundation
import Testing

/// The commands that ask a model.
@Suite(.enabled(if: Program.isBuilt, "build the product llamero first"))
struct ModelCommandTests {
  let finished: FinishedRun

  init() throws {
    finished = try TinyPipeline.finished.get()
    try #require(finished.result.status == 0, "\(finished.result.errors)")
  }

  @Test func logProbabilitiesComeInOrderAndAreNatural() throws {
    let result = try ask(
      "logprobs", "base.model", "{\"tokens\": [1, 5, 9]}\n\n{\"tokens\": [1]}\n{\"text\": \"a\"}\n")
    #expect(result.status == 0, "\(result.errors)")
    let lines = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode(LogProbabilities.self, from: Data($0.utf8))
    }
    #expect(lines.count == 3)
    #expect(lines[0].tokens == [1, 5, 9])
    #expect(lines[0].logprobs[0] == nil)
    #expect(lines[0].logprobs.dropFirst().allSatisfy { $0.map { $0 < 0 && $0 > -40 } == true })
    #expect(lines[1].logprobs == [nil])
    #expect(lines[2].tokens.first == 1)
    #expect(result.output.hasPrefix("{\"logprobs\":[null,-"))
  }

  @Test func scoresAreExactFloats() throws {
    let messages = """
      {"messages": [{"role": "user", "content": "Hello"}, {"role": "assistant", "content": "Hi"}]}

      """
    let result = try ask("score", "helpful.model", messages + messages)
    #expect(result.status == 0, "\(result.errors)")
    let scores = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode([String: Double].self, from: Data($0.utf8))["score"]
    }
    let score = try #require(scores.first ?? nil)
    #expect(scores == [score, score])
    #expect(Double(Float(score)) == score)
  }

  @Test func aPromptIsOpenAndAConversationIsComplete() throws {
    let user = "{\"role\": \"user\", \"content\": \"Hello\"}"
    let assistant = "{\"role\": \"assistant\", \"content\": \"Hi\"}"
    let result = try ask(
      "tokenize", "base.model",
      "{\"messages\": [\(user)]}\n{\"messages\": [\(user), \(assistant)]}\n{\"text\": \"Hi\"}\n")
    #expect(result.status == 0, "\(result.errors)")
    let tokens = try result.output.split(separator: "\n").map {
      try JSONDecoder().decode([String: [Int]].self, from: Data($0.utf8))["tokens"] ?? []
    }
    #expect(tokens.count == 3)
    #expect(tokens[1].starts(with: tokens[0]))
    #expect(tokens[1].last == 2)
    #expect(tokens[0].first == 1)
    #expect(tokens[2].first != 1)
  }

  @Test func piecesAreSpelledAsTheTokenizersFileHasThem() throws {
    let result = try ask("tokenize", "base.model", "{\"text\": \"\u{1F999}\"}\n", "--pieces")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasPrefix(
        "{\"pieces\":[\"\u{2581}\",\"<0xF0>\",\"<0x9F>\",\"<0xA6>\",\"<0x99>\"],"))
  }

  @Test(arguments: [
    ("{\"tokens\": [1, 99999]}", "99999"), ("{\"tokens\": ", "Line 2"), ("{}", "'tokens'"),
    ("{\"tokens\": [1], \"text\": \"a\"}", "one of the keys"), ("{\"tokens\": [\"a\"]}", "tokens"),
  ])
  func aBadLineIsNamedAfterTheGoodOnesWereAnswered(line: String, part: String) throws {
    let result = try ask("logprobs", "base.model", "{\"tokens\": [1]}\n\(line)\n")
    #expect(result.status == 65)
    #expect(result.output == "{\"logprobs\":[null],\"tokens\":[1]}\n")
    #expect(result.errors.hasPrefix("llamero: Line 2 of standard input: "))
    #expect(result.errors.contains(part), "\(result.errors)")
  }

  @Test func aModelThatIsNoRewardModelHasNoScores() throws {
    let result = try ask("score", "base.model", "{\"tokens\": [1]}\n")
    #expect(result.status == 65)
    #expect(result.errors.contains("not a reward model"))
  }

  @Test func theSameSeedGivesTheSameAnswer() throws {
    let arguments = [
      "generate", "--model", "last/base.model", "--home", finished.home, "--prompt", "Hello",
      "--max-new-tokens", "12", "--json",
    ]
    let first = try Call(arguments).finished()
    let second = try Call(arguments + ["--threads", "1"]).finished()
    let other = try Call(arguments + ["--seed", "5"]).finished()
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output == second.output)
    #expect(first.output != other.output)
  }

  @Test func aChatAnswersEachLine() throws {
    let result = try Program.run(
      "generate", "--model", "last/base.model", "--home", finished.home, "--chat",
      "--max-new-tokens", "4", "--json", input: "Hello\n\n[INST]\nAnd now?\n")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.split(separator: "\n").count == 2)
    #expect(result.errors.contains("[INST]"))
  }

  @Test func aPromptOrAChatIsNeeded() throws {
    let result = try Program.run("generate", "--model", "x")
    #expect(result.status == 64)
    #expect(result.errors.contains("Give either --prompt or --chat"))
  }

  @Test(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
  func storiesContinueAsRecorded() throws {
    let model = try Reference.model("stories260K")
    let golden = try JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: model.appending(path: "golden.json")))
    let result = try Program.run(
      "generate", "--model", model.path, "--raw", "--prompt", "Once upon a time", "--temperature",
      "0", "--max-new-tokens", "\(golden.greedy.ids.count - 5)", "--json")
    #expect(result.status == 0, "\(result.errors)")
    let answer = try JSONDecoder().decode(LogProbabilities.self, from: Data(result.output.utf8))
    #expect(answer.tokens == Array(golden.greedy.ids.dropFirst(5)))
  }

  private func ask(
    _ command: String, _ output: String, _ lines: String, _ options: String...
  ) throws -> Program.Result {
    try Call(
      [command, "--model", "last/\(output)", "--home", finished.home] + options, input: lines
    ).finished()
  }

  private struct LogProbabilities: Decodable {
    let tokens: [Int]
    let logprobs: [Double?]
  }

  private struct Golden: Decodable {
    struct Greedy: Decodable {
      let ids: [Int]
    }

    let greedy: Greedy
  }
}
