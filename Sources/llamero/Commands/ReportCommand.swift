import ArgumentParser
import Artifacts
import Foundation
import Reporting

/// `llamero report`: a run as one self-contained file.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a run's report: one HTML file, and the same numbers as JSON beside it.",
    discussion: "Prints the path of the HTML file; the JSON file lies beside it, ending in .json.")

  @Argument(help: ArgumentHelp("A prefix of the run's name, or 'last'.", valueName: "run"))
  var reference: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The HTML file to write (default: reports/RUN.html in the store's folder).",
      valueName: "file"))
  var output: String?

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print the JSON and write no file.")
  var json = false

  func validate() throws {
    if json && output != nil { throw ValidationError("Give either --json or --output") }
    if let output, output.hasSuffix(".json") || output.isEmpty {
      throw ValidationError("--output names the HTML file, as in report.html")
    }
  }

  func run() throws {
    let store = try store.open()
    let record = try store.run(reference)
    let report = try Report(of: record, in: store)
    let data = try report.json()
    if json { return try Console.sayJSON(String(decoding: data, as: UTF8.self)) }
    let page = try ReportPage(report).html()
    let file: URL
    if let output {
      file = URL(filePath: output)
      try OutputFile.write(Data(page.utf8), to: file)
      try OutputFile.write(data, to: file.deletingPathExtension().appendingPathExtension("json"))
    } else {
      file = try store.keep(Data(page.utf8), data, of: record)
    }
    try Console.say(file.relativePath)
  }
}
