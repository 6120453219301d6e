import HTTPTypes
import Hummingbird

/// Refuses cross-site writes, as the browser's headers report them.
struct OriginGuard<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let isWrite = request.method != .get && request.method != .head
    if isWrite && !Self.isFromUs(request) {
      throw HTTPError(
        .forbidden, message: "This form was sent from another site; open the page here instead.")
    }
    if isWrite && !Self.isForm(request) {
      throw HTTPError(
        .forbidden,
        message: "Only forms from these pages are accepted; open the page and submit its form.")
    }
    return try await next(request, context)
  }

  private static func isFromUs(_ request: Request) -> Bool {
    if let site = value("Sec-Fetch-Site", request), site != "same-origin" { return false }
    guard let origin = value("Origin", request) else { return true }
    guard let authority = request.head.authority else { return false }
    return origin == "http://\(authority)" || origin == "https://\(authority)"
  }

  private static func isForm(_ request: Request) -> Bool {
    let named = request.headers[values: .contentType]
    return named.count == 1 && MediaType(named[0])?.isForm == true
  }

  private static func value(_ name: String, _ request: Request) -> String? {
    HTTPField.Name(name).flatMap { request.headers[$0] }
  }
}
