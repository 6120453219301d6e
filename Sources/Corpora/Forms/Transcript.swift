import Foundation
import Tokenization

/// A conversation as one text with `Human:` and `Assistant:` at the start of paragraphs.
struct Transcript {
  /// The turns in the order of the text.
  var messages: [ChatMessage]

  private static let marks: [(text: String, role: ChatRole)] = [
    ("\n\nHuman:", .user), ("\n\nAssistant:", .assistant),
  ]

  /// Returns whether the text looks like a transcript.
  static func isTranscript(_ text: String) -> Bool {
    text.trimmed.hasPrefix("Human:")
  }

  /// Splits the text at its marks; text before the first mark is a fault.
  init(_ text: String) throws {
    let whole = text.hasPrefix("\n\n") ? text : "\n\n" + text.trimmed
    var starts: [(range: Range<String.Index>, role: ChatRole)] = []
    for mark in Self.marks {
      starts += whole.ranges(of: mark.text).map { ($0, mark.role) }
    }
    starts.sort { $0.range.lowerBound < $1.range.lowerBound }
    guard let first = starts.first, whole[..<first.range.lowerBound].allSatisfy(\.isWhitespace)
    else { throw RowFault.malformedTranscript }
    let ends = starts.dropFirst().map(\.range.lowerBound) + [whole.endIndex]
    messages = zip(starts, ends).map { start, end in
      ChatMessage(start.role, String(whole[start.range.upperBound..<end]).trimmed)
    }
  }

  /// Splits two transcripts into the context they share and their two last answers.
  static func pair(
    _ first: String, _ second: String
  ) throws -> (context: [ChatMessage], answers: [String]) {
    let both = try [Transcript(first), Transcript(second)].map {
      try $0.messages.checked(endingWith: .assistant)
    }
    let context = Array(both[0].dropLast())
    guard context == Array(both[1].dropLast()) else { throw RowFault.differentContexts }
    return (context, both.compactMap { $0.last?.content })
  }
}
