import Artifacts
import Foundation
import HTTPTypes
import Testing

@testable import Dashboard

struct GuardTests {
  private static let policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    + "img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "
    + "require-trusted-types-for 'script'"

  @Test(arguments: ["/", "/healthz", "/assets/style.css", "/nowhere", "/run/nothing", "/collect/x"])
  func everyResponseCarriesTheSafetyHeaders(path: String) async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let response = try await browser.get(path)
      #expect(response.field("Content-Security-Policy") == Self.policy)
      #expect(response.field("X-Content-Type-Options") == "nosniff")
      #expect(response.field("X-Frame-Options") == "DENY")
      #expect(response.field("Cache-Control") == "no-store")
    }
  }

  @Test func pagesHoldNoInlineScriptOrStyle() async throws {
    let test = try TestStore(asksSafety: true)
    try await Browser.visit(test.store) { browser in
      for path in ["/", "/collect/\(test.collection)", "/run/\(test.run)", "/nowhere"] {
        let html = try await browser.get(path).text
        #expect(!html.contains("<style") && !html.contains(" style="))
        #expect(!html.contains(/\son[a-z]+=/))
        #expect(
          html.matches(of: /<script(?! src="\/assets\/collect\.js" defer><\/script>)/).isEmpty)
      }
    }
  }

  @Test(arguments: [
    ("localhost", true), ("LOCALHOST:8080", true), ("127.0.0.1:1", true), ("[::1]:8080", true),
    ("evil.example", false), ("localhost.evil.example", false), ("127.0.0.1.nip.io", false),
    ("localhost:x", false), ("[::1]evil", false), ("localhost:80:80", false), ("", false),
    ("evil@localhost", false), ("loca\u{4C}host\u{0301}", false), ("localhost\u{FF1A}80", false),
  ])
  func onlyOurHostsAreServed(host: String, isServed: Bool) async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let response = try await browser.get("/healthz", ["Host": host])
      #expect(response.status == (isServed ? .ok : .misdirectedRequest))
    }
  }

  @Test func configuredHostsAreServed() {
    let configuration = DashboardConfiguration(allowedHosts: ["Herd.example"])
    #expect(configuration.trustedHosts.contains(HostName.of("herd.example:80")))
  }

  @Test(arguments: [
    (["Origin": "http://localhost"], true), (["Sec-Fetch-Site": "same-origin"], true), ([:], true),
    (["Origin": "http://evil.example"], false), (["Origin": "null"], false),
    (["Origin": "http://localhost:99"], false), (["Sec-Fetch-Site": "cross-site"], false),
    (["Sec-Fetch-Site": "same-site"], false), (["Sec-Fetch-Site": "none"], false),
    (["Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"], false),
    (["Content-Type": "text/plain"], false), (["Content-Type": "application/json"], false),
    (["Content-Type": "application/x-www-form-urlencodedx"], false),
    (["Content-Type": "application/x-www-form-urlencoded, text/plain"], false),
    (["Content-Type": "application/x-www-form-urlencoded; charset=utf-16"], false),
    (["Content-Type": "Application/X-WWW-Form-URLEncoded;Charset=\"UTF-8\""], true),
  ])
  func onlyFormsOfOurOwnPagesAreAccepted(
    headers: [String: String], isAccepted: Bool
  ) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let sent = try await browser.send(page, to: path, ["choice": "1"], headers: headers)
      #expect(sent.status == (isAccepted ? .seeOther : .forbidden))
    }
    #expect(try test.answers.count == (isAccepted ? 1 : 0))
  }

  @Test(arguments: ["", "x", String(repeating: "0", count: 64), "%00"])
  func aWrongTokenIsRefused(token: String) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await Browser.visit(test.store) { browser in
      let page = try await browser.get(path)
      let sent = try await browser.send(page, to: path, ["choice": "1", "token": token])
      #expect(sent.status == .forbidden)
    }
    #expect(try test.answers.isEmpty)
  }

  @Test func anOversizeFormIsRefused() async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let body = "choice=" + String(repeating: "1", count: 40_000)
      let sent = try await browser.post(body, to: "/collect/\(test.collection)")
      #expect(sent.status == .contentTooLarge)
    }
  }

  @Test(arguments: [
    "/collect/nothing", "/run/nothing", "/nowhere", "/assets/../store.sqlite",
    "/assets/dashboard-secret", "/assets/%2e%2e", "/run/..", "/collect/x?pair=1",
  ])
  func unknownAddressesAreNotFound(path: String) async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let response = try await browser.get(path)
      #expect(response.status == .notFound)
      #expect(!response.text.contains(test.home.path))
    }
  }

  @Test(arguments: [
    "/assets/..%2F..%2Fetc%2Fpasswd", "/run/..%2F..", "/run/..%5C..", "/collect/%00", "//",
    "/collect//x", "//evil.example/", "/run/%zz", "/run/%", "/run/%4", "/run/%FF", "/run/%C0%AF",
    "/run/a\u{00E9}", "/?saved=%", "/?saved=1&saved=2", "/?x=%FF", "/a\\b", "*", "localhost:80",
    "http://localhost/", "http://evil.example/", "/?\(String(repeating: "&a", count: 3_000))",
    "/\(String(repeating: "a", count: 3_000))",
  ])
  func addressesThatCanBeReadInTwoWaysAreRefused(target: String) async throws {
    let test = try TestStore()
    try await Browser.visit(test.store) { browser in
      let response = try await browser.get(target)
      #expect(response.status == .badRequest)
      #expect(response.field("Content-Security-Policy") == Self.policy)
    }
  }

  @Test func aReachableAddressIsRefusedUnlessAskedForAndPeopleHaveNames() throws {
    for host in ["0.0.0.0", "::", "192.168.1.2", "herd.example"] {
      #expect(throws: DashboardError.reachableAddress(host)) {
        try DashboardConfiguration(host: host).validate(hasPeople: true)
      }
      let insecure = DashboardConfiguration(host: host, isInsecure: true)
      #expect(throws: DashboardError.nobodyInvited) { try insecure.validate(hasPeople: false) }
      try insecure.validate(hasPeople: true)
    }
    for host in ["127.0.0.1", "localhost", "::1"] {
      try DashboardConfiguration(host: host).validate(hasPeople: false)
      let proxied = DashboardConfiguration(host: host, isBehindProxy: true)
      #expect(throws: DashboardError.nobodyInvited) { try proxied.validate(hasPeople: false) }
      try proxied.validate(hasPeople: true)
    }
  }
}
