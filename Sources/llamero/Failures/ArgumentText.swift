/// The arguments of the program, which must be text.
enum ArgumentText {
  /// Throws if an argument is not UTF-8: Swift would replace its bytes and so name another file.
  static func check() throws {
    for number in 1..<max(1, Int(CommandLine.argc)) {
      guard let bytes = CommandLine.unsafeArgv[number] else { return }
      if String(validatingCString: bytes) == nil {
        throw CommandFailure.usage(
          "Argument \(number), '\(String(cString: bytes))', is not UTF-8 text; rename what it names."
        )
      }
    }
  }
}
