import Foundation

/// One line of the library's trace: something that changed the disk, or made changes durable.
enum TraceEvent: Sendable {
  case open(handle: Int, isNew: Bool, isCut: Bool, path: String)
  case write(handle: Int, offset: Int, bytes: [UInt8])
  case length(path: String, Int)
  case sync(handle: Int)
  case mkdir(String)
  case remove(String)
  case rename(from: String, to: String)
  case link(from: String, to: String)

  /// Returns the events of a trace.
  static func events(in trace: URL) throws -> [TraceEvent] {
    var bytes = [UInt8](try Data(contentsOf: trace))[...]
    var events: [TraceEvent] = []
    while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
      let line = String(decoding: bytes[..<end], as: UTF8.self)
      bytes = bytes[(end + 1)...]
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      if fields.count == 4, fields[0] == "write", let count = Int(fields[3]) {
        guard let handle = Int(fields[1]), let offset = Int(fields[2]), bytes.count > count else {
          throw SweepError.badTrace(line)
        }
        events.append(.write(handle: handle, offset: offset, bytes: Array(bytes.prefix(count))))
        bytes = bytes.dropFirst(count + 1)
      } else if let event = TraceEvent(fields) {
        events.append(event)
      } else {
        throw SweepError.badTrace(line)
      }
    }
    return events
  }

  /// Reads the fields of a line without bytes.
  private init?(_ fields: [String]) {
    switch (fields[0], fields.count) {
    case ("open", 5):
      guard let handle = Int(fields[1]) else { return nil }
      self = .open(
        handle: handle, isNew: fields[2] == "1", isCut: fields[3] == "1", path: fields[4])
    case ("length", 3):
      guard let length = Int(fields[2]) else { return nil }
      self = .length(path: fields[1], length)
    case ("sync", 2):
      guard let handle = Int(fields[1]) else { return nil }
      self = .sync(handle: handle)
    case ("mkdir", 2): self = .mkdir(fields[1])
    case ("unlink", 2), ("rmdir", 2): self = .remove(fields[1])
    case ("rename", 3): self = .rename(from: fields[1], to: fields[2])
    case ("link", 3): self = .link(from: fields[1], to: fields[2])
    default: return nil
    }
  }
}
