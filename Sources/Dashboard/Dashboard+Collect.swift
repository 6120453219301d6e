import Artifacts
import Foundation
import Hummingbird
import NIOCore
import Preferences

extension Dashboard {
  private static let largestForm = 16_384

  /// Adds the pages on which annotators compare answers.
  func addCollectRoutes(to router: Router<BasicRequestContext>) {
    router.get("collect/:collection") { request, context in
      let collection = try context.parameters.require("collection")
      return try page(of: collection, request)
    }
    router.post("collect/:collection") { request, context in
      let collection = try context.parameters.require("collection")
      return try receive(try await Self.form(of: request), for: collection)
    }
  }

  /// Returns the fields of a posted form, or throws "bad request" unless it arrived complete.
  private static func form(of request: Request) async throws -> FormFields {
    do {
      let body = try await request.body.collect(upTo: largestForm)
      let announced = request.headers[.contentLength]
      if announced == nil || announced == "\(body.readableBytes)" {
        return try FormFields(body.readableBytesView)
      }
    } catch let error as NIOTooManyBytesError {
      throw error
    } catch {
      // The bytes are not a form, or the connection ended before the form did.
    }
    throw HTTPError(
      .badRequest, message: "The form arrived incomplete; reload the page and submit it again.")
  }

  /// Returns the state of a collection, or throws "not found" when it has no questions.
  private func queue(_ collection: String) throws -> QuestionQueue {
    guard let queue = try QuestionQueue(collection, in: store) else {
      throw HTTPError(
        .notFound, message: "There is no such set of pairs; start from the home page.")
    }
    return queue
  }

  private func page(of collection: String, _ request: Request) throws -> Response {
    let queue = try queue(collection)
    let fields = RequestTarget(request.uri.string)?.query
    let saved = try fields?.number("saved").flatMap { try queue.isAnswered(at: $0) ? $0 : nil }
    if let again = fields?.number("pair") {
      guard let question = try queue.question(at: again) else {
        throw HTTPError(.notFound, message: "There is no such pair; continue with the next one.")
      }
      return try pages.response(comparison(question, queue, isAgain: true))
    }
    guard let next = try queue.next() else {
      return try pages.response(DonePage(queue, saved: saved))
    }
    return try pages.response(comparison(next, queue, saved: saved))
  }

  /// Stores a posted judgement, then shows the next pair; no valid judgement is refused.
  private func receive(_ form: FormFields, for collection: String) throws -> Response {
    guard token.matches(form["token"]) else {
      throw HTTPError(
        .forbidden,
        message: "This form was not issued by this server; reload the page and submit it again.")
    }
    let queue = try queue(collection)
    guard let question = try form.number("pair").flatMap(queue.question(at:)) else {
      throw HTTPError(.badRequest, message: "The form does not name a pair; reload the page.")
    }
    do {
      let ballot = try Ballot(choice: form["choice"], safety: form["safety"], for: question)
      try keep(ballot, for: question, id: form["answer"])
    } catch let error as PreferencesError {
      let page = comparison(question, queue, problem: error.description)
      return try pages.response(page, status: .unprocessableContent)
    } catch let error as StoreError where error.isAboutTooMany {
      throw HTTPError(.tooManyRequests, message: error.description)
    }
    return Response(
      status: .seeOther,
      headers: [.location: CollectPage.address(collection, saved: question.index)])
  }

  /// Stores the judgement durably; another one from the same form becomes a row of its own.
  private func keep(_ ballot: Ballot, for question: Question, id: String?) throws {
    let offered = id.flatMap { UUID(uuidString: $0) } ?? UUID()
    let answer = ballot.answer(
      id: offered.uuidString, to: question, by: DashboardConfiguration.annotator, at: Date())
    do {
      try store.append(answer)
    } catch StoreError.answerTaken {
      var another = answer
      another.id = UUID().uuidString
      try store.append(another)
    }
  }

  private func comparison(
    _ question: Question, _ queue: QuestionQueue, saved: Int? = nil,
    isAgain: Bool = false, problem: String? = nil
  ) -> CollectPage {
    let form = CollectPage.Form(
      token: token.text, answer: UUID().uuidString, saved: saved, isAgain: isAgain,
      problem: problem)
    return CollectPage(question, queue: queue, form: form)
  }
}

extension StoreError {
  /// Whether the annotator has reached the limit of judgements of a pair.
  fileprivate var isAboutTooMany: Bool {
    if case .tooManyJudgements = self { true } else { false }
  }
}
