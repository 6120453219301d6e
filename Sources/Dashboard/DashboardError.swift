/// What can go wrong before the dashboard serves its first page.
package enum DashboardError: Error, Hashable, CustomStringConvertible {
  case reachableAddress(String)
  case unusableSecret(path: String)
  case addressTaken(host: String, port: Int)

  package var description: String {
    switch self {
    case .reachableAddress(let host):
      "Other machines can reach \(host), and the dashboard has neither encryption nor accounts; "
        + "listen on 127.0.0.1, or give --insecure to accept that."
    case .unusableSecret(let path):
      "The file \(path) does not hold a secret of the dashboard; delete it and start again."
    case .addressTaken(let host, let port):
      "Port \(port) of \(host) is in use by another program; choose another one with --port."
    }
  }
}
