import ArgumentParser
import Artifacts

/// `llamero doctor`: whether this machine can run pipelines, and how fast it is.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the machine: kernels, libraries, speed, memory, disk and store.",
    discussion: "Takes about a second. Exits with 74 if no run could work here.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var device: DeviceOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let findings = try Examination(store: store, device: device).findings()
    if json {
      try Console.sayJSON(try StableJSON.text(findings, pretty: true))
    } else {
      for line in findings.lines { try Console.say(line) }
    }
    if let problem = findings.problems.first { throw CommandFailure.unfit(problem) }
  }
}
