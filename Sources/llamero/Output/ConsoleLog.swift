import Logging

/// The program's log: a line on standard error for each event.
struct ConsoleLog: LogHandler {
  let label: String
  var logLevel = Logger.Level.warning
  var metadata: Logger.Metadata = [:]
  var metadataProvider: Logger.MetadataProvider?

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let known = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }
    let details = known.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
      .map { " \($0.key)=\($0.value)" }
    Console.note("\(label) \(event.level): \(event.message)\(details.joined())")
  }
}
