import Files

/// Parses JSON strictly: no name twice in one object, nothing after the value.
///
/// Foundation's parsers keep one of two equal names in silence, so two readers of one file could
/// see different tensors; hence a parser of our own. Depth, numbers of values and lengths of names
/// are bounded, so its time and memory grow with the bytes and no faster.
package struct JSONParser {
  private var scanner: JSONScanner
  private var values = 0

  private static let deepest = 32
  private static let mostMembers = 100_000
  private static let mostValues = 1_000_000
  private static let longestName = 4_096
  private static let longestNumber = 400

  /// Parses the bytes of one JSON value, which may follow white space.
  package static func parse(_ bytes: UnsafeRawBufferPointer) throws -> JSONValue {
    var parser = JSONParser(scanner: JSONScanner(bytes, 0..<bytes.count))
    do throws(JSONScanner.Fault) {
      let value = try parser.value(depth: 0)
      guard parser.scanner.next == nil else { throw parser.fault("text follows its end") }
      return value
    } catch {
      throw JSONDamage(fact: "\(error.reason) (byte \(error.position) of its JSON)")
    }
  }

  private init(scanner: JSONScanner) { self.scanner = scanner }

  private func fault(_ reason: String) -> JSONScanner.Fault {
    JSONScanner.Fault(reason: reason, position: scanner.position)
  }

  private mutating func value(depth: Int) throws(JSONScanner.Fault) -> JSONValue {
    guard depth <= Self.deepest else { throw fault("it is nested too deeply") }
    values += 1
    guard values <= Self.mostValues else { throw fault("it has too many values") }
    switch scanner.next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try scanner.text())
    case UInt8(ascii: "t"): return try word("true", .flag(true))
    case UInt8(ascii: "f"): return try word("false", .flag(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(JSONScanner.Fault) -> JSONValue {
    _ = scanner.take("{")
    var members: [JSONMember] = []
    var names = SeenNames()
    if scanner.take("}") { return .object([]) }
    repeat {
      guard scanner.next == UInt8(ascii: "\"") else {
        throw scanner.fault("a name is missing")
      }
      let name = try scanner.text()
      guard name.utf8.count <= Self.longestName else { throw fault("a name is too long") }
      guard names.insert(name, after: members) else {
        throw fault("the name '\(name)' is there twice")
      }
      guard scanner.take(":") else { throw scanner.fault("':' is missing after '\(name)'") }
      members.append(JSONMember(name: name, value: try value(depth: depth + 1)))
      guard members.count <= Self.mostMembers else { throw fault("it has too many entries") }
    } while scanner.take(",")
    guard scanner.take("}") else { throw scanner.fault("'}' is missing") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(JSONScanner.Fault) -> JSONValue {
    _ = scanner.take("[")
    var elements: [JSONValue] = []
    if scanner.take("]") { return .array([]) }
    repeat { elements.append(try value(depth: depth + 1)) } while scanner.take(",")
    guard scanner.take("]") else { throw scanner.fault("']' is missing") }
    return .array(elements)
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONScanner.Fault) -> JSONValue {
    try scanner.word(word)
    return value
  }

  private mutating func number() throws(JSONScanner.Fault) -> JSONValue {
    let number = try scanner.number()
    guard number.digits.count <= Self.longestNumber else { throw fault("a number is too long") }
    let text = number.text
    if number.isWhole, let integer = Int(text) { return .integer(integer) }
    return .number(Double(text) ?? .nan)
  }
}

/// The names of an object so far; a set is made only where there are many.
private struct SeenNames {
  private static let few = 8
  private var names: Set<ByteName> = []

  /// Adds a name to those of the members before it; returns false if it is among them.
  mutating func insert(_ name: String, after members: [JSONMember]) -> Bool {
    if members.count < Self.few {
      return !members.contains { ByteName($0.name) == ByteName(name) }
    }
    if names.isEmpty { names = Set(members.map { ByteName($0.name) }) }
    return names.insert(ByteName(name)).inserted
  }
}
