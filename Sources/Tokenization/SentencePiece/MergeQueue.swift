import HeapModule

/// A possible merge: where in the text, and how many bytes long the piece would be.
struct MergeCandidate: Comparable {
  let left: Int32
  let length: Int32

  static func < (one: Self, other: Self) -> Bool { one.left < other.left }
  static func == (one: Self, other: Self) -> Bool { one.left == other.left }
}

/// The candidate merges of a text: the best rank first, the leftmost of equals.
///
/// One heap of all candidates costs a logarithm of the text's length each time, and a cache miss.
/// There are only as many ranks as pieces, though, and candidates of one rank nearly always arise
/// from left to right. So each rank has a queue of its own, a heap orders the ranks that wait, and
/// a second one takes the few candidates that come out of turn. Time grows with the text alone.
struct MergeQueue {
  private struct Bucket {
    var ordered: [MergeCandidate] = []
    var cursor = 0
    var late = Heap<MergeCandidate>()

    var isEmpty: Bool { cursor == ordered.count && late.isEmpty }

    mutating func insert(_ candidate: MergeCandidate) {
      guard cursor < ordered.count, candidate < ordered[ordered.count - 1] else {
        return ordered.append(candidate)
      }
      late.insert(candidate)
    }

    mutating func popFirst() -> MergeCandidate? {
      guard cursor < ordered.count else { return late.popMin() }
      if let first = late.min, first < ordered[cursor] { return late.popMin() }
      cursor += 1
      return ordered[cursor - 1]
    }
  }

  private struct WaitingRank: Comparable {
    let rank: UInt32
    let bucket: Int

    static func < (one: Self, other: Self) -> Bool { one.rank < other.rank }
  }

  private var buckets: [Bucket] = []
  private var places: [UInt32: Int] = [:]
  private var waiting = Heap<WaitingRank>()

  /// Adds a candidate.
  mutating func insert(_ candidate: MergeCandidate, rank: UInt32) {
    let place = place(of: rank)
    if buckets[place].isEmpty { waiting.insert(WaitingRank(rank: rank, bucket: place)) }
    buckets[place].insert(candidate)
  }

  /// Takes out the best candidate, or returns nil if none is left.
  mutating func popFirst() -> MergeCandidate? {
    guard let place = waiting.min?.bucket else { return nil }
    let candidate = buckets[place].popFirst()
    if buckets[place].isEmpty { waiting.removeMin() }
    return candidate
  }

  private mutating func place(of rank: UInt32) -> Int {
    if let place = places[rank] { return place }
    places[rank] = buckets.count
    buckets.append(Bucket())
    return buckets.count - 1
  }
}
