extension String {
  /// The lower-case words of the text without marks.
  var bareWords: [String] {
    lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.map(String.init)
  }
}

extension [String] {
  /// Returns whether the words occur one after another.
  func containsRun(_ run: [String]) -> Bool {
    guard !run.isEmpty, run.count <= count else { return run.isEmpty }
    return (0...(count - run.count)).contains { self[$0..<($0 + run.count)].elementsEqual(run) }
  }
}
