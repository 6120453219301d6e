/// The questions of a collection, and the two hashes that detect any change to them.
package struct QuestionSet: Sendable {
  /// The questions in order, each naming the collection.
  package let questions: [Question]
  /// The name of the collection: the hash of what the questions say.
  ///
  /// It is frozen. Questions with the same content are one collection with one set of answers,
  /// whichever stage, seed or version asks them; the sides they are shown on do not count.
  package let name: String

  /// Takes questions in the order of their places.
  package init(_ questions: [Question]) throws {
    let ordered = questions.sorted { ($0.index, $0.id) < ($1.index, $1.id) }
    let identities = try ordered.map { try $0.identity }
    let name = String(
      SHA256Text.of((["llamero collection"] + identities).joined(separator: "\n")).prefix(16))
    self.name = name
    self.questions = ordered.map { question in
      var question = question
      question.collection = name
      return question
    }
  }

  /// The hash of the questions as people see them, sides and order included.
  func shown() throws -> String {
    SHA256Text.of(try questions.map { try StableJSON.text($0) }.joined(separator: "\n"))
  }
}

extension Question {
  /// Draws which answer is shown on the left, by what the question says and by nothing else.
  package mutating func drawSide() throws {
    firstIsLeft =
      SHA256Text.of("side \(try identity)").unicodeScalars.first.map { $0 < "8" } ?? true
  }

  /// Returns the question as a person sees it: the sides are drawn for each person anew.
  ///
  /// They depend on the question and the person alone, so that a reload shows the same. Where
  /// nobody has a name, the sides are those of the question.
  package func shown(to person: String) -> Question {
    guard person != Self.nobody, let identity = try? identity else { return self }
    var question = self
    question.firstIsLeft =
      SHA256Text.of("side \(identity) of \(person)").unicodeScalars.first.map { $0 < "8" } ?? true
    return question
  }

  /// The annotator of a store to which no person was ever added.
  package static let nobody = "local"

  /// What is asked, as canonical JSON, without where it stands and which side is shown where.
  ///
  /// A field that a later version adds is included only if it differs from its default, so that
  /// today's questions keep their names.
  package var identity: String {
    get throws {
      try StableJSON.text(
        Identity(
          id: id, messages: messages, first: first, second: second, asksSafety: asksSafety))
    }
  }

  private struct Identity: Encodable {
    let id: String
    let messages: [QuestionMessage]
    let first: String
    let second: String
    let asksSafety: Bool
  }
}
