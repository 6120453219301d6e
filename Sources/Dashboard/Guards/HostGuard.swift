import HTTPTypes
import Hummingbird

/// Refuses requests for hosts that are not ours, against rebound names.
struct HostGuard<Context: RequestContext>: RouterMiddleware {
  let trusted: Set<String>

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let named = Self.hosts(of: request)
    guard !named.isEmpty, named.allSatisfy({ trusted.contains(Self.host(of: $0)) }) else {
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

  /// Returns the host of an authority in lower case, without its port.
  static func host(of authority: String) -> String {
    let lowered = authority.lowercased()
    if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") {
      let rest = lowered[lowered.index(after: end)...]
      return rest.isEmpty || isPort(rest) ? String(lowered[...end]) : ""
    }
    let parts = lowered.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 1 || isPort(":\(parts[1])") else { return "" }
    return String(parts[0])
  }

  private static func isPort(_ text: some StringProtocol) -> Bool {
    text.first == ":" && (2...6).contains(text.count)
      && text.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
  }
}
