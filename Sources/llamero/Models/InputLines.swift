import Artifacts
import Foundation

/// JSON objects on standard input, a line each, answered in order.
enum InputLines {
  /// Reads requests until the end and writes the answer to each before the next is read.
  static func answer(_ reply: (SequenceRequest) throws -> some Encodable) throws {
    var input = StandardInput()
    while let line = try input.line() {
      if line.allSatisfy(\.isWhitespace) { continue }
      do {
        let request = try JSONDecoder().decode(SequenceRequest.self, from: Data(line.utf8))
        try Console.sayJSON(try StableJSON.text(try reply(request)))
      } catch let error as CocoaError where error.code != .propertyListReadCorrupt {
        throw error
      } catch {
        throw CommandFailure.inputLine(input.number, error)
      }
    }
  }
}
