import HTTPTypes
import Hummingbird

/// Refuses requests whose target is not a plain path with an optional query.
struct TargetGuard<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard RequestTarget(request.uri.string) != nil else {
      throw HTTPError(
        .badRequest, message: "This address is not valid here; start from the home page.")
    }
    return try await next(request, context)
  }
}
