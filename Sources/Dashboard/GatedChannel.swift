import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// HTTP/1.1 connections, each with a gate in front of the request decoder.
struct GatedChannel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  private let channel: HTTP1Channel
  private let exchange: TimeAmount

  /// Creates the connections of a server.
  init(_ limits: ConnectionLimits, responder: @escaping HTTPChannelHandler.Responder) {
    // Many times the longest address and the headers of a browser.
    let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
      maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)
    channel = HTTP1Channel(
      responder: responder,
      configuration: .init(
        idleTimeout: TimeAmount(limits.idle), httpDecoderConfiguration: decoder))
    exchange = TimeAmount(limits.exchange)
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    let exchange = exchange
    return self.channel.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let translator = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
      try pipeline.addHandler(ConnectionGate(exchange), position: .before(translator))
      return value
    }
  }

  func handle(value: Value, logger: Logger) async {
    await channel.handle(value: value, logger: logger)
  }
}

/// Closes a connection whose request or response takes too long, and masks odd targets.
///
/// The decoder would turn a request for `http://elsewhere/` into one for `/` with another host
/// before the guards see it. Targets that are not a path become an asterisk, which is refused.
private final class ConnectionGate: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let limit: TimeAmount
  private var openRequests = 0
  private var deadline: Scheduled<Void>?

  init(_ limit: TimeAmount) {
    self.limit = limit
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    openRequests += 1
    if openRequests == 1 { watch(context) }
    if !head.uri.utf8.starts(with: "/".utf8) { head.uri = "*" }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .end = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    let written = promise ?? context.eventLoop.makePromise()
    let bound = NIOLoopBound((gate: self, context: context), eventLoop: context.eventLoop)
    written.futureResult.whenSuccess { bound.value.gate.exchangeIsOver(bound.value.context) }
    context.write(data, promise: written)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    deadline?.cancel()
  }

  private func exchangeIsOver(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    openRequests -= 1
    if openRequests > 0 { watch(context) }
  }

  private func watch(_ context: ChannelHandlerContext) {
    let channel = context.channel
    deadline = context.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
  }
}
