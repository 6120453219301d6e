/// A house rule: a function from a file, seen in its tree, to what breaks it.
struct Rule: Sendable {
  let name: String
  /// The sentence that a failure ends with.
  let sentence: String
  let find: @Sendable (SourceFile, SourceTree) -> [Violation]

  /// Returns what breaks the rule and is no recorded exception.
  func violations(
    in file: SourceFile, of tree: SourceTree, exceptions: [RuleException] = RuleException.all
  ) -> [String] {
    find(file, tree).compactMap { violation in
      let isExcepted = exceptions.contains {
        $0.path == file.path && $0.rule == name && violation.measured <= $0.measured
      }
      return isExcepted ? nil : "\(file.path):\(violation.line): \(violation.fact). \(sentence)"
    }
  }
}

/// A place where a rule is broken.
struct Violation: Sendable {
  let line: Int
  let fact: String
  /// The number that is too large, 0 for rules that do not count.
  var measured = 0
}
