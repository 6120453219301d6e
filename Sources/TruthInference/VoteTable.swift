/// Votes in canonical order, with items and annotators numbered.
///
/// Names are ordered by their bytes and each annotator has one vote an item, so any order of the
/// same votes gives the same table, and with it the same bits in every sum.
struct VoteTable: Sendable {
  /// One vote.
  struct Entry: Sendable {
    let annotator: Int
    let outcome: VoteOutcome
  }

  /// The items, by their bytes.
  let items: [String]
  /// The annotators, by their bytes.
  let annotators: [String]
  /// The votes, item by item.
  let entries: [Entry]
  /// The votes of each item.
  let ranges: [Range<Int>]

  /// Numbers and sorts the votes.
  init(_ votes: [PreferenceVote]) {
    let items = Numbering(votes.map(\.item))
    let annotators = Numbering(votes.map(\.annotator))
    let width = annotators.names.count
    // One number for an item and an annotator, ordered by item first.
    let cells = votes.indices.map { items.numbers[$0] * width + annotators.numbers[$0] }
    let order = votes.indices.sorted { cells[$0] < cells[$1] }
    var entries: [Entry] = []
    var ranges: [Range<Int>] = []
    for run in order.runs(by: { cells[$0] }) {
      let outcome = VoteOutcome.merged(
        run.map { VoteOutcome(preferred: votes[$0].preferred, strength: votes[$0].strength) })
      let (item, annotator) = cells[run[run.startIndex]].quotientAndRemainder(dividingBy: width)
      if item == ranges.count { ranges.append(entries.count..<entries.count) }
      entries.append(Entry(annotator: annotator, outcome: outcome))
      ranges[item] = ranges[item].lowerBound..<entries.count
    }
    self.items = items.names
    self.annotators = annotators.names
    self.entries = entries
    self.ranges = ranges
  }
}

/// The distinct names of a list in the order of their bytes, and the number of each element.
private struct Numbering {
  let names: [String]
  let numbers: [Int]

  init(_ list: [String]) {
    // Compared as bytes: two spellings of a name that look alike are two names.
    let keys = list.map { Array($0.utf8) }
    var seen: Set<[UInt8]> = []
    let distinct = keys.indices.filter { seen.insert(keys[$0]).inserted }
      .sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
    let numbers = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { (keys[$1], $0) })
    names = distinct.map { list[$0] }
    self.numbers = keys.compactMap { numbers[$0] }
  }
}

extension Array {
  /// Returns the maximal runs of neighbours with the same key.
  fileprivate func runs(by key: (Element) -> Int) -> [ArraySlice<Element>] {
    var runs: [ArraySlice<Element>] = []
    var start = 0
    for index in indices where index + 1 == count || key(self[index]) != key(self[index + 1]) {
      runs.append(self[start...index])
      start = index + 1
    }
    return runs
  }
}
