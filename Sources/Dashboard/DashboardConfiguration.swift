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
  /// Whether a reverse proxy on this machine adds the encryption, so that cookies demand it.
  package var isBehindProxy: Bool
  /// The limits on clients.
  package var limits = ConnectionLimits()

  /// Creates a configuration; by default it serves this machine only.
  package init(
    host: String = "127.0.0.1", port: Int = 8080, allowedHosts: Set<String> = [],
    isInsecure: Bool = false, isBehindProxy: Bool = false
  ) {
    self.host = host
    self.port = port
    self.allowedHosts = allowedHosts
    self.isInsecure = isInsecure
    self.isBehindProxy = isBehindProxy
  }

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

  /// Throws if other machines can reach the address without encryption and nobody asked for that,
  /// or without anybody being known by name.
  func validate(hasPeople: Bool) throws {
    let isLoopback = Self.loopback.contains(host) || host == "::1"
    guard isLoopback || isInsecure else { throw DashboardError.reachableAddress(host) }
    // A name of another kind is one by which others reach this machine.
    let isNamed = !trustedHosts.subtracting(Self.loopback).subtracting([host, "::1"]).isEmpty
    guard hasPeople || (isLoopback && !isBehindProxy && !isNamed) else {
      throw DashboardError.nobodyInvited
    }
  }
}
