/// Returns whether two numbers differ by at most a tolerance.
func near(_ first: Double, _ second: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(first - second) <= tolerance
}

/// Returns whether a number is there and near another one.
func near(_ first: Double?, _ second: Double, _ tolerance: Double = 1e-9) -> Bool {
  first.map { abs($0 - second) <= tolerance } ?? false
}
