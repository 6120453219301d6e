import ArgumentParser
import Artifacts

/// `llamero pin`: protect a run or an artifact from garbage collection.
struct PinCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Protect a run or an artifact from garbage collection.",
    discussion: """
      Without a name, lists what is pinned. A checkpoint is pinned by its digest, which \
      'llamero logs' shows; it then outlives its stage.
      """)

  @Argument(
    help: ArgumentHelp(
      "A run, RUN/stage.output, or a digest prefix.", valueName: "name"))
  var name: String?

  @Flag(help: "Remove the pin.")
  var remove = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    if let name {
      let pinned = try resolve(name, in: store)
      if remove {
        guard try store.unpin(pinned) else {
          throw CommandFailure.usage("\(name) is not pinned; 'llamero pin' lists what is.")
        }
      } else {
        try store.pin(pinned)
      }
    }
    let pins = try store.pins()
    if json { return try Console.sayJSON(try StableJSON.text(["pins": pins], pretty: true)) }
    for pin in pins { try Console.say(pin) }
  }

  private func resolve(_ name: String, in store: ArtifactStore) throws -> String {
    if !name.contains("/"), let run = try? store.run(name) { return run.id.text }
    return try ArtifactReference(name).digest(in: store).hexadecimal
  }
}
