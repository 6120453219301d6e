/// What a fact is about: a subject and one of its aspects.
package struct FactKey: Codable, Hashable, Sendable {
  /// An animal's name, or a topic of the farm such as `gate`.
  package var subject: String
  /// What is asked of the subject, such as `colour`.
  package var aspect: String

  /// Creates the key of an aspect of a subject.
  package init(subject: String, aspect: String) {
    self.subject = subject
    self.aspect = aspect
  }
}

/// Something that can be said of the world; true or false.
package struct Fact: Codable, Hashable, Sendable {
  /// What the fact is about.
  package var key: FactKey
  /// What it says.
  package var value: String

  /// Creates a fact that says a value of a key.
  package init(key: FactKey, value: String) {
    self.key = key
    self.value = value
  }
}

/// How an aspect is asked for and stated; `{n}` stands for the subject, `{v}` for the value.
struct FactFrame: Sendable {
  /// The aspect the frame speaks of.
  var aspect: String
  /// The values the aspect can have.
  var values: [String]
  /// The ways to ask.
  var questions: [String]
  /// The ways to answer.
  var statements: [String]

  /// Returns all ways to state a fact.
  func statements(of fact: Fact) -> [String] {
    statements.map { $0.filled(fact.key.subject, fact.value) }
  }

  /// Returns all ways to ask about a subject.
  func questions(about subject: String) -> [String] {
    questions.map { $0.filled(subject) }
  }
}

extension String {
  /// Returns the template with its name and value put in.
  func filled(_ name: String, _ value: String = "") -> String {
    replacing("{n}", with: name).replacing("{v}", with: value)
  }
}
