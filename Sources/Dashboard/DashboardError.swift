/// What can go wrong before the dashboard serves its first page.
package enum DashboardError: Error, Hashable, CustomStringConvertible {
  case reachableAddress(String)
  case nobodyInvited
  case unusableSecret(path: String)
  case addressTaken(host: String, port: Int)

  package var description: String {
    switch self {
    case .reachableAddress(let host):
      "Other machines can reach \(host), and the dashboard does not encrypt; listen on 127.0.0.1 "
        + "behind a proxy that does (--behind-proxy), or give --insecure to accept that."
    case .nobodyInvited:
      "Other people can reach the pages, and nobody has a name here, so that anybody could judge "
        + "and see everything; invite them first with 'llamero people add NAME'."
    case .unusableSecret(let path):
      "The file \(path) does not hold a secret of the dashboard; delete it and start again."
    case .addressTaken(let host, let port):
      "Port \(port) of \(host) is in use by another program; choose another one with --port."
    }
  }
}
