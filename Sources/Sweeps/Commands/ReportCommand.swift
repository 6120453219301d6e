import ArgumentParser
import Foundation

/// `Sweeps report`: the newest result of each sweep as a table.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Print the newest result of each sweep as a page of Markdown.")

  @Option(help: ArgumentHelp("The file of results.", valueName: "file"))
  var results = "reports/reliability.jsonl"

  func run() throws {
    let text = try String(contentsOf: URL(filePath: results), encoding: .utf8)
    let found = try text.split(separator: "\n").map {
      try JSONDecoder().decode(SweepResult.self, from: Data($0.utf8))
    }
    print(ReliabilityTable(found).page)
  }
}
