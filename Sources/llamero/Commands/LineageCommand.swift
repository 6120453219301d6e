import ArgumentParser
import Artifacts

/// `llamero lineage`: what an artifact was made from, or what was made from it.
struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Show what an artifact was made from, back to files outside the store.",
    discussion: """
      Each step is shown with its stage, key and configuration, and the runs that contain it. \
      What was already shown is referred to, not repeated.
      """)

  @Argument(help: "RUN/stage.output, or a digest prefix.")
  var artifact: String

  @Flag(help: "Show what was made from the artifact instead.")
  var down = false

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    let digest = try ArtifactReference(artifact).digest(in: store)
    let lineage = try store.lineage(of: digest, down ? .down : .up)
    if json { return try Console.sayJSON(try StableJSON.text(lineage, pretty: true)) }
    for line in LineageText(lineage).lines { try Console.say(line) }
  }
}
