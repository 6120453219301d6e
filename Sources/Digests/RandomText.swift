/// Text that nobody can guess, from the system's source of random bits.
package enum RandomText {
  /// Returns so many hexadecimal digits, 16 for each 64 bits.
  package static func hexadecimal(words: Int) -> String {
    var bits = SystemRandomNumberGenerator()
    return (0..<words).map { _ in
      let digits = String(bits.next() as UInt64, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
