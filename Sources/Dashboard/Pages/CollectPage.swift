import Artifacts
import Preferences
import Reporting

/// One pair to compare: the conversation, the two answers, and a form with every choice.
///
/// The page names no model, run or digest, so that annotators judge blind.
struct CollectPage: Page {
  /// What the form needs besides the question.
  struct Form {
    let token: String
    let answer: String
    let saved: Int?
    let isAgain: Bool
    let problem: String?
  }

  /// A message of the conversation.
  struct Turn: Sendable {
    let role: VisibleText
    let content: VisibleText
  }

  /// A button for side and strength.
  struct Button: Sendable {
    let number: Int
    let words: VisibleText
  }

  /// A mark of the safety question.
  struct Mark: Sendable {
    let code: VisibleText
    let key: VisibleText
    let label: VisibleText
  }

  /// The pair that was just judged.
  struct Saved: Sendable {
    let savedNumber: Int
    let againAddress: VisibleText
  }

  let address: VisibleText
  let pair: Int
  let number: Int
  let answered: Int
  let total: Int
  let isAgain: Bool
  let token: VisibleText
  let answer: VisibleText
  let problem: VisibleText?
  let saved: [Saved]
  let turns: [Turn]
  let left: VisibleText
  let right: VisibleText
  let asksSafety: Bool
  let marks: [Mark]
  let leftButtons: [Button]
  let rightButtons: [Button]

  /// Lays out a pair, each answer on the side that was drawn for it.
  init(_ question: Question, queue: QuestionQueue, form: Form) {
    address = VisibleText(Self.address(question.collection))
    pair = question.index
    number = question.index + 1
    answered = queue.answered
    total = queue.total
    isAgain = form.isAgain
    token = VisibleText(form.token)
    answer = VisibleText(form.answer)
    problem = form.problem.map { VisibleText($0) }
    saved = form.saved.map { [Saved($0, in: question.collection)] } ?? []
    turns = question.messages.map(Turn.init)
    left = Self.shown(question.firstIsLeft ? question.first : question.second)
    right = Self.shown(question.firstIsLeft ? question.second : question.first)
    asksSafety = question.asksSafety
    marks = question.asksSafety ? ScreenSafety.allCases.map(Mark.init) : []
    leftButtons = Choice.allCases.filter(\.isLeft).map(Button.init)
    rightButtons = Choice.allCases.filter { !$0.isLeft }.map(Button.init)
  }

  /// Returns the address of a collection, of one of its pairs, or of it with a notice.
  static func address(_ collection: String, saved: Int? = nil, pair: Int? = nil) -> String {
    let query = saved.map { "?saved=\($0)" } ?? pair.map { "?pair=\($0)" } ?? ""
    return "/collect/\(collection)\(query)"
  }

  private static func shown(_ answer: String) -> VisibleText {
    answer.isEmpty ? "(empty answer)" : VisibleText(answer)
  }
}

extension CollectPage.Turn {
  init(_ message: QuestionMessage) {
    self.init(role: VisibleText(message.role), content: VisibleText(message.content))
  }
}

extension CollectPage.Button {
  init(_ choice: Choice) {
    self.init(number: choice.rawValue, words: VisibleText(choice.words))
  }
}

extension CollectPage.Mark {
  init(_ safety: ScreenSafety) {
    self.init(
      code: VisibleText(safety.rawValue), key: VisibleText(safety.key),
      label: VisibleText(safety.words))
  }
}

extension CollectPage.Saved {
  init(_ index: Int, in collection: String) {
    self.init(
      savedNumber: index + 1,
      againAddress: VisibleText(CollectPage.address(collection, pair: index)))
  }
}
