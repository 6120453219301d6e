import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import NIOEmbedded
import Synchronization

/// Puts requests before the router of an application, past server and connections.
struct RouterClient: Sendable {
  private let respond: @Sendable (Request) async throws -> Response

  init(_ application: some ApplicationProtocol) async throws {
    let responder = try await application.responder
    let (channel, logger) = (NIOAsyncTestingChannel(), application.logger)
    respond = { request in
      let source = ApplicationRequestContextSource(channel: channel, logger: logger)
      return try await responder.respond(to: request, context: .init(source: source))
    }
  }

  func execute(
    _ method: HTTPRequest.Method, _ target: String, _ fields: HTTPFields, body: ByteBuffer? = nil
  ) async throws -> TestResponse {
    var head = HTTPRequest(
      method: method, scheme: "http", authority: "localhost", path: target, headerFields: fields)
    head.headerFields[.contentLength] = body.map { "\($0.readableBytes)" }
    let request = Request(head: head, body: RequestBody(buffer: body ?? ByteBuffer()))
    let response = try await respond(request)
    let written = WrittenBody()
    try await response.body.write(Writer(written: written))
    return TestResponse(
      status: response.status, headers: response.headers, text: written.text)
  }

  /// Keeps what a response writes.
  private struct Writer: ResponseBodyWriter {
    let written: WrittenBody

    func write(_ buffer: ByteBuffer) { written.append(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) {}
  }
}

/// A response with its whole body.
struct TestResponse: Sendable {
  let status: HTTPResponse.Status
  let headers: HTTPFields
  let text: String

  func field(_ name: String) -> String? { HTTPField.Name(name).flatMap { headers[$0] } }
}

/// The bytes that one response wrote so far.
private final class WrittenBody: Sendable {
  private let bytes = Mutex(ByteBuffer())

  func append(_ buffer: ByteBuffer) {
    bytes.withLock { _ = $0.writeImmutableBuffer(buffer) }
  }

  var text: String { bytes.withLock { String(buffer: $0) } }
}
