import ArgumentParser
import Artifacts

/// `llamero cancel`: stop a run for good, from another terminal.
struct CancelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel", abstract: "Stop a run for good.",
    discussion: """
      The process running it ends after its current step, within seconds. Finished work is kept: \
      'llamero run' on the same file starts a new run that reuses it. To stop a run and resume \
      it later, press Ctrl-C where it runs instead.
      """)

  @Argument(help: ArgumentHelp("A prefix of the run's name, or 'last'.", valueName: "run"))
  var reference: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let store = try store.open()
    let run = try store.run(reference)
    try store.cancel(run.id)
    if json {
      return try Console.sayJSON(try StableJSON.text(["run": run.id.text], pretty: true))
    }
    let ending = run.state == .running ? "; its process ends after the current step" : ""
    try Console.say("Run \(run.id) is cancelled\(ending).")
  }
}
