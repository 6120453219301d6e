import ArgumentParser
import Foundation

/// Turns the lines of a sitting into a table of ratios.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table", abstract: "Write lines of JSON as a table, with ratios to peers.")

  @Argument(help: "The lines of this program.") var ours: String
  @Argument(help: "The lines of the peers' scripts.") var peers: String?

  func run() throws {
    let results: [BenchmarkResult] = try lines(ours)
    var text =
      ["| work | size | seconds | tokens/s | peak MB | besides |", "|---|---|---|---|---|---|"]
      .joined(separator: "\n") + "\n"
    for result in results { text += row(result) }
    if let peers {
      let theirs: [PeerResult] = try lines(peers)
      text +=
        "\n| work | peer | fp32 | bf16 | floor | aim | memory |\n|---|---|---|---|---|---|---|\n"
      for comparison in Comparison.all { text += row(comparison, results, theirs) }
    }
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  private func lines<Line: Decodable>(_ path: String) throws -> [Line] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("{\"") }
      .map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }

  private func row(_ result: BenchmarkResult) -> String {
    let details =
      result.details.sorted { $0.key < $1.key }
      .map { "\($0.key) \(rounded($0.value))" }
      + (result.systemAllocations.map { ["system allocations \($0)"] } ?? [])
    return
      "| \(result.task) \(result.shape) \(result.dtype) | \(result.size) | "
      + "\(rounded(result.seconds)) | \(rounded(result.tokensPerSecond)) | "
      + "\(rounded(result.peakMB)) | \(details.joined(separator: ", ")) |\n"
  }

  private func row(
    _ comparison: Comparison, _ results: [BenchmarkResult], _ peers: [PeerResult]
  ) -> String {
    let start = "| \(comparison.work) | \(comparison.peer) |"
    let targets = "\(rounded(comparison.floor)) | \(comparison.aim.map(rounded) ?? "")"
    let ours = results.filter(comparison.ours)
    let theirs = peers.filter(comparison.theirs)
    guard let rate = median(theirs.compactMap(comparison.theirRate)), !ours.isEmpty else {
      return start + " not measured | | \(targets) | |\n"
    }
    let ratios = ["fp32", "bf16"].map { kind in
      median(ours.filter { $0.dtype == kind }.map(comparison.ourRate)).map { rounded($0 / rate) }
        ?? ""
    }
    let most = ours.map(\.peakMB).max() ?? 0
    let memory = theirs.compactMap(\.peakMB).max().map { "1/" + rounded($0 / most) } ?? ""
    return start + " \(ratios.joined(separator: " | ")) | \(targets) | \(memory) |\n"
  }

  /// Returns the middle of what was measured, since short work was timed several times.
  private func median(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.sorted()[values.count / 2]
  }

  private func rounded(_ value: Double) -> String {
    String(format: abs(value) < 10 ? "%.2f" : (abs(value) < 100 ? "%.1f" : "%.0f"), value)
  }
}
