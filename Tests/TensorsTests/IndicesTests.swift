import Tensors
import Testing

/// What a step's rows and spans say about themselves.
@Suite struct IndicesTests {
  @Test func theirBoundsSayWhetherTheyFit() {
    let indices = Indices([3, 1, 4])
    #expect(indices.bounds == 1..<5 && indices.lie(below: 5) && !indices.lie(below: 4))
    #expect(!Indices([0, -1]).lie(below: 9))
    #expect(Indices([]).lie(below: 0))
  }

  @Test func sequencesThatShareKeysAreAFamily() {
    let root = AttentionSpan(queryStart: 0, queryCount: 4, keyStart: 0, keyCount: 4)
    let branch = AttentionSpan(
      queryStart: 4, queryCount: 1, keyStart: 4, keyCount: 1, prefix: 0..<3)
    let large = AttentionSpan(queryStart: 5, queryCount: 9, keyStart: 5, keyCount: 9)
    let spans = AttentionSpans([root, branch, large])
    #expect(spans.families == [[large], [root, branch]])
    #expect(spans.mostKeys == 9 && AttentionSpans([]).mostKeys == 0)
  }
}
