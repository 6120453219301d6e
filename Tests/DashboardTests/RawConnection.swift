import Foundation
import Glibc

/// A connection on which a test writes bytes as no browser would.
struct RawConnection: Sendable {
  /// How a conversation with the server ended.
  struct Reply: Hashable, Sendable {
    /// The status of the first response, nil if there was none.
    let status: Int?
    let text: String
    /// Whether the server closed the connection before the patience was over.
    let isClosed: Bool
  }

  /// Sends parts with pauses between them and reads until the server closes or says enough.
  static func exchange(
    _ parts: [String], on port: Int, pause: Duration = .zero, finishes: Bool = false,
    patience: Duration = .seconds(5)
  ) async -> Reply {
    // A thread of its own: those of the server's tasks are few.
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: converse(parts, port, pause, finishes, patience))
      }
    }
  }

  private static func converse(
    _ parts: [String], _ port: Int, _ pause: Duration, _ finishes: Bool, _ patience: Duration
  ) -> Reply {
    let socket = connected(to: port)
    defer { close(socket) }
    for part in parts {
      let bytes = Array(part.utf8)
      _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
      usleep(UInt32(pause / .microseconds(1)))
    }
    if finishes { shutdown(socket, Int32(SHUT_WR)) }
    var limit = timeval(tv_sec: Int(patience / .seconds(1)), tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      if count > 0 { all += buffer[..<count] }
      let text = String(decoding: all, as: UTF8.self)
      let isWhole = text.contains("</html>") || text.hasSuffix("\r\n\r\nok\n")
      if count <= 0 || isWhole {
        let isClosed = count == 0 || (count < 0 && errno == ECONNRESET)
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Reply(status: status, text: text, isClosed: isClosed)
      }
    }
  }

  private static func connected(to port: Int) -> Int32 {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    _ = withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    return socket
  }
}
