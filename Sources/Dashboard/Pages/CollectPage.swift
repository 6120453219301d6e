import Artifacts
import Foundation
import Markdown
import Preferences
import Reporting

/// One pair to compare: the conversation, the two answers, and a form with every choice.
///
/// The page names no model, run or digest, so that annotators judge blind.
struct CollectPage: Page {
  /// What the form needs besides the question.
  struct Form {
    let token: String
    /// The name that makes sending the form twice harmless.
    let answer: String
    var saved: Int?
    var isAgain = false
    /// Whether both answers are shown as they are written, with what only one has marked.
    var showsDifferences = false
    var problem: String?
    /// Whether the same judgement is stored when it is sent once more.
    var asksToConfirm = false
    /// What was entered before, where it could not be stored.
    var entered = Ballot.Fields()
    /// The judgement in force.
    var earlier: Answer?

    init(token: String, answer: String = UUID().uuidString) {
      (self.token, self.answer) = (token, answer)
    }
  }

  /// A message of the conversation.
  struct Turn: Sendable {
    let role: VisibleText
    let content: SafeHTML
  }

  /// A button for side and strength.
  struct Button: Sendable {
    let code: VisibleText
    let key: VisibleText
    let words: VisibleText
    /// Whether the person chose it before.
    let wasChosen: Bool
  }

  /// A mark of the safety question.
  struct Mark: Sendable {
    let code: VisibleText
    let key: VisibleText
    let label: VisibleText
    let isMarked: Bool
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
  let hasEarlier: Bool
  let token: VisibleText
  let answer: VisibleText
  let problem: VisibleText?
  let saved: [Saved]
  let turns: [Turn]
  let showsDifferences: Bool
  /// The same page with or without the marks.
  let otherViewAddress: VisibleText
  let left: SafeHTML
  let right: SafeHTML
  let guidelines: SafeHTML
  let hasGuidelines: Bool
  let asksSafety: Bool
  let marks: [Mark]
  let leftButtons: [Button]
  let rightButtons: [Button]
  let otherButtons: [Button]
  let skipButton: Button
  let asksToConfirm: Bool
  /// What the same judgement has to bring to be stored though it contradicts itself.
  let confirmation: String
  let earlier: VisibleText?
  /// What a person typed comes back as it was, and is not spelled out.
  let flag: String
  let comment: String
  let hasText: Bool
  let mineAddress: VisibleText

  /// Lays out a pair, each answer on the side that was drawn for it.
  init(_ question: Question, queue: QuestionQueue, form: Form) {
    address = VisibleText(Self.address(question.collection))
    pair = question.index
    number = question.index + 1
    answered = queue.answered
    total = queue.total
    isAgain = form.isAgain
    hasEarlier = form.earlier != nil
    token = VisibleText(form.token)
    answer = VisibleText(form.answer)
    problem = form.problem.map { VisibleText($0) }
    saved = form.saved.map { [Saved($0, in: question.collection)] } ?? []
    turns = question.messages.map(Turn.init)
    showsDifferences = form.showsDifferences
    otherViewAddress = VisibleText(
      Self.address(
        question.collection, pair: form.isAgain ? question.index : nil,
        differences: !form.showsDifferences))
    (left, right) = Self.answers(to: question, showsDifferences: form.showsDifferences)
    guidelines = SafeHTML(markdown: queue.guidelines, links: .followed)
    hasGuidelines = !queue.guidelines.isEmpty
    asksSafety = question.asksSafety
    let marked = form.entered.safety ?? Self.safety(of: form.earlier, on: question)
    marks =
      question.asksSafety ? ScreenSafety.allCases.map { Mark($0, marked: marked) } : []
    let before = form.earlier.map { Choice($0.verdict, on: question) }
    let buttons = Choice.allCases.map { ($0, Button($0, before: before)) }
    leftButtons = buttons.filter { $0.0.isLeft == true }.map(\.1)
    rightButtons = buttons.filter { $0.0.isLeft == false }.map(\.1)
    otherButtons = buttons.filter { $0.0.isLeft == nil && $0.0 != .skip }.map(\.1)
    skipButton = Button(.skip, before: before)
    asksToConfirm = form.asksToConfirm
    confirmation = form.entered.confirmation
    earlier = form.earlier.map { VisibleText(JudgementText.words(for: $0, on: question)) }
    flag = form.entered.flag ?? form.earlier?.flag ?? ""
    comment = form.entered.comment ?? form.earlier?.comment ?? ""
    hasText = !flag.isEmpty || !comment.isEmpty || form.problem != nil
    mineAddress = VisibleText(Self.address(question.collection) + "/mine")
  }

  private static func safety(of answer: Answer?, on question: Question) -> String? {
    ScreenSafety.allCases.first { $0.safety(in: question) == answer?.safety }?.rawValue
  }

  /// Returns the address of a collection, of one of its pairs, or of it with a notice.
  static func address(
    _ collection: String, saved: Int? = nil, pair: Int? = nil, differences: Bool = false
  ) -> String {
    let fields = [
      saved.map { "saved=\($0)" }, pair.map { "pair=\($0)" }, differences ? "differences=yes" : nil,
    ].compactMap { $0 }
    return "/collect/\(collection)" + (fields.isEmpty ? "" : "?" + fields.joined(separator: "&"))
  }

  private static func answers(
    to question: Question, showsDifferences: Bool
  ) -> (left: SafeHTML, right: SafeHTML) {
    let (left, right) =
      question.firstIsLeft ? (question.first, question.second) : (question.second, question.first)
    guard showsDifferences else { return (shown(left), shown(right)) }
    let difference = TextDifference(from: left, to: right)
    return (
      SafeHTML(difference, view: .first, first: "A", second: "B"),
      SafeHTML(difference, view: .second, first: "A", second: "B")
    )
  }

  private static func shown(_ answer: String) -> SafeHTML {
    SafeHTML(markdown: answer.isEmpty ? "*(empty answer)*" : answer)
  }
}

extension CollectPage.Turn {
  init(_ message: QuestionMessage) {
    self.init(
      role: VisibleText(message.role),
      content: SafeHTML(markdown: message.content))
  }
}

extension CollectPage.Button {
  init(_ choice: Choice, before: Choice?) {
    self.init(
      code: VisibleText(choice.rawValue), key: VisibleText(choice.key ?? ""),
      words: VisibleText(choice.words), wasChosen: choice == before)
  }
}

extension CollectPage.Mark {
  init(_ safety: ScreenSafety, marked: String?) {
    self.init(
      code: VisibleText(safety.rawValue), key: VisibleText(safety.key),
      label: VisibleText(safety.words), isMarked: safety.rawValue == marked)
  }
}

extension CollectPage.Saved {
  init(_ index: Int, in collection: String) {
    self.init(
      savedNumber: index + 1,
      againAddress: VisibleText(CollectPage.address(collection, pair: index)))
  }
}
