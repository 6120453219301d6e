package import Tensors

/// Sequences laid end to end, without padding; each attends to itself alone, from position 0.
package struct PackedBatch: Sendable {
  /// The tokens of all sequences.
  package let tokens: [Int32]
  /// The position of each token within its sequence.
  package let positions: [Int32]
  /// Where each sequence lies.
  package let spans: [AttentionSpan]

  /// Lays sequences end to end.
  package init(_ sequences: [[Int32]]) {
    tokens = sequences.flatMap { $0 }
    positions = sequences.flatMap { (0..<Int32($0.count)).map { $0 } }
    var start = 0
    spans = sequences.map { sequence in
      defer { start += sequence.count }
      return AttentionSpan(
        queryStart: start, queryCount: sequence.count, keyStart: start, keyCount: sequence.count)
    }
  }

  /// The row of a token of a sequence.
  package func row(sequence: Int, token: Int) -> Int32 {
    Int32(spans[sequence].queryStart + token)
  }
}
