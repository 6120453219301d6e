import HTTPTypes
import Hummingbird
import Logging

/// Turns errors into pages: a sentence for the reader, the details for the log.
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
      let sentence = "The server could not do this; nothing was lost, and its log says why."
      return try pages.response(
        NoticePage(.internalServerError, sentence: sentence), status: .internalServerError)
    }
  }

  private static func sentence(for error: any HTTPResponseError) -> String {
    if error.status == .contentTooLarge {
      return "This is more than a form of ours can hold; open the page again."
    }
    return (error as? HTTPError)?.body
      ?? "This address leads nowhere; start from the first page."
  }
}
