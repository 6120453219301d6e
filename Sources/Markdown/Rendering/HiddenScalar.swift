/// What pages need to know of characters that could deceive whoever reads them.
extension Unicode.Scalar {
  /// Whether the scalar is invisible, or would reorder other text; line breaks and tabs included.
  package var isHidden: Bool {
    switch value {
    case 0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800, 0xE0100...0xE01EF, 0xFE00...0xFE0F: true
    default:
      switch properties.generalCategory {
      case .control, .format, .privateUse, .unassigned, .surrogate: true
      default: false
      }
    }
  }

  /// Whether the scalar joins letters or emoji into one sign, as it should between them.
  package var isJoiner: Bool {
    self == "\u{200C}" || self == "\u{200D}" || self == "\u{FE0F}" || self == "\u{FE0E}"
  }

  /// The scalar by its number, as in ⟨U+202E⟩.
  package var spelledOut: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "⟨U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "⟩"
  }
}
