/// One of the two answers of a pair, wherever it is shown on a screen.
package enum PairSide: String, Codable, CaseIterable, Sendable {
  case first, second
}
