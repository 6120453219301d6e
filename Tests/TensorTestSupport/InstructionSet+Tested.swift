package import CPUBackend
import Foundation

extension InstructionSet {
  /// The best set that tests use: all, or no more than LLAMERO_INSTRUCTIONS names.
  package static let tested =
    allCases.first { "\($0)" == ProcessInfo.processInfo.environment["LLAMERO_INSTRUCTIONS"] }
    ?? .avx512

  /// The sets that tests go through.
  package static let allTested = allCases.filter { $0.rawValue <= tested.rawValue }
}
