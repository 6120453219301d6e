import ArgumentParser
import Artifacts
import Dashboard

/// `llamero serve`: runs, reports and pairs to label in a browser.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show runs in a browser, and let annotators compare answers.",
    discussion: "Prints the address and serves until Ctrl-C. Runs continue meanwhile.")

  @Option(help: ArgumentHelp("The port; 0 picks a free one.", valueName: "n"))
  var port = 8080

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "h"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      "A host name by which browsers reach this machine; may be repeated.", valueName: "name"))
  var allowHost: [String] = []

  @Flag(help: "Listen where other machines can connect, without encryption.")
  var insecure = false

  @Flag(help: "Serve people through a proxy on this machine that encrypts (Caddy, nginx).")
  var behindProxy = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    guard (0...65_535).contains(port) else {
      throw ValidationError("--port must be between 0 and 65535")
    }
  }

  func run() async throws {
    let configuration = DashboardConfiguration(
      host: host, port: port, allowedHosts: Set(allowHost + [host]), isInsecure: insecure,
      isBehindProxy: behindProxy)
    let store = try store.open()
    try store.requireWritable()
    try await serve(configuration, store: store, logger: StoreOptions.logger) { address in
      Console.note("Open \(address) in a browser; press Ctrl-C to stop.")
    }
  }
}
