/// What the HTML of this module may contain.
enum Grammar {
  static let inline: Set<String> = [
    "em", "strong", "code", "span", "a", "br", "del", "ins", "samp",
  ]
  static let references: [String: Unicode.Scalar] = [
    "&amp": "&", "&lt": "<", "&gt": ">", "&quot": "\"", "&#39": "'", "&#96": "`",
  ]
  static let holdsNoText: Set<String> = ["ul", "ol", "table", "thead", "tbody", "tr", "figure"]

  private static let phrasing: Set<String> = ["em", "strong", "code", "span", "br", "a"]
  private static let blocks: Set<String> = [
    "p", "h3", "h4", "h5", "h6", "pre", "figure", "blockquote", "ul", "ol", "hr", "table",
  ]
  private static let children: [String: Set<String>] = [
    "p": phrasing, "h3": phrasing, "h4": phrasing, "h5": phrasing, "h6": phrasing,
    "em": phrasing, "strong": phrasing, "span": phrasing, "a": phrasing.subtracting(["a"]),
    "code": ["br"], "pre": ["code", "samp"], "samp": ["del", "ins"], "del": ["span"],
    "ins": ["span"], "figure": ["figcaption", "pre"], "figcaption": ["br"], "blockquote": blocks,
    "ul": ["li"], "ol": ["li"], "li": blocks.union(phrasing), "table": ["thead", "tbody"],
    "thead": ["tr"], "tbody": ["tr"], "tr": ["th", "td"], "th": phrasing, "td": phrasing,
  ]

  static let elements = Set(children.keys).union(["br", "hr"]).subtracting(["a"])

  static func allows(_ name: String, in open: [String]) -> Bool {
    if name == "a", open.contains("a") { return false }
    return open.last.map { children[$0]?.contains(name) == true } ?? blocks.contains(name)
  }

  static func allows(_ attributes: String, on name: String) -> Bool {
    switch name {
    case "ol": attributes.isEmpty || attributes.wholeMatch(of: /\ start="[0-9]{1,9}"/) != nil
    case "li": attributes.isEmpty || attributes.wholeMatch(of: /\ value="[0-9]{1,9}"/) != nil
    case "th": attributes == " scope=\"col\""
    case "span": [" class=\"image\"", " class=\"link\"", " class=\"hidden\""].contains(attributes)
    case "pre": ["", " class=\"difference\""].contains(attributes)
    case "a": attributes.wholeMatch(of: anchor)?.1 == " rel=\"noopener noreferrer\""
    default: attributes.isEmpty
    }
  }

  private nonisolated(unsafe) static let anchor =
    /\ href="(?:https:\/\/|mailto:)(?:[!#-%(-;=?-_a-~]|&(?:amp|quot|lt|gt|#39|#96);)*"(.*)/
    .ignoresCase()
}

/// Characters that must never reach a page.
enum Forbidden {
  static func contains(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0xAD, 0x200B, 0x200E, 0x200F: true
    case 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: true
    case 0xFDD0...0xFDEF, 0xE000...0xF8FF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}

extension Unicode.Scalar {
  var isMark: Bool {
    [.nonspacingMark, .spacingMark, .enclosingMark].contains(properties.generalCategory)
  }
}
