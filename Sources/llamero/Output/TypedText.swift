/// The arguments that the user typed, as the system passes them.
enum TypedText {
  /// Throws if an argument is not UTF-8: Swift would replace invalid bytes, and a path would become
  /// a different path.
  static func requireUTF8(
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, count: Int
  ) throws {
    for index in 0..<count {
      guard let argument = arguments[index], String(validatingCString: argument) == nil else {
        continue
      }
      throw CommandFailure.usage(
        "Argument \(index) is not UTF-8 (\(spelled(argument))); Llamero accepts only UTF-8 "
          + "names, so rename the file or folder.")
    }
  }

  /// The bytes, each that is no plain character of ASCII with its number.
  private static func spelled(_ argument: UnsafePointer<CChar>) -> String {
    var text = ""
    var byte = argument
    while byte.pointee != 0, text.utf8.count < 200 {
      let value = UInt8(bitPattern: byte.pointee)
      text +=
        (0x20...0x7E).contains(value)
        ? String(UnicodeScalar(value)) : "\\x" + String(value, radix: 16)
      byte += 1
    }
    return text
  }
}
