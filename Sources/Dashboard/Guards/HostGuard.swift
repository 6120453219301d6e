import HTTPTypes
import Hummingbird

/// Refuses requests for hosts that are not ours, which defeats DNS rebinding.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
  let trusted: Set<String>

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let named = Self.hosts(of: request)
    guard !named.isEmpty, named.allSatisfy({ trusted.contains(HostName.of($0)) }) else {
      throw HTTPError(
        .misdirectedRequest,
        message: "This address is not allowed; open the one that the server printed.")
    }
    return try await next(request, context)
  }

  /// Returns every host that the request names; a second `Host` field must be ours as well.
  private static func hosts(of request: Request) -> [String] {
    let fields = HTTPField.Name("Host").map { request.headers[values: $0] } ?? []
    return [request.head.authority].compactMap { $0 } + fields
  }
}
