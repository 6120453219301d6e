import HTTPTypes
import Hummingbird

/// Adds security headers to every response, so that hostile text stays inert.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  /// The content security policy of every page.
  static var policy: String {
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
      + "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
      + "require-trusted-types-for 'script'"
  }

  private static var fields: [(name: String, value: String)] {
    [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
      ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("Cache-Control", "no-store"),
    ]
  }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for field in Self.fields {
      guard let name = HTTPField.Name(field.name) else { continue }
      response.headers[name] = field.value
    }
    return response
  }
}
