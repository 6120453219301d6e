/// Returns whether two numbers differ by at most a tolerance.
func near(_ first: Double, _ second: Double, _ tolerance: Double = 1e-6) -> Bool {
  abs(first - second) <= tolerance
}

/// Returns whether two lists agree number by number.
func near(_ first: [Float], _ second: [Double], _ tolerance: Double = 1e-6) -> Bool {
  first.count == second.count
    && zip(first, second).allSatisfy { near(Double($0), $1, tolerance) }
}
