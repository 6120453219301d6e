import Glibc

/// The lines of standard input, as strict UTF-8 and of bounded length.
struct StandardInput {
  /// The most bytes of a line.
  static let longestLine = 16 << 20

  /// The number of the last line, counted from one.
  private(set) var number = 0
  private var bytes: [UInt8] = []
  /// How many of the bytes were handed over, and how many hold no line break.
  private var start = 0
  private var searched = 0
  private var isAtEnd = false

  /// Returns the next line without its break, or nil at the end.
  mutating func line() throws -> String? {
    while true {
      if let end = bytes[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        return try handedOver(to: end, next: end + 1)
      }
      searched = bytes.count
      if isAtEnd { return start < bytes.count ? try handedOver(to: searched, next: searched) : nil }
      guard searched - start <= Self.longestLine else {
        throw fault("it is longer than the limit of \(Self.longestLine) bytes; shorten it")
      }
      try readOn()
    }
  }

  private mutating func handedOver(to end: Int, next: Int) throws -> String {
    number += 1
    var line = bytes[start..<end]
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    (start, searched) = (next, next)
    guard let text = String(validating: line, as: UTF8.self) else {
      number -= 1
      throw fault("it is not UTF-8 text; convert the input")
    }
    return text
  }

  private mutating func readOn() throws {
    bytes.removeFirst(start)
    (start, searched) = (0, bytes.count)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    var count = -1
    repeat { count = read(STDIN_FILENO, &piece, piece.count) } while count < 0 && errno == EINTR
    guard count >= 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandFailure.unfit(
        "Standard input cannot be read (\(reason)); give a file or a pipe.")
    }
    isAtEnd = count == 0
    bytes += piece.prefix(count)
  }

  private func fault(_ reason: String) -> CommandFailure {
    .inputLine(number + 1, CommandFailure.request(reason + "."))
  }
}
