import HTTPTypes
import Hummingbird

/// Refuses writes that a browser says come from another site.
struct OriginGuard<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let isWrite = request.method != .get && request.method != .head
    if isWrite && !(Self.isFromUs(request) && Self.isForm(request)) {
      throw HTTPError(
        .forbidden, message: "This form was sent from another site; open the page here instead.")
    }
    return try await next(request, context)
  }

  private static func isFromUs(_ request: Request) -> Bool {
    if let site = value("Sec-Fetch-Site", request), site != "same-origin" { return false }
    guard let origin = value("Origin", request) else { return true }
    guard let authority = request.head.authority else { return false }
    return origin == "http://\(authority)" || origin == "https://\(authority)"
  }

  /// Returns whether the body is an ordinary form, the only kind that is read.
  private static func isForm(_ request: Request) -> Bool {
    request.headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true
  }

  private static func value(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }
}
