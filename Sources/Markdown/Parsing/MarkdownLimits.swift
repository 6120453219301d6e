/// Finds the characters whose power as markup would cost the parser too much or make it drop text.
struct MarkdownLimits {
  private static let deepestContainer = 32
  private static let mostBrackets = 1_000

  /// Where the characters stand, in order.
  private(set) var indices: [Int] = []
  private let bytes: [UInt8]
  private var brackets = 0

  /// Looks through a text.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      readMarkup(of: start..<end)
      start = end + 1
    }
  }

  private mutating func readMarkup(of line: Range<Int>) {
    // No inline markup spans a blank line.
    if bytes[line].allSatisfy(\.isBlank) { brackets = 0 }
    let deepMarker = markerTooDeep(in: line)
    for index in line where index == deepMarker || mustNotAct(index) { indices.append(index) }
  }

  private mutating func mustNotAct(_ index: Int) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: "["):
      // A link after many images costs one step for each of them.
      brackets += 1
      return brackets > Self.mostBrackets
    case UInt8(ascii: ":"):
      // This could define a link, and the parser drops definitions from the text.
      return index > 0 && bytes[index - 1] == UInt8(ascii: "]")
    case UInt8(ascii: "&"): return isReferenceToStandIn(index)
    default: return false
    }
  }

  private func isReferenceToStandIn(_ index: Int) -> Bool {
    let name = bytes[index...].dropFirst().prefix(10).prefix { $0 != UInt8(ascii: ";") }
    guard name.first == UInt8(ascii: "#") else { return false }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let number =
      isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    return number.map(StandIn.range.contains) ?? false
  }
}

extension MarkdownLimits {
  /// Returns the marker that nests too deeply: each blank line costs one step for each level.
  private func markerTooDeep(in line: Range<Int>) -> Int? {
    var index = line.lowerBound
    var columns = 0
    var markers = 0
    while index < line.upperBound {
      if bytes[index].isBlank {
        columns += bytes[index] == UInt8(ascii: "\t") ? 4 : 1
        index += 1
        continue
      }
      guard let marker = containerMarker(at: index, in: line) else { return nil }
      markers += 1
      // A level of a list takes at least two columns of the lines that continue it.
      if markers + columns / 2 > Self.deepestContainer { return marker }
      index = marker + 1
    }
    return nil
  }

  /// Returns where a quote's or an item's marker ends, if one starts at the index.
  private func containerMarker(at index: Int, in line: Range<Int>) -> Int? {
    if bytes[index] == UInt8(ascii: ">") { return index }
    let digits = bytes[index..<line.upperBound].prefix(10).prefix { $0.isDigit }.count
    let last = index + digits
    guard last < line.upperBound, digits < 10 else { return nil }
    let signs = digits == 0 ? "-+*" : ".)"
    guard signs.utf8.contains(bytes[last]) else { return nil }
    let isAlone = last + 1 == line.upperBound || bytes[last + 1].isBlank
    return isAlone ? last : nil
  }
}
