/// How many rows of another set join all rows of one's own (recipe §6.3).
///
/// All of one's own rows are used. Where the other set has too few for the share, all of it is used
/// and no row twice: a row that comes again in the one epoch over-fits (paper §3.2.2). The share is
/// then what it comes to, and ``isShort`` says that it is not the one asked for.
package struct Mixture: Hashable, Sendable {
  /// The number of one's own rows.
  package let own: Int
  /// The number of rows of the other set that are used.
  package let others: Int
  /// The number of rows of the other set that the share asks for; absent where all are asked for.
  package let wanted: Int?

  /// Mixes all of one's own rows with others.
  ///
  /// - Parameter ownShare: the share of one's own rows; without one all rows of both are used.
  package init(own: Int, available: Int, ownShare: Double?) {
    self.own = own
    wanted = ownShare.map { Self.wanted(beside: own, ownShare: $0) }
    others = min(wanted ?? available, available)
  }

  /// Returns how many others make the share, beside a number of one's own rows.
  package static func wanted(beside own: Int, ownShare share: Double) -> Int {
    precondition(share > 0 && share <= 1, "\(share) is no share of one's own rows")
    return Int((Double(own) * (1 - share) / share).rounded())
  }

  /// Whether there were fewer others than the share asks for.
  package var isShort: Bool { others < wanted ?? others }

  /// The share of one's own rows in the mixture; absent without rows.
  package var ownShare: Double? {
    own + others > 0 ? Double(own) / Double(own + others) : nil
  }
}
