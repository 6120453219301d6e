import Corpora
import Testing

struct DrawTests {
  @Test func aDrawComesFromAllOverSortedRows() {
    let rows = Array(0..<10_000)
    let drawn = rows.drawn(2_000, seed: 7, stream: "test")
    #expect(drawn.count == 2_000)
    #expect(drawn == Array(Set(drawn)).sorted())
    #expect((940...1_060).contains(drawn.count { $0 < 5_000 }))
  }

  @Test func aDrawDependsOnSeedAndStreamAlone() {
    let rows = Array(0..<100)
    let first = rows.drawn(10, seed: 7, stream: "test")
    #expect(rows.drawn(10, seed: 7, stream: "test") == first)
    #expect(rows.drawn(10, seed: 8, stream: "test") != first)
    #expect(rows.drawn(10, seed: 7, stream: "other") != first)
  }

  @Test func noLimitAndALargeOneAreAllRows() {
    #expect([1, 2, 3].drawn(0, seed: 7, stream: "test") == [1, 2, 3])
    #expect([1, 2, 3].drawn(3, seed: 7, stream: "test") == [1, 2, 3])
    #expect([1, 2, 3].drawn(.max, seed: 7, stream: "test") == [1, 2, 3])
  }

  @Test func rowsBeyondTheLimitAreCountedAsLeftOut() {
    var counts = RowCounts()
    let drawn = counts.draw(10, of: Array(0..<60), as: "prompt limit", seed: 7)
    for _ in drawn { counts.use() }
    #expect(counts == RowCounts(read: 60, used: 10, dropped: ["beyond the prompt limit": 50]))
  }
}
