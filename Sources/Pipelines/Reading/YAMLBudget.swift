/// Limits on a YAML text: an alias is short, but expands to everything it refers to.
struct YAMLBudget {
  /// The most bytes of a text.
  static let bytes = 1 << 20
  /// The most values, each counted as often as aliases repeat it.
  static let values = 100_000
  /// The deepest nesting.
  static let depth = 64
  /// The most keys that begin with '?'; nobody writes them, and each is compared as a whole.
  static let explicitKeys = 8

  private var left = Self.values

  /// Counts a value at a depth.
  mutating func spend(at place: PipelinePlace, depth: Int) throws {
    try Self.checkDepth(depth, at: place)
    left -= 1
    guard left >= 0 else {
      throw PipelineError.tooLarge(
        place, reason: "with its aliases the text has more than \(Self.values) values")
    }
  }

  /// Throws if a value is nested too deep.
  static func checkDepth(_ depth: Int, at place: PipelinePlace) throws {
    guard depth <= Self.depth else {
      throw PipelineError.tooLarge(
        place, reason: "this is nested more than \(Self.depth) levels deep")
    }
  }

  /// Throws if a text has too many bytes, or more keys that begin with '?' than it may.
  static func check(_ yaml: String, at place: PipelinePlace) throws {
    guard yaml.utf8.count <= bytes else {
      throw PipelineError.tooLarge(place, reason: "the text has more than \(bytes) bytes")
    }
    var found = 0
    var previous = UInt8(ascii: "\n")
    var beforeIt = previous
    for byte in yaml.utf8 {
      let isKey =
        previous == UInt8(ascii: "?") && " \t\r\n".utf8.contains(byte)
        && " \t\r\n[{,".utf8.contains(beforeIt)
      if isKey { found += 1 }
      (beforeIt, previous) = (previous, byte)
    }
    guard found <= explicitKeys else {
      throw PipelineError.malformed(
        place, problem: "\(found) keys begin with '?', and a key must be a single word")
    }
  }
}
