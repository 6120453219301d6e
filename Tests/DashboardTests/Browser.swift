import Artifacts
import Dashboard
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// What a browser without scripts does with a page.
struct Browser: Sendable {
  let client: RouterClient
  /// The cookie that it sends, like a browser that came in by an invitation.
  var cookie: String?

  /// Runs a visit against an application over the store.
  static func visit(
    _ store: ArtifactStore, _ body: @Sendable (Browser) async throws -> Void
  ) async throws {
    let application = try buildApplication(
      DashboardConfiguration(), store: store, logger: Logger(label: "test"))
    try await body(Browser(client: RouterClient(application)))
  }

  func get(_ path: String, _ fields: [String: String] = [:]) async throws -> TestResponse {
    try await client.execute(.get, path, self.fields(fields))
  }

  /// Sends the form of the page, with one of its buttons and other fields on top.
  func send(
    _ page: TestResponse, to path: String, _ fields: [String: String],
    headers: [String: String] = ["Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"]
  ) async throws -> TestResponse {
    var all = Self.hiddenFields(of: page)
    all.merge(fields) { $1 }
    let body = all.map { "\($0)=\($1)" }.sorted().joined(separator: "&")
    return try await post(body, to: path, headers: headers)
  }

  func post(
    _ body: String, to path: String, headers: [String: String] = [:]
  ) async throws -> TestResponse {
    let form = ["Content-Type": "application/x-www-form-urlencoded"].merging(headers) { $1 }
    return try await client.execute(
      .post, path, fields(form), body: ByteBuffer(string: body))
  }

  private func fields(_ fields: [String: String]) -> HTTPFields {
    var headers = HTTPFields()
    headers[.cookie] = cookie
    for (name, value) in fields {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return headers
  }

  /// Comes in by an invitation; returns a browser that is signed in.
  func joined(by secret: String) async throws -> Browser {
    let entry = try await post("", to: "/join/\(secret)", headers: ["Origin": "http://localhost"])
    var browser = self
    browser.cookie = entry.field("Set-Cookie").map { String($0.prefix { $0 != ";" }) }
    return browser
  }

  static func hiddenFields(of page: TestResponse) -> [String: String] {
    let pattern = /<input type="hidden" name="(\w+)" value="([^"]*)">/
    return Dictionary(
      page.text.matches(of: pattern).map { (String($0.1), String($0.2)) },
      uniquingKeysWith: { $1 })
  }
}
