/// The elements that are ever written.
enum HTMLTag: String {
  case paragraph = "p"
  case heading3 = "h3"
  case heading4 = "h4"
  case heading5 = "h5"
  case heading6 = "h6"
  case emphasis = "em"
  case strong
  case code
  case pre
  case figure
  case caption = "figcaption"
  case quote = "blockquote"
  case bulletList = "ul"
  case orderedList = "ol"
  case item = "li"
  case rule = "hr"
  case lineBreak = "br"
  case table
  case tableHead = "thead"
  case tableBody = "tbody"
  case row = "tr"
  case headerCell = "th"
  case cell = "td"
  case span
  case anchor = "a"
  case sample = "samp"
  case deleted = "del"
  case inserted = "ins"

  /// Returns the element of a heading, below those that a page uses for itself.
  static func heading(level: Int) -> HTMLTag {
    switch level {
    case ...1: .heading3
    case 2: .heading4
    case 3: .heading5
    default: .heading6
    }
  }
}

/// The attributes that are ever written; text of others is in none of them.
enum HTMLAttribute {
  /// The number that an ordered list starts with.
  case start(Int)
  /// The number of an item.
  case value(Int)
  /// A class of ours.
  case kind(StaticString)
  /// What a header cell is the header of.
  case columnScope
  /// Where a link leads.
  case address(LinkAddress)
}
