import Artifacts
import Dashboard
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Testing

/// What the server does with bytes that no browser sends.
struct ConnectionTests {
  private static let host = "Host: localhost\r\n"
  private static let form = "Content-Type: application/x-www-form-urlencoded\r\n"

  /// Serves a store on a free port, as the program does.
  private func serving(
    _ store: ArtifactStore, _ change: (inout ConnectionLimits) -> Void = { _ in },
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    var configuration = DashboardConfiguration(port: 0)
    change(&configuration.limits)
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    let (addresses, found) = AsyncStream.makeStream(of: String.self)
    let application = try buildApplication(
      configuration, store: store, logger: logger, ready: { found.yield($0) })
    let service = ServiceGroup(configuration: .init(services: [application], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await service.run() }
      let address = try #require(await addresses.first { _ in true })
      try await body(try #require(URL(string: address)?.port))
      await service.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test(arguments: [
    "GET http://evil.example/ HTTP/1.1", "GET http://localhost/ HTTP/1.1",
    "GET //evil.example/ HTTP/1.1", "OPTIONS * HTTP/1.1", "GET * HTTP/1.1",
    "CONNECT evil.example:443 HTTP/1.1", "CONNECT localhost:80 HTTP/1.1",
    "GET evil.example HTTP/1.1", "GET /%00 HTTP/1.1", "GET /run/%2e%2e%2f HTTP/1.1",
    "GET /run/%FF HTTP/1.1", "GET /run/%GG HTTP/1.1", "GET data:text/html,x HTTP/1.1",
    "GET file:///etc/passwd HTTP/1.1", "GET  HTTP/1.1", "GET /run/\u{E9} HTTP/1.1",
    "GET / HTTP/9.9", "GET /healthz HTTP/1.1\r\nContent-Length: -1",
    "BREW /healthz HTTP/1.1", "GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz",
  ])
  func oddRequestsAreRefused(line: String) async throws {
    let test = try TestStore()
    try await serving(test.store) { port in
      let reply = await RawConnection.exchange(
        ["\(line)\r\n\(Self.host)Connection: close\r\n\r\n"], on: port)
      let status = try #require(reply.status)
      #expect((400..<500).contains(status), "\(reply.text)")
      #expect(!reply.text.contains("secret-pipeline"))
    }
  }

  @Test(arguments: [
    "Host: evil.example\r\n", "", "Host: localhost\r\nHost: evil.example\r\n",
    "Host: localhost\r\nHost: localhost@evil.example\r\n",
  ])
  func aHostThatIsNotOursIsRefused(fields: String) async throws {
    let test = try TestStore()
    try await serving(test.store) { port in
      for target in ["/", "http://localhost/"] {
        let reply = await RawConnection.exchange(
          ["GET \(target) HTTP/1.1\r\n\(fields)Connection: close\r\n\r\n"], on: port)
        let status = try #require(reply.status)
        #expect([400, 421].contains(status), "\(reply.text)")
        #expect(!reply.text.contains("secret-pipeline"))
      }
    }
  }

  @Test(arguments: [
    "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "Transfer-Encoding: chunked\r\n\r\n5\r\nab\r\n0",
    "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
    "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n", "Transfer-Encoding: gzip\r\n\r\nabc",
    "Content-Length: 100\r\n\r\ntoken=", "Content-Length: 1x\r\n\r\na", "Content-Length: \r\n\r\n",
    "Content-Length: 99999999999999999999999\r\n\r\na",
    "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])
  func aBodyThatDoesNotComeWholeIsABadRequest(rest: String) async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    try await serving(test.store) { port in
      let reply = await RawConnection.exchange(
        ["POST \(path) HTTP/1.1\r\n\(Self.host)\(Self.form)\(rest)"], on: port, finishes: true)
      #expect(reply.status == 400, "\(reply.text)")
      let next = await RawConnection.exchange(
        ["GET /healthz HTTP/1.1\r\n\(Self.host)Connection: close\r\n\r\n"], on: port)
      #expect(next.status == 200)
    }
    #expect(try test.answers.isEmpty)
  }

  @Test func aHeadWithoutEndIsRefused() async throws {
    let test = try TestStore()
    try await serving(test.store) { port in
      let many = (0..<200).map { "X-\($0): 1\r\n" }.joined()
      let long = "X: \(String(repeating: "x", count: 60_000))\r\n"
      for fields in [many, long] {
        let reply = await RawConnection.exchange(
          ["GET /healthz HTTP/1.1\r\n\(Self.host)\(fields)\r\n"], on: port)
        #expect(reply.status == 400 || (reply.status == nil && reply.isClosed))
      }
    }
  }

  @Test func furtherConnectionsWaitAndIdleOnesAreLetGo() async throws {
    let test = try TestStore()
    let change: (inout ConnectionLimits) -> Void = {
      $0.connections = 2
      $0.idle = .seconds(1)
    }
    try await serving(test.store, change) { port in
      let start = ContinuousClock.now
      async let silent = RawConnection.exchange(["GET /hea"], on: port, patience: .seconds(20))
      async let another = RawConnection.exchange([""], on: port, patience: .seconds(20))
      try await Task.sleep(for: .milliseconds(200))
      let served = await RawConnection.exchange(
        ["GET /healthz HTTP/1.1\r\n\(Self.host)\r\n"], on: port, patience: .seconds(20))
      #expect(served.status == 200)
      // Nobody was served before the idle ones were let go.
      #expect(ContinuousClock.now - start > .milliseconds(950))
      #expect(await silent.isClosed)
      #expect(await another.isClosed)
    }
  }

  @Test func aBodyThatDripsIsCutOff() async throws {
    let test = try TestStore()
    let path = "/collect/\(test.collection)"
    let change: (inout ConnectionLimits) -> Void = { $0.exchange = .seconds(1) }
    try await serving(test.store, change) { port in
      let start = ContinuousClock.now
      let head = "POST \(path) HTTP/1.1\r\n\(Self.host)\(Self.form)Content-Length: 900\r\n\r\n"
      let reply = await RawConnection.exchange(
        [head] + Array(repeating: "a", count: 15), on: port, pause: .milliseconds(100))
      #expect(reply.isClosed && reply.status != 200)
      #expect(ContinuousClock.now - start < .seconds(5))
    }
  }
}
