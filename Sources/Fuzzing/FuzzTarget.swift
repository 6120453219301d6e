/// A parser of what comes from outside, and how bytes are put before it.
///
/// A parser returns or throws whatever the bytes are; it never traps, and its time and memory are
/// bounded by their number. `scripts/fuzz.sh` compiles one file of `Targets` with libFuzzer, and
/// the tests replay the corpus with mutations of their own.
package struct FuzzTarget: Sendable {
  /// What `make fuzz TARGET=` calls it.
  package let name: String
  private let arrange: @Sendable (Scratch) throws -> Void
  private let parse: @Sendable ([UInt8], Scratch) throws -> Void

  /// Creates a target; `arrange` lays out, once, files that the parser finds beside the bytes.
  init(
    _ name: String, arrange: @escaping @Sendable (Scratch) throws -> Void = { _ in },
    parse: @escaping @Sendable ([UInt8], Scratch) throws -> Void
  ) {
    self.name = name
    self.arrange = arrange
    self.parse = parse
  }

  /// Returns the folder in which the target runs.
  package func scratch() throws -> Scratch {
    let scratch = try Scratch()
    try arrange(scratch)
    return scratch
  }

  /// Puts bytes before the parser; returns whether they were accepted.
  @discardableResult
  package func run(_ bytes: [UInt8], in scratch: Scratch) -> Bool {
    do {
      try parse(bytes, scratch)
      return true
    } catch {
      // The sentence is made of the bytes as well.
      return "\(error)".isEmpty
    }
  }
}
