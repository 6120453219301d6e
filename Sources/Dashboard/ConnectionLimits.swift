/// Limits on clients; one that exceeds them waits or is disconnected.
package struct ConnectionLimits: Hashable, Sendable {
  /// The most connections open at once; further ones wait until one closes.
  package var connections = 128
  /// How long a connection may be idle, or take to send the head of its next request.
  package var idle = Duration.seconds(30)
  /// How long a request may take, from its head to the last byte of its response.
  package var exchange = Duration.seconds(60)

  /// Creates the standard limits.
  package init() {}
}
