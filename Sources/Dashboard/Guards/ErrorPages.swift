import HTTPTypes
import Hummingbird
import Logging

/// Turns errors into pages: one sentence for the reader, the details for the log.
struct ErrorPages<Context: RequestContext>: RouterMiddleware {
  let pages: PageWriter

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as any HTTPResponseError {
      return try pages.response(
        NoticePage(error.status, sentence: Self.sentence(for: error)), status: error.status)
    } catch {
      context.logger.error("request failed", metadata: ["error": "\(error)"])
      let sentence = "The server could not answer; nothing was lost, and its log says why."
      return try pages.response(
        NoticePage(.internalServerError, sentence: sentence), status: .internalServerError)
    }
  }

  private static func sentence(for error: any HTTPResponseError) -> String {
    if error.status == .contentTooLarge {
      return "The form is larger than any page sends; reload the page and submit it again."
    }
    return (error as? HTTPError)?.body
      ?? "There is no page at this address; start from the home page."
  }
}
