import Testing

@testable import Tokenization

@Suite struct Llama2TemplateTests {
  private let tokenizer: SentencePieceTokenizer
  private let format: Llama2Template

  init() throws {
    tokenizer = try SentencePieceTokenizer(model: ToyModel.trained())
    format = Llama2Template(tokenizer)
  }

  private func refusal(_ messages: [ChatMessage]) -> TokenizationError? {
    do {
      _ = try format.prompt(messages)
      return nil
    } catch {
      return error as? TokenizationError
    }
  }

  @Test func openTurnEndsAfterTheTag() throws {
    let ids = try format.prompt([.init(.user, "  the goat ")])
    #expect(ids == [1] + tokenizer.encode("[INST] the goat [/INST]"))
  }

  @Test func everyTurnBeginsAndEndsAnew() throws {
    let messages: [ChatMessage] = [
      .init(.system, "Be kind. "), .init(.user, " hi"), .init(.assistant, " hello \n"),
      .init(.user, "more"),
    ]
    let merged = "[INST] <<SYS>>\nBe kind. \n<</SYS>>\n\n hi [/INST] hello "
    let first = [1] + tokenizer.encode(merged) + [2]
    #expect(try format.prompt(messages) == first + [1] + tokenizer.encode("[INST] more [/INST]"))
  }

  @Test func answersAreTheTextTheSpaceAndTheEnd() throws {
    let conversation = try format.conversation([
      .init(.user, "one"), .init(.assistant, "the llama"), .init(.user, "two"),
      .init(.assistant, "the goat"),
    ])
    #expect(conversation.answers.count == 2)
    for (range, text) in zip(conversation.answers, ["the llama", "the goat"]) {
      let answer = Array(conversation.tokens[range])
      #expect(answer.last == tokenizer.eosToken)
      #expect(tokenizer.decode(answer) == text + " ")
    }
    #expect(conversation.answers.last?.upperBound == conversation.tokens.count)
    #expect(conversation.tokens.count { $0 == tokenizer.bosToken } == 2)
  }

  @Test func answerThatWasCutHasNeitherSpaceNorEnd() throws {
    let dialog: [ChatMessage] = [
      .init(.user, "one"), .init(.assistant, "the llama"), .init(.user, "two"),
      .init(.assistant, "the goat"),
    ]
    let cut = try format.conversation(dialog, isFinished: false)
    let whole = try format.conversation(dialog)
    #expect(cut.answers.first == whole.answers.first)
    #expect(cut.tokens.count { $0 == tokenizer.eosToken } == 1)
    let answer = Array(cut.tokens[try #require(cut.answers.last)])
    #expect(tokenizer.decode(answer) == "the goat")
    #expect(cut.tokens.starts(with: try format.prompt(Array(dialog.dropLast()))))
  }

  @Test func promptIsAPrefixOfTheConversation() throws {
    let dialog: [ChatMessage] = [
      .init(.user, "one"), .init(.assistant, "1"), .init(.user, "two"), .init(.assistant, "2"),
    ]
    let all = try format.conversation(dialog)
    let prompt = try format.prompt(Array(dialog.dropLast()))
    #expect(all.tokens.starts(with: prompt))
    #expect(all.answers.last?.lowerBound == prompt.count)
  }

  @Test func emptyAnswerStillTeachesTheEnd() throws {
    let conversation = try format.conversation([.init(.user, "one"), .init(.assistant, " ")])
    #expect(conversation.tokens.last == tokenizer.eosToken)
    #expect(conversation.answers[0].upperBound == conversation.tokens.count)
    #expect(!conversation.answers[0].isEmpty)
  }

  @Test func modelWithoutBeginningLeavesItOut() throws {
    var model = try ToyModel.trained()
    model.trainer.bosToken = -1
    let tokenizer = try SentencePieceTokenizer(model: model)
    let ids = try Llama2Template(tokenizer).prompt([.init(.user, "one")])
    #expect(ids == tokenizer.encode("[INST] one [/INST]"))
  }

  @Test func spaceAfterTheAnswerIsDroppedIfTheModelRemovesIt() throws {
    var model = try ToyModel.trained()
    model.normalizer.removesExtraWhitespace = true
    let tokenizer = try SentencePieceTokenizer(model: model)
    let conversation = try Llama2Template(tokenizer).conversation([
      .init(.user, "one"), .init(.assistant, "the goat"),
    ])
    let answer = Array(conversation.tokens[conversation.answers[0]])
    #expect(answer == tokenizer.encode("the goat") + [tokenizer.eosToken])
  }

  @Test(arguments: Llama2Template.tags, [ChatRole.system, .user, .assistant])
  func tagInAnyMessageIsRefused(tag: String, role: ChatRole) {
    var messages: [ChatMessage] = [
      .init(.system, "s"), .init(.user, "u"), .init(.assistant, "a"), .init(.user, "v"),
    ]
    let place = role == .system ? 0 : role == .user ? 1 : 2
    // A combining mark makes "]" another character, but not other bytes.
    messages[place].content = "x" + tag + "\u{301}"
    #expect(refusal(messages) == .specialTag(tag, role: role, message: place + 1))
  }

  @Test func tagInOtherCaseIsOrdinaryText() {
    #expect(refusal([.init(.user, "[inst] <<sys>> [/Inst] <<SYS> [INST")]) == nil)
  }

  @Test func rolesMustAlternateAndEndWithTheRightOne() {
    #expect(refusal([]) == .emptyDialog)
    #expect(refusal([.init(.system, "s")]) == .systemOnly)
    #expect(
      refusal([.init(.assistant, "a")])
        == .unexpectedRole(.assistant, expected: .user, message: 1))
    #expect(
      refusal([.init(.system, "s"), .init(.user, "u"), .init(.user, "v")])
        == .unexpectedRole(.user, expected: .assistant, message: 3))
    #expect(
      refusal([.init(.user, "u"), .init(.system, "s"), .init(.user, "v")])
        == .unexpectedRole(.system, expected: .assistant, message: 2))
    #expect(
      refusal([.init(.user, "u"), .init(.assistant, "a")])
        == .wrongLastRole(.assistant, expected: .user))
    #expect(throws: TokenizationError.wrongLastRole(.user, expected: .assistant)) {
      try format.conversation([.init(.user, "u")])
    }
  }

  @Test func tokenizerThatMergesPromptAndAnswerIsRefused() throws {
    var model = try ToyModel.trained()
    model.pieces.append(SentencePiece("]▁", score: 1))
    let format = Llama2Template(try SentencePieceTokenizer(model: model))
    #expect(throws: TokenizationError.promptNotPrefix(turn: 1)) {
      try format.conversation([.init(.user, "one"), .init(.assistant, "two")])
    }
  }
}
