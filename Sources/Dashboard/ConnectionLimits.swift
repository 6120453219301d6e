/// What clients may take of the server; one that takes more waits or is let go.
package struct ConnectionLimits: Hashable, Sendable {
  /// How many connections are open at once; further ones wait until one is closed.
  package var connections = 128
  /// How long a connection may be silent, or take for the head of its next request.
  package var idle = Duration.seconds(30)
  /// How long a request may take, from its head to the last byte of its response.
  package var exchange = Duration.seconds(60)

  /// Creates the standard limits.
  package init() {}
}
