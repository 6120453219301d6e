/// Scans the tokens of JSON (RFC 8259), in one pass over its bytes.
///
/// Callers limit the depth and number of values; the scanner's own time and memory are linear in
/// the number of bytes.
package struct JSONScanner {
  /// What is wrong, and at which byte.
  package struct Fault: Error {
    /// What is wrong, as a part of a sentence.
    package let reason: String
    /// The place of the byte.
    package let position: Int

    /// Makes a fault.
    package init(reason: String, position: Int) {
      (self.reason, self.position) = (reason, position)
    }
  }

  private let bytes: UnsafeRawBufferPointer
  private let end: Int
  /// The place of the byte that comes next.
  package private(set) var position: Int

  /// Begins to read a part of some bytes.
  package init(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) {
    (self.bytes, position, end) = (bytes, range.lowerBound, range.upperBound)
  }

  /// The next byte that is no white space.
  package var next: UInt8? {
    mutating get {
      while position < end, Self.isSpace(bytes[position]) { position += 1 }
      return position < end ? bytes[position] : nil
    }
  }

  /// Steps over a mark if it is what comes next.
  package mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: mark) else { return false }
    position += 1
    return true
  }

  /// Steps over a word, which must be there.
  package mutating func word(_ word: StaticString) throws(Fault) {
    let length = word.utf8CodeUnitCount
    let isThere =
      end - position >= length
      && (0..<length).allSatisfy { bytes[position + $0] == word.utf8Start[$0] }
    guard isThere else { throw fault("a value is missing") }
    position += length
  }

  /// Makes the fault of what stands here.
  package func fault(_ reason: String) -> Fault {
    Fault(reason: position < end ? reason : "it ends too early", position: position)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}

// MARK: Numbers

extension JSONScanner {
  /// A number as it is written.
  package struct Number {
    /// The sign, the digits and whatever else it is written with.
    package let digits: UnsafeRawBufferPointer
    /// Whether it has neither a fraction nor an exponent.
    package let isWhole: Bool

    /// The number as text.
    package var text: String { String(decoding: digits, as: UTF8.self) }
  }

  /// Steps over a number.
  package mutating func number() throws(Fault) -> Number {
    let start = position
    var isWhole = true
    if peek("-") { position += 1 }
    let first = position
    guard digits() > 0 else { throw fault("a value is missing") }
    if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
      throw fault("a number begins with 0")
    }
    if peek(".") {
      isWhole = false
      position += 1
      guard digits() > 0 else { throw fault("a number ends with '.'") }
    }
    if peek("e") || peek("E") {
      isWhole = false
      position += 1
      if peek("+") || peek("-") { position += 1 }
      guard digits() > 0 else { throw fault("an exponent is missing") }
    }
    return Number(
      digits: UnsafeRawBufferPointer(rebasing: bytes[start..<position]), isWhole: isWhole)
  }

  private func peek(_ mark: Unicode.Scalar) -> Bool {
    position < end && bytes[position] == UInt8(ascii: mark)
  }

  /// Steps over digits and returns how many there were.
  private mutating func digits() -> Int {
    let start = position
    while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
    return position - start
  }
}

// MARK: Texts

extension JSONScanner {
  /// Reads a text, whose quote comes next.
  package mutating func text() throws(Fault) -> String {
    position += 1
    let start = position
    while position < end, bytes[position] >= 0x20, bytes[position] != UInt8(ascii: "\\") {
      if bytes[position] == UInt8(ascii: "\"") {
        defer { position += 1 }
        return try valid(UnsafeRawBufferPointer(rebasing: bytes[start..<position]))
      }
      position += 1
    }
    return try escapedText(from: start)
  }

  /// Reads on in a text with escapes, whose first ones lie behind.
  private mutating func escapedText(from start: Int) throws(Fault) -> String {
    var text = Array(bytes[start..<position])
    while position < end {
      let byte = bytes[position]
      if byte < 0x20 { throw fault("a control character stands in a text; escape it") }
      position += 1
      if byte == UInt8(ascii: "\"") { return try valid(text) }
      if byte == UInt8(ascii: "\\") {
        text += String(try escaped()).utf8
      } else {
        text.append(byte)
      }
    }
    throw fault("")
  }

  private func valid(_ bytes: some Collection<UInt8>) throws(Fault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(reason: "a text is not UTF-8", position: position)
    }
    return text
  }

  private mutating func escaped() throws(Fault) -> Unicode.Scalar {
    guard position < end else { throw fault("") }
    let mark = bytes[position]
    position += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(mark)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeScalar()
    default: throw fault("an escape is none of JSON's")
    }
  }

  private mutating func unicodeScalar() throws(Fault) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, peek("\\"), position + 1 < end, bytes[position + 1] == UInt8(ascii: "u")
    else { throw fault("half of a surrogate pair is missing") }
    position += 2
    let second = try codeUnit()
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(
        0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00))
    else { throw fault("half of a surrogate pair is missing") }
    return scalar
  }

  private mutating func codeUnit() throws(Fault) -> UInt16 {
    guard end - position >= 4 else {
      position = end
      throw fault("")
    }
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw fault("an escape needs four hexadecimal digits")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
