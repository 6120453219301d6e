/// Where the dashboard listens and whom it trusts.
package struct DashboardConfiguration: Hashable, Sendable {
  /// The address to listen on.
  package var host: String
  /// The port to listen on.
  package var port: Int
  /// The names under which browsers may ask for pages, besides the loopback names.
  package var allowedHosts: Set<String>
  /// Whether an address that other machines can reach is allowed without encryption.
  package var isInsecure: Bool
  /// The limits on clients.
  package var limits = ConnectionLimits()

  /// Creates a configuration; by default it serves this machine only.
  package init(
    host: String = "127.0.0.1", port: Int = 8080, allowedHosts: Set<String> = [],
    isInsecure: Bool = false
  ) {
    self.host = host
    self.port = port
    self.allowedHosts = allowedHosts
    self.isInsecure = isInsecure
  }

  /// The name stored with each answer; there are no accounts yet.
  static let annotator = "local"

  private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

  /// The names that a request may ask for, in lower case and without ports.
  var trustedHosts: Set<String> {
    Self.loopback.union(allowedHosts.map { $0.lowercased() })
  }

  /// Returns the address to open in a browser, with the port actually bound.
  func address(port taken: Int?) -> String {
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    return "http://\(name):\(taken ?? port)/"
  }

  /// Throws unless the address is a loopback address or `--insecure` was given.
  func validate() throws {
    let isLoopback = Self.loopback.contains(host) || host == "::1"
    guard isLoopback || isInsecure else { throw DashboardError.reachableAddress(host) }
  }
}
