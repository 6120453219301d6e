/// An address that a link may lead to.
struct LinkAddress {
  /// The address, in printable ASCII.
  let text: String

  /// Takes an address with the scheme `https:` or `mailto:`, and no other.
  init?(_ address: UnsafeBufferPointer<UInt8>) {
    // Anything else may hide where it leads: browsers drop tabs and read other letters as ASCII.
    guard address.allSatisfy({ (0x21..<0x7F).contains($0) }) else { return nil }
    let text = String(decoding: address, as: UTF8.self)
    let scheme = text.prefix { $0 != ":" }.lowercased()
    guard scheme == "mailto" || scheme == "https" && text.dropFirst(5).hasPrefix("://") else {
      return nil
    }
    self.text = text
  }
}
