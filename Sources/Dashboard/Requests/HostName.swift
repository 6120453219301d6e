/// The host that a request names, without its port.
package enum HostName {
  /// Returns the host of an authority in lower case, or "" if there is none.
  package static func of(_ authority: String) -> String {
    guard authority.utf8.allSatisfy(\.isVisible) else { return "" }
    let lowered = authority.lowercased()
    if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") {
      let rest = lowered[lowered.index(after: end)...]
      return rest.isEmpty || isPort(rest) ? String(lowered[...end]) : ""
    }
    let parts = lowered.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 1 || isPort(":\(parts[1])") else { return "" }
    return String(parts[0])
  }

  private static func isPort(_ text: some StringProtocol) -> Bool {
    text.first == ":" && (2...6).contains(text.utf8.count)
      && text.utf8.dropFirst().allSatisfy(\.isDigit)
  }
}
