/// How far the paths from one end of a problem reach on each diagonal, where x − y is constant.
struct PathFront {
  /// How many steps all paths took.
  private(set) var steps = 0
  private var reach: [Int]
  private var rows = 0
  private var columns = 0
  /// How many diagonals at either side have left the problem.
  private var leftOut = (low: 0, high: 0)

  /// Has room for the diagonals of problems up to a size.
  init(largest size: Int) {
    reach = [Int](repeating: -1, count: size + 4)
  }

  /// How many rounds a problem takes at most.
  var limit: Int { (rows + columns + 1) / 2 }

  /// Starts a problem.
  mutating func start(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    leftOut = (0, 0)
    for index in 0..<2 * limit + 3 { reach[index] = -1 }
    reach[limit + 2] = 0
    steps += 2 * limit
  }

  /// Extends all paths by one edit and what is equal behind it, and returns a point on a shortest
  /// path if one meets a path from the other end.
  mutating func extend(
    _ round: Int, meeting other: PathFront?, isEqual: (Int, Int) -> Bool
  ) -> (x: Int, y: Int)? {
    let diagonals = stride(from: leftOut.low - round, through: round - leftOut.high, by: 2)
    for diagonal in diagonals {
      var x = edited(to: diagonal, round)
      let start = x
      while x < rows, x - diagonal < columns, isEqual(x, x - diagonal) { x += 1 }
      steps += x - start + 1
      reach[limit + 1 + diagonal] = x
      if x > rows {
        leftOut.high += 2
      } else if x - diagonal > columns {
        leftOut.low += 2
      } else if let met = other?.reached(rows - columns - diagonal), x + met >= rows {
        return (x, x - diagonal)
      }
    }
    return nil
  }

  /// Returns how far a path gets on a diagonal by one edit more.
  private func edited(to diagonal: Int, _ round: Int) -> Int {
    let middle = limit + 1 + diagonal
    let (low, high) = (reach[middle - 1], reach[middle + 1])
    let isInsertion = diagonal == -round || (diagonal != round && low < high)
    return isInsertion ? high : low + 1
  }

  /// Returns how far the path on a diagonal reaches, nil if none has got there.
  private func reached(_ diagonal: Int) -> Int? {
    let index = limit + 1 + diagonal
    guard index >= 0, index < 2 * limit + 3, reach[index] >= 0 else { return nil }
    return reach[index]
  }
}
