import Artifacts
import Foundation
import Hummingbird
import Preferences

extension Dashboard {
  private static let largestForm = 16_384

  /// Adds the pages on which a person compares answers.
  func addCollectRoutes(to router: Router<BasicRequestContext>) {
    router.get("collect/:collection") { request, context in
      let collection = try context.parameters.require("collection")
      return try page(of: collection, request)
    }
    router.post("collect/:collection") { request, context in
      let collection = try context.parameters.require("collection")
      let body = try await request.body.collect(upTo: Self.largestForm)
      return try receive(PostedForm(String(buffer: body)), for: collection)
    }
  }

  /// Returns the state of a collection, or throws "not found" when it has no questions.
  func queue(_ collection: String) throws -> QuestionQueue {
    let questions = try store.questions(in: collection)
    guard !questions.isEmpty else {
      throw HTTPError(
        .notFound, message: "There is no such set of pairs; start from the first page.")
    }
    return QuestionQueue(questions: questions, answers: try store.answers(in: collection))
  }

  private func page(of collection: String, _ request: Request) throws -> Response {
    let queue = try queue(collection)
    let saved = Self.index("saved", in: request).flatMap(queue.answeredQuestion(at:))
    if let again = Self.index("pair", in: request) {
      guard let question = queue.question(at: again) else {
        throw HTTPError(.notFound, message: "There is no such pair; go on with the next one.")
      }
      return try pages.response(comparison(question, queue, isAgain: true))
    }
    guard let next = queue.next else {
      return try pages.response(DonePage(collection: collection, queue: queue, saved: saved))
    }
    return try pages.response(comparison(next, queue, saved: saved))
  }

  /// Stores a posted judgement, then leads on to the next pair; nothing understood is refused.
  private func receive(_ form: PostedForm, for collection: String) throws -> Response {
    guard token.matches(form["token"]) else {
      throw HTTPError(
        .forbidden, message: "This form is not one of ours; open the page again and choose there.")
    }
    let queue = try queue(collection)
    guard let question = form["pair"].flatMap({ Int($0) }).flatMap(queue.question(at:)) else {
      throw HTTPError(.badRequest, message: "The form names no pair; open the page again.")
    }
    do {
      let ballot = try Ballot(choice: form["choice"], safety: form["safety"], for: question)
      try keep(ballot, for: question, id: form["answer"])
    } catch let error as PreferencesError {
      let page = comparison(question, queue, problem: error.description)
      return try pages.response(page, status: .unprocessableContent)
    }
    return Response(
      status: .seeOther,
      headers: [.location: CollectPage.address(collection, saved: question.index)])
  }

  /// Puts the judgement on disk; another one from the same form becomes a row of its own.
  private func keep(_ ballot: Ballot, for question: Question, id: String?) throws {
    let offered = id.flatMap { UUID(uuidString: $0) } ?? UUID()
    let answer = ballot.answer(
      id: offered.uuidString, to: question, by: configuration.annotator, at: Date())
    do {
      try store.append(answer)
    } catch StoreError.answerTaken {
      var another = answer
      another.id = UUID().uuidString
      try store.append(another)
    }
  }

  private func comparison(
    _ question: Question, _ queue: QuestionQueue, saved: Question? = nil,
    isAgain: Bool = false, problem: String? = nil
  ) -> CollectPage {
    let form = CollectPage.Form(
      token: token.text, answer: UUID().uuidString, saved: saved?.index, isAgain: isAgain,
      problem: problem)
    return CollectPage(question, queue: queue, form: form)
  }

  private static func index(_ name: String, in request: Request) -> Int? {
    request.uri.queryParameters[Substring(name)].flatMap { Int($0) }
  }
}
