/// The name of a run: 12 hexadecimal digits.
package typealias RunID = HexadecimalName<RunMeaning>

/// One execution of a pipeline.
package enum RunMeaning: NameMeaning {
  package static let digits = 12
}

extension RunID {
  /// The digits.
  package var text: String { hexadecimal }
}
