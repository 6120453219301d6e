import Testing

@testable import Tokenization

/// The golden id vectors of the Llama 2 chat layout.
@Suite(.enabled(if: Reference.isAvailable, "set LLAMERO_REFERENCE"))
struct GoldenDialogTests {
  private let format: Llama2Template

  init() throws {
    let url = try Reference.url("tokenizers/llama2/tokenizer.model")
    format = Llama2Template(try SentencePieceTokenizer(contentsOf: url))
  }

  private static let system: [Int32] = [
    1, 518, 25580, 29962, 3532, 14816, 29903, 6778, 13, 3492, 526, 20255, 29889, 13, 29966, 829,
    14816, 29903, 6778, 13, 13, 12199, 518, 29914, 25580, 29962,
  ]

  @Test func openTurn() throws {
    let ids = try format.prompt([.init(.user, "hello")])
    #expect(ids == [1, 518, 25580, 29962, 22172, 518, 29914, 25580, 29962])
  }

  @Test func systemMessage() throws {
    let dialog: [ChatMessage] = [.init(.system, "You are assistant."), .init(.user, "hello")]
    #expect(try format.prompt(dialog) == Self.system)
  }

  @Test func secondTurn() throws {
    let dialog: [ChatMessage] = [
      .init(.system, "You are assistant."), .init(.user, "hello"),
      .init(.assistant, "how can I help you?"), .init(.user, "how much is 2+2?"),
    ]
    let rest: [Int32] = [
      920, 508, 306, 1371, 366, 29973, 29871, 2, 1, 518, 25580, 29962, 920, 1568, 338, 29871, 29906,
      29974, 29906, 29973, 518, 29914, 25580, 29962,
    ]
    #expect(try format.prompt(dialog) == Self.system + rest)
  }

  @Test func leadingSpacesBehindASystemMessageAreKept() throws {
    let ids = try format.prompt([.init(.system, "S"), .init(.user, "  hi")])
    let expected: [Int32] = [
      1, 518, 25580, 29962, 3532, 14816, 29903, 6778, 13, 29903, 13, 29966, 829, 14816, 29903, 6778,
      13, 13, 29871, 7251, 518, 29914, 25580, 29962,
    ]
    #expect(ids == expected)
  }

  @Test func trainingRow() throws {
    let row = try format.conversation([.init(.user, "hello"), .init(.assistant, "Hi there.")])
    let expected: [Int32] = [
      1, 518, 25580, 29962, 22172, 518, 29914, 25580, 29962, 6324, 727, 29889, 29871, 2,
    ]
    #expect(row.tokens == expected)
    #expect(row.answers == [9..<14])
  }
}
