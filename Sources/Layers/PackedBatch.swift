package import Tensors

/// Sequences packed end to end without padding; each attends only to itself, from position 0.
///
/// Consecutive sequences with a common prefix may share it: the later ones store only their own
/// rows and attend to the first one's rows for the prefix.
package struct PackedBatch: Sendable {
  /// The tokens of all rows.
  package let tokens: [Int32]
  /// The position of each row within its sequence.
  package let positions: [Int32]
  /// The attention spans of the sequences.
  package let spans: [AttentionSpan]

  /// The minimum prefix length worth sharing.
  private static let leastShared = 8

  /// Packs sequences.
  package init(_ sequences: [[Int32]], sharesPrefixes: Bool = false) {
    var tokens: [Int32] = []
    var positions: [Int32] = []
    var spans: [AttentionSpan] = []
    var root = 0
    for (index, sequence) in sequences.enumerated() {
      let shared = sharesPrefixes ? Self.shared(sequences, index, root: root) : 0
      if shared == 0 { root = index }
      let start = tokens.count
      let prefix = shared == 0 ? 0 : spans[root].queryStart
      tokens += sequence.dropFirst(shared)
      positions += (shared..<sequence.count).map(Int32.init)
      spans.append(
        AttentionSpan(
          queryStart: start, queryCount: sequence.count - shared, keyStart: start,
          keyCount: sequence.count - shared, prefix: prefix..<prefix + shared))
    }
    self.tokens = tokens
    self.positions = positions
    self.spans = spans
  }

  /// Returns the row of a sequence's token; a shared token has its row in the first sequence with
  /// it.
  package func row(sequence: Int, token: Int) -> Int32 {
    let span = spans[sequence]
    let shared = span.prefix.count
    return Int32(token < shared ? span.prefix.lowerBound + token : span.queryStart + token - shared)
  }

  /// The number of prefix tokens a sequence shares with its root; its last token is always its own.
  ///
  /// It takes none where that lets the next sequence take so much more from it that it pays.
  private static func shared(_ sequences: [[Int32]], _ index: Int, root: Int) -> Int {
    guard index > root else { return 0 }
    let shared = min(overlap(sequences[root], sequences[index]), sequences[index].count - 1)
    guard shared >= leastShared else { return 0 }
    guard index + 1 < sequences.count else { return shared }
    let next = sequences[index + 1]
    let gain = overlap(sequences[index], next) - overlap(sequences[root], next)
    return gain > shared ? 0 : shared
  }

  private static func overlap(_ first: [Int32], _ other: [Int32]) -> Int {
    zip(first, other).prefix { $0 == $1 }.count
  }
}
