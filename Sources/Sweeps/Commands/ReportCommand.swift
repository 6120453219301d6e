import ArgumentParser
import Foundation

/// `Sweeps report`: the newest result of each sweep, as the table of a page.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write the newest result of each sweep into the page of results.")

  @Option(help: ArgumentHelp("The file of results.", valueName: "file"))
  var results = "reports/reliability.jsonl"

  @Option(help: ArgumentHelp("The page whose table is regenerated.", valueName: "file"))
  var page = "reports/reliability.md"

  func run() throws {
    let text = try String(contentsOf: URL(filePath: results), encoding: .utf8)
    let found = try text.split(separator: "\n").map {
      try JSONDecoder().decode(SweepResult.self, from: Data($0.utf8))
    }
    let file = URL(filePath: page)
    let old = try String(contentsOf: file, encoding: .utf8)
    guard let new = ReliabilityTable(found).page(in: old) else {
      throw SweepError.noTable(file.path)
    }
    try Data(new.utf8).write(to: file, options: .atomic)
  }
}
