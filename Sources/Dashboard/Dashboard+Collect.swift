import Artifacts
import Foundation
import Hummingbird
import NIOCore
import Preferences

extension Dashboard {
  /// Two texts of the longest length, each byte as an escape of three, and the rest.
  private static let largestForm = 6 * Ballot.longestText + 4_096

  /// Adds the pages on which annotators compare answers.
  func addCollectRoutes(to router: Router<BasicRequestContext>) {
    router.get("collect/:collection") { request, context in
      let queue = try queue(context, request)
      return try page(of: queue, request)
    }
    router.get("collect/:collection/mine") { request, context in
      try mine(queue(context, request))
    }
    router.get("collect/:collection/study") { request, context in
      _ = try lead(of: request)
      return try study(queue(context, request))
    }
    router.post("collect/:collection") { request, context in
      let (queue, question, form) = try await posted(request, context)
      return try receive(form, to: question, in: queue)
    }
    // A sign of life of a page that shows a question, and word that it was closed.
    router.post("collect/:collection/here") { request, context in
      let (queue, question, form) = try await posted(request, context)
      try store.keepAssignment(of: question, to: queue.person, page: form["answer"] ?? "")
      return Response(status: .noContent)
    }
    router.post("collect/:collection/gone") { request, context in
      let (queue, question, form) = try await posted(request, context)
      try store.endAssignment(of: question, to: queue.person, page: form["answer"] ?? "")
      return Response(status: .noContent)
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

  /// Returns the state of a collection for the viewer, or throws "not found" without questions.
  private func queue(_ context: BasicRequestContext, _ request: Request) throws -> QuestionQueue {
    let collection = try context.parameters.require("collection")
    let viewer = try viewer(of: request)
    guard let queue = try QuestionQueue(collection, for: viewer.id, in: store) else {
      throw HTTPError(
        .notFound, message: "There is no such set of pairs; start from the home page.")
    }
    return queue
  }

  /// Returns the question that a posted form is about, once it is clear that the form is ours.
  private func posted(
    _ request: Request, _ context: BasicRequestContext
  ) async throws -> (queue: QuestionQueue, question: Question, form: FormFields) {
    let form = try await Self.form(of: request)
    let queue = try queue(context, request)
    guard ServerSecret.isEqual(form["token"], secret.formToken(of: queue.person)) else {
      throw HTTPError(
        .forbidden,
        message: "This form was not issued by this server; reload the page and submit it again.")
    }
    guard let question = try form.number("pair").flatMap(queue.question(at:)) else {
      throw HTTPError(.badRequest, message: "The form does not name a pair; reload the page.")
    }
    return (queue, question, form)
  }

  private func page(of queue: QuestionQueue, _ request: Request) throws -> Response {
    let fields = RequestTarget(request.uri.string)?.query
    let saved = try fields?.number("saved").flatMap { try queue.isJudged(at: $0) ? $0 : nil }
    let differences = fields?["differences"] != nil
    if let again = fields?.number("pair") {
      guard let question = try queue.question(at: again) else {
        throw HTTPError(.notFound, message: "There is no such pair; continue with the next one.")
      }
      return try pages.response(
        comparison(question, queue, isAgain: true, showsDifferences: differences))
    }
    let name = UUID().uuidString
    guard let next = try queue.next(page: name) else {
      return try pages.response(DonePage(queue, skipped: queue.skipped(), saved: saved))
    }
    return try pages.response(
      comparison(next, queue, name: name, saved: saved, showsDifferences: differences))
  }

  private func mine(_ queue: QuestionQueue) throws -> Response {
    let judgements = try store.judgements(
      in: queue.collection, by: queue.person, newest: MinePage.most)
    return try pages.response(MinePage(queue, judgements))
  }

  private func study(_ queue: QuestionQueue) throws -> Response {
    let names = try store.people().reduce(into: [:]) { $0[$1.id] = $1.name }
    return try pages.response(
      StudyPage(queue, StudyWork(queue.collection, in: store), names: names))
  }

  /// Stores a posted judgement, then shows the next pair; no valid judgement is refused.
  private func receive(
    _ form: FormFields, to question: Question, in queue: QuestionQueue
  ) throws -> Response {
    do {
      let ballot = try Ballot(Ballot.Fields(form), for: question)
      try keep(ballot, for: question, by: queue.person, id: form["answer"])
    } catch let error as PreferencesError {
      let page = try comparison(question, queue, problem: error, form: form)
      return try pages.response(page, status: .unprocessableContent)
    } catch let error as StoreError where error.isAboutTooMany {
      throw HTTPError(.tooManyRequests, message: error.description)
    }
    return Response(
      status: .seeOther,
      headers: [.location: CollectPage.address(queue.collection, saved: question.index)])
  }

  /// Stores the judgement durably; another one from the same form becomes a row of its own.
  private func keep(
    _ ballot: Ballot, for question: Question, by person: String, id: String?
  ) throws {
    let offered = id.flatMap { UUID(uuidString: $0) } ?? UUID()
    let answer = ballot.answer(id: offered.uuidString, to: question, by: person, at: Date())
    do {
      try store.append(answer)
    } catch StoreError.answerTaken {
      var another = answer
      another.id = UUID().uuidString
      try store.append(another)
    }
  }

  private func comparison(
    _ question: Question, _ queue: QuestionQueue, name: String = UUID().uuidString,
    saved: Int? = nil, isAgain: Bool = false, showsDifferences: Bool
  ) throws -> CollectPage {
    var form = CollectPage.Form(token: secret.formToken(of: queue.person), answer: name)
    form.saved = saved
    form.isAgain = isAgain
    form.showsDifferences = showsDifferences
    form.earlier = try queue.judgement(of: question)
    return CollectPage(question, queue: queue, form: form)
  }

  /// Returns the page of a judgement that could not be stored, with all that was entered.
  private func comparison(
    _ question: Question, _ queue: QuestionQueue, problem: PreferencesError, form fields: FormFields
  ) throws -> CollectPage {
    var form = CollectPage.Form(token: secret.formToken(of: queue.person))
    form.problem = problem.description
    // The page stays with this pair, whichever is next.
    form.isAgain = true
    form.earlier = try queue.judgement(of: question)
    form.asksToConfirm = problem == .unsafePreferred
    form.entered = Ballot.Fields(fields)
    return CollectPage(question, queue: queue, form: form)
  }
}

extension Ballot.Fields {
  fileprivate init(_ form: FormFields) {
    self.init(choice: form["choice"], safety: form["safety"])
    (flag, comment) = (form["flag"], form["comment"])
    confirmed = form["confirmed"]
  }
}

extension StoreError {
  /// Whether the annotator has reached the limit of judgements of a pair.
  fileprivate var isAboutTooMany: Bool {
    if case .tooManyJudgements = self { true } else { false }
  }
}
