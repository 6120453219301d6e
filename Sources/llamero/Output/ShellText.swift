/// Writes commands so that they can be pasted into a shell.
enum ShellText {
  /// Returns the arguments, quoted where needed.
  static func of(_ arguments: [String]) -> String {
    arguments.map(quoted).joined(separator: " ")
  }

  /// The command that the person typed.
  static var typedCommand: String {
    of(["llamero"] + CommandLine.arguments.dropFirst())
  }

  private static func quoted(_ argument: String) -> String {
    let plain = !argument.isEmpty && argument.utf8.allSatisfy(isPlain)
    return plain ? argument : "'" + argument.replacing("'", with: #"'\''"#) + "'"
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "-_./=,:@%+".utf8.contains(byte)
    }
  }
}
