/// The arithmetic that a result comes from, in order of use.
///
/// One identity, unless a run resumed on another kind of machine from a checkpoint.
struct NumericProvenance: Hashable, Sendable {
  private(set) var identities: [String]

  /// Starts with the arithmetic of this process.
  init(_ identity: String) {
    identities = [identity]
  }

  /// Reads what ``text`` wrote.
  init(text: String) {
    identities = text.split(separator: "\n").map(String.init)
  }

  /// The identities as a checkpoint and a result hold them, a line each.
  var text: String { identities.joined(separator: "\n") }

  /// Returns the provenance of what this process computes from another's checkpoint.
  func continuing(_ earlier: NumericProvenance) -> NumericProvenance {
    var result = earlier
    for identity in identities where identity != result.identities.last {
      result.identities.append(identity)
    }
    return result
  }
}
