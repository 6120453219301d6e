package import Artifacts
import Foundation
package import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore

/// The pages of one store.
struct Dashboard: Sendable {
  let configuration: DashboardConfiguration
  let store: ArtifactStore
  let secret: ServerSecret
  let pages: PageWriter
  let attempts = AttemptLimit()
}

/// Builds the dashboard's web application over a store; `ready` is told its address.
package func buildApplication(
  _ configuration: DashboardConfiguration, store: ArtifactStore, logger: Logger,
  ready: @escaping @Sendable (String) -> Void = { _ in }
) throws -> some ApplicationProtocol {
  try configuration.validate(hasPeople: store.hasPeople())
  let dashboard = Dashboard(
    configuration: configuration, store: store, secret: try ServerSecret(under: store.home),
    pages: try PageWriter())
  return Application(
    router: dashboard.router(),
    server: HTTPServerBuilder { GatedChannel(configuration.limits, responder: $0) },
    configuration: ApplicationConfiguration(
      address: .hostname(configuration.host, port: configuration.port),
      availableConnectionsDelegate: .maximum(configuration.limits.connections, logger: logger)),
    onServerRunning: { channel in
      ready(configuration.address(port: channel.localAddress?.port))
    },
    logger: logger)
}

/// Serves the dashboard until the process is told to stop.
package func serve(
  _ configuration: DashboardConfiguration, store: ArtifactStore, logger: Logger,
  ready: @escaping @Sendable (String) -> Void
) async throws {
  let application = try buildApplication(
    configuration, store: store, logger: logger, ready: ready)
  do {
    try await application.runService()
  } catch let error as IOError where error.errnoCode == EADDRINUSE {
    throw DashboardError.addressTaken(host: configuration.host, port: configuration.port)
  }
}

extension Dashboard {
  /// Returns the routes behind the guards.
  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: SecurityHeaders())
    router.add(middleware: ErrorPages(pages: pages))
    router.add(middleware: HostGuard(trusted: configuration.trustedHosts))
    router.add(middleware: TargetGuard())
    router.add(middleware: OriginGuard())
    router.add(
      middleware: SessionRenewal(
        store: store, secret: secret, isSecure: configuration.isBehindProxy))
    router.get("healthz") { _, _ in "ok\n" }
    router.get("assets/:name") { _, context in try Asset.response(context) }
    addJoinRoutes(to: router)
    addRunRoutes(to: router)
    addCollectRoutes(to: router)
    return router
  }
}
