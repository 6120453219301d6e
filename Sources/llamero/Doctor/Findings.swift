import Foundation

/// What an examination of the machine found; the keys are a promise to scripts.
struct Findings: Encodable {
  let version: String
  let device: String
  let instructionSet: String
  let threads: Int
  let sqlite: String
  let home: String
  let homeIsWritable: Bool
  let diskFreeBytes: Int?
  let memoryBytes: Int
  let memoryAvailableBytes: Int?
  let gigaflops: Double
  /// The same with operands rounded to bfloat16, where the processor can.
  let roundedGigaflops: Double?
  let gigabytesPerSecond: Double
  /// Sentences about what would keep a run from working.
  let problems: [String]

  /// The findings for a person.
  var lines: [String] {
    var table = TextTable(["llamero", version])
    table.add(["device", device])
    table.add(["products", String(format: "%.0f GFLOP/s (fp32, 1024 x 1024)", gigaflops)])
    if let roundedGigaflops {
      table.add(["", String(format: "%.0f GFLOP/s (bf16, 1024 x 1024)", roundedGigaflops)])
    }
    table.add(["memory speed", String(format: "%.1f GB/s (copying)", gigabytesPerSecond)])
    table.add(["memory", "\(size(memoryBytes)), \(size(memoryAvailableBytes)) available"])
    table.add(["disk", "\(size(diskFreeBytes)) free"])
    table.add(["store", "\(home), \(homeIsWritable ? "writable" : "not writable")"])
    table.add(["sqlite", sqlite])
    return table.lines
  }

  private func size(_ bytes: Int?) -> String {
    bytes.map { String(format: "%.1f GiB", Double($0) / 1_073_741_824) } ?? "unknown"
  }
}
