import Artifacts
import Foundation
import HTTPTypes
import Hummingbird

/// Gives whoever is at work a new session before theirs ends, so that none ends in the middle.
struct SessionRenewal<Context: RequestContext>: RouterMiddleware {
  let store: ArtifactStore
  let secret: ServerSecret
  let isSecure: Bool

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    let now = Date()
    let cookie = SessionCookie(header: request.headers[.cookie], signedBy: secret, now: now)
    guard response.headers[.setCookie] == nil, let cookie, cookie.isHalfOver(at: now),
      let person = try store.person(cookie.person), person.isActive,
      person.generation == cookie.generation
    else { return response }
    response.headers[.setCookie] = SessionCookie(person, now: now)
      .header(signedBy: secret, isSecure: isSecure)
    return response
  }
}
