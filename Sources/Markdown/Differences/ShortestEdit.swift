/// The shortest edit from one sequence to another in linear space, with a bound on its steps.
///
/// E. W. Myers, An O(ND) Difference Algorithm and Its Variations, Algorithmica 1 (1986): paths from
/// both ends meet in the middle, and each half is a smaller problem of the same kind.
struct ShortestEdit {
  private let first: [Int]
  private let second: [Int]
  private let steps: Int
  private var forward: PathFront
  private var backward: PathFront
  /// Which elements of the first sequence are also in the second.
  private(set) var isKeptInFirst: [Bool]
  /// Which elements of the second sequence are also in the first.
  private(set) var isKeptInSecond: [Bool]

  /// Prepares to compare two sequences in so many steps.
  init(_ first: [Int], _ second: [Int], steps: Int) {
    self.first = first
    self.second = second
    self.steps = steps
    forward = PathFront(largest: first.count + second.count)
    backward = forward
    isKeptInFirst = [Bool](repeating: false, count: first.count)
    isKeptInSecond = [Bool](repeating: false, count: second.count)
  }

  private var hasSteps: Bool { forward.steps + backward.steps < steps }

  /// Finds which elements are kept; returns false when the steps do not suffice.
  mutating func find() -> Bool {
    find(first.indices, second.indices)
  }

  // The depth of the recursion is the logarithm of the number of edits.
  private mutating func find(_ whole: Range<Int>, _ other: Range<Int>) -> Bool {
    let (rows, columns) = keepingEnds(whole, other)
    guard !rows.isEmpty, !columns.isEmpty else { return true }
    guard let (x, y) = middle(rows, columns) else { return hasSteps }
    // Since the ends differ, there are at least two edits, and paths meet before a corner.
    let isInside =
      (x, y) != (rows.lowerBound, columns.lowerBound)
      && (x, y) != (rows.upperBound, columns.upperBound)
    precondition(isInside, "ShortestEdit: paths met in a corner of \(rows) and \(columns)")
    return find(rows.lowerBound..<x, columns.lowerBound..<y)
      && find(x..<rows.upperBound, y..<columns.upperBound)
  }

  /// Keeps what both ranges start and end with, and returns what is between.
  private mutating func keepingEnds(
    _ rows: Range<Int>, _ columns: Range<Int>
  ) -> (Range<Int>, Range<Int>) {
    var (x, y) = (rows.lowerBound, columns.lowerBound)
    while x < rows.upperBound, y < columns.upperBound, first[x] == second[y] {
      isKeptInFirst[x] = true
      isKeptInSecond[y] = true
      (x, y) = (x + 1, y + 1)
    }
    var (right, bottom) = (rows.upperBound, columns.upperBound)
    while right > x, bottom > y, first[right - 1] == second[bottom - 1] {
      (right, bottom) = (right - 1, bottom - 1)
      isKeptInFirst[right] = true
      isKeptInSecond[bottom] = true
    }
    return (x..<right, y..<bottom)
  }

  /// Returns a point on a shortest path, nil if there is none inside or the steps are used up.
  private mutating func middle(_ rows: Range<Int>, _ columns: Range<Int>) -> (Int, Int)? {
    forward.start(rows: rows.count, columns: columns.count)
    backward.start(rows: rows.count, columns: columns.count)
    // The number of edits is odd if the sizes differ by an odd number, and the front that has
    // made one edit more meets the other.
    let isOdd = !(rows.count - columns.count).isMultiple(of: 2)
    for round in 0..<forward.limit {
      guard hasSteps else { return nil }
      let start = forward.extend(round, meeting: isOdd ? backward : nil) { [first, second] in
        first[rows.lowerBound + $0] == second[columns.lowerBound + $1]
      }
      if let (x, y) = start { return (rows.lowerBound + x, columns.lowerBound + y) }
      let end = backward.extend(round, meeting: isOdd ? nil : forward) { [first, second] in
        first[rows.upperBound - 1 - $0] == second[columns.upperBound - 1 - $1]
      }
      if let (x, y) = end { return (rows.upperBound - x, columns.upperBound - y) }
    }
    return nil
  }
}
