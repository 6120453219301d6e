import Agreement
import Artifacts
import Labels
import Objectives

/// How far annotators agree on the pairs that several of them judged.
struct AgreementFigures: Equatable {
  /// One coefficient, with its interval where the pairs differ.
  struct Figure: Equatable {
    let name: String
    let value: Double?
    let interval: Interval?

    init(_ name: String, _ value: Double?, _ interval: Interval?) {
      (self.name, self.value, self.interval) = (name, value, interval)
    }
  }

  /// The coefficients.
  let figures: [Figure]
  /// Whether kappa is low although the annotators agree: Gwet's coefficients are to be read then.
  let isParadox: Bool

  /// Measures votes: on the side, with neither as a third, and on the whole scale of nine choices.
  init(of votes: [Answer]) {
    let sides = Self.table(votes, scale: 3) { ($0.place - 4).signum() + 1 }
    let scale = Self.table(votes, scale: 9, \.place)
    let percent = PercentAgreement(of: sides)
    let fleiss = FleissKappa(of: sides)
    let nominal = KrippendorffAlpha(of: sides, metric: .nominal)
    let ordinal = KrippendorffAlpha(of: scale, metric: .ordinal)
    let first = GwetAgreement(of: sides, weights: .identity)
    let second = GwetAgreement(of: scale, weights: .quadratic)
    figures = [
      Figure("agreement on the side", percent?.observed, percent?.interval),
      Figure("Fleiss' kappa, side", fleiss?.coefficient, fleiss?.interval),
      Figure("Krippendorff's alpha, side", nominal?.coefficient, nominal?.interval),
      Figure("the same, side and strength, ordinal", ordinal?.coefficient, ordinal?.interval),
      Figure("Gwet's AC1, side", first?.coefficient, first?.interval),
      Figure(
        "Gwet's AC2, side and strength, quadratic weights", second?.coefficient,
        second?.interval),
    ]
    isParadox = fleiss?.paradox != nil
  }

  private static func table(
    _ votes: [Answer], scale: Int, _ category: (Answer) -> Int
  ) -> RatingTable {
    RatingTable(
      scale: (0..<scale).map(Double.init),
      ratings: votes.map {
        IdentifiedRating(item: $0.question, rater: $0.annotator, category: category($0))
      })
  }
}

extension Answer {
  /// The place among nine choices, from first significantly better over neither to second.
  fileprivate var place: Int {
    let level = (strength?.rawValue ?? -1) + 1
    return preferred == .first ? 4 - level : 4 + level
  }
}
