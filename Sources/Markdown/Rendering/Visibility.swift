/// Decides, scalar by scalar, what can be shown as it is; the rest is spelled out, as in ⟨U+202E⟩.
///
/// Spelled out are characters that nobody sees, that reorder the text around them, or that would
/// sit on our own markup. What joins letters or emoji into one sign stays as it is between them.
struct Visibility {
  private static let longestRunOfMarks = 12

  private var previous: Unicode.Scalar?
  private var marks = 0

  /// Notes that markup or the end of a line stands before the next scalar.
  mutating func interrupt() {
    previous = nil
    marks = 0
  }

  /// Notes a printable ASCII character, which is always shown.
  mutating func pass(_ character: UInt8) {
    previous = Unicode.Scalar(character)
    marks = 0
  }

  /// Appends the scalar or its name.
  mutating func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if (0x20..<0x7F).contains(scalar.value) || scalar == "\t" || scalar == "\n" {
      let character = UInt8(truncatingIfNeeded: scalar.value)
      bytes.append(character)
      pass(character)
    } else if allows(scalar) {
      bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      previous = scalar
    } else {
      bytes.append(contentsOf: scalar.spelledOut.utf8)
      previous = "⟩"
    }
  }

  private mutating func allows(_ scalar: Unicode.Scalar) -> Bool {
    let category = scalar.properties.generalCategory
    marks = category.isMark || scalar.isJoiner ? marks + 1 : 0
    guard marks > 0 else { return !scalar.isHidden }
    guard marks <= Self.longestRunOfMarks, let previous else { return false }
    guard scalar.isJoiner else { return !scalar.isHidden }
    return previous.value > 0xFF || previous.properties.isEmoji
  }
}

extension Unicode.GeneralCategory {
  fileprivate var isMark: Bool {
    switch self {
    case .nonspacingMark, .enclosingMark, .spacingMark: true
    default: false
    }
  }
}
