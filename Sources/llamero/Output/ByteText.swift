import Foundation

/// Sizes in words.
enum ByteText {
  /// Returns a size such as "512 bytes", "4.2 MB" or "1.7 GB".
  static func of(_ bytes: Int) -> String {
    let value = Double(bytes)
    switch bytes {
    case ..<1_000: return "\(bytes) bytes"
    case ..<1_000_000: return String(format: "%.1f KB", value / 1e3)
    case ..<1_000_000_000: return String(format: "%.1f MB", value / 1e6)
    default: return String(format: "%.1f GB", value / 1e9)
    }
  }
}
