import Foundation
import Glibc

/// A minimal HTTP client: it requests one page at a time and reads the whole response.
struct PageClient {
  /// The port of the server on this machine.
  let port: UInt16
  /// The session of the person, if they have one.
  var cookie: String?

  init(port: UInt16) { self.port = port }

  /// Comes in by an invitation; returns the cookie, or nil if there was none.
  func join(_ secret: String) -> String? {
    post([], to: "/join/\(secret)")?.cookie
  }

  /// Posts a form and does not wait for what the server says.
  func send(_ form: [(name: String, value: String)], to path: String) {
    _ = exchange(request(form, to: path), isAwaited: false)
  }

  /// Returns a page, or nil if the server did not answer to the end.
  func get(_ path: String) -> Page? {
    exchange("GET \(path) HTTP/1.1\r\n\(fields)\r\n")
  }

  /// Posts a form; nil if the server did not answer to the end.
  func post(_ form: [(name: String, value: String)], to path: String) -> Page? {
    exchange(request(form, to: path))
  }

  private func request(_ form: [(name: String, value: String)], to path: String) -> String {
    let body = form.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    return "POST \(path) HTTP/1.1\r\n\(fields)Content-Type: application/x-www-form-urlencoded\r\n"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  private var fields: String {
    "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
      + (cookie.map { "Cookie: \($0)\r\n" } ?? "")
  }

  private func exchange(_ request: String, isAwaited: Bool = true) -> Page? {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    guard connect(socket), send(request, on: socket), isAwaited else { return nil }
    return response(from: socket)
  }

  private func connect(_ socket: Int32) -> Bool {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
  }

  private func send(_ text: String, on socket: Int32) -> Bool {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      // A server that was killed must not end the sweep with a signal.
      let count = bytes.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      bytes = bytes.dropFirst(count)
    }
    return true
  }

  /// Reads until a response is complete; the server may take its time to close the connection.
  private func response(from socket: Int32) -> Page? {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      // With a limit of time a call may be interrupted that otherwise goes on by itself.
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return nil }
      all += buffer[..<count]
      if let page = Page(String(decoding: all, as: UTF8.self)) { return page }
    }
  }
}

/// A page as it came: its status and its text.
struct Page {
  let status: Int
  /// The cookie that came with it, without its attributes.
  let cookie: String?
  let text: String

  /// Reads a response; nil if it is not one from its first line to its last byte.
  init?(_ response: String) {
    guard let end = response.range(of: "\r\n\r\n") else { return nil }
    let head = response[..<end.lowerBound]
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count > 1, let status = Int(words[1]) else { return nil }
    let length = head.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
    let text = response[end.upperBound...]
    guard text.utf8.count >= length else { return nil }
    self.status = status
    cookie = head.firstMatch(of: /(?i)set-cookie: ([^;\r]+)/).map { String($0.1) }
    self.text = String(text)
  }

  /// Returns the value of a hidden field of the page's form.
  func field(_ name: String) -> String? {
    value(after: "name=\"\(name)\" value=\"")
  }

  /// Returns the first collection in which the page offers a pair.
  var collection: String? { value(after: "class=\"button\" href=\"/collect/") }

  private func value(after mark: String) -> String? {
    guard let start = text.range(of: mark) else { return nil }
    return String(text[start.upperBound...].prefix { $0 != "\"" && $0 != "?" })
  }
}
