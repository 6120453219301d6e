import Artifacts
import Foundation
import HTTPTypes
import Hummingbird
import Preferences

extension Dashboard {
  /// Returns who sent a request, or throws "unauthorized".
  func viewer(of request: Request) throws -> Viewer {
    guard try store.hasPeople() else { return .nobody }
    let cookie = SessionCookie(
      header: request.headers[.cookie], signedBy: secret, now: Date())
    guard let cookie, let person = try store.person(cookie.person), person.isActive,
      person.generation == cookie.generation
    else {
      throw HTTPError(
        .unauthorized,
        message: "You are not signed in here; open the link of your invitation, or ask whoever "
          + "leads the study for a new one. What you have saved is kept.")
    }
    return Viewer(person)
  }

  /// Returns who sent a request, or throws "forbidden" unless it is a lead.
  func lead(of request: Request) throws -> Viewer {
    let viewer = try viewer(of: request)
    guard viewer.isLead else {
      throw HTTPError(.forbidden, message: "Only those who lead the study see this page.")
    }
    return viewer
  }

  /// Adds the pages by which invited people come in.
  func addJoinRoutes(to router: Router<BasicRequestContext>) {
    // A page with a button: programs that look at links in messages do not press it.
    router.get("join/:secret") { _, context in
      let secret = try context.parameters.require("secret")
      let person = try invited(by: secret)
      return try pages.response(JoinPage(person, secret: secret))
    }
    router.post("join/:secret") { _, context in
      let person = try invited(by: try context.parameters.require("secret"))
      try store.noteEntry(of: person)
      let cookie = SessionCookie(person, now: Date())
      return Response(
        status: .seeOther,
        headers: [
          .location: "/",
          .setCookie: cookie.header(signedBy: secret, isSecure: configuration.isBehindProxy),
        ])
    }
  }

  private func invited(by secret: String) throws -> Person {
    if let person = try store.personInvited(by: Invitation.digest(of: secret)) { return person }
    if attempts.isExceeded(byFailureAt: Date()) {
      throw HTTPError(.tooManyRequests, message: "Too many invalid links; try again in a minute.")
    }
    throw HTTPError(
      .notFound,
      message: "This invitation is not valid, or no longer; ask for a new link.")
  }
}
