import Agreement
import Objectives
import Randomness
import Testing

/// How often 95 % intervals hold the value of the population they were drawn from.
struct CoverageTests {
  /// Three categories of prevalence 0.5, 0.3, 0.2; three raters who name the true one with 0.8 and
  /// each wrong one with 0.1; a tenth of the ratings is missing.
  enum Population {
    static let agreement = 0.8 * 0.8 + 2 * 0.1 * 0.1
    /// How often each category is named: 0.1 + 0.7 of its prevalence.
    static let named = [0.45, 0.31, 0.24]
    static let kappa = beyond(named.reduce(0) { $0 + $1 * $1 })
    static let gwet = beyond(named.reduce(0) { $0 + $1 * (1 - $1) } / 2)

    static func beyond(_ expected: Double) -> Double { (agreement - expected) / (1 - expected) }

    static func table(items: Int, using random: inout Random) -> RatingTable {
      let rows = (0..<items).map { _ -> [Int?] in
        let draw = random.uniform()
        let truth = draw < 0.5 ? 0 : draw < 0.8 ? 1 : 2
        return (0..<3).map { _ in
          if random.chance(0.1) { return nil }
          return random.chance(0.8) ? truth : (truth + 1 + random.below(2)) % 3
        }
      }
      return RatingTable(scale: [1, 2, 3], ratings: rows)
    }
  }

  @Test func analyticIntervalsCover95PercentOf2000Simulations() {
    let simulations = 2000
    var held: [String: Int] = [:]
    func count(_ name: String, _ interval: Interval?, _ value: Double) {
      guard let interval, interval.low <= value, value <= interval.high else { return }
      held[name, default: 0] += 1
    }
    for simulation in 0..<simulations {
      var random = Random(7, stream: "coverage", UInt64(simulation))
      let table = Population.table(items: 100, using: &random)
      count("percent", PercentAgreement(of: table)?.interval, Population.agreement)
      count("Fleiss", FleissKappa(of: table)?.interval, Population.kappa)
      count("Gwet", GwetAgreement(of: table, weights: .identity)?.interval, Population.gwet)
      let alpha = KrippendorffAlpha(of: table, metric: .nominal)
      count("Krippendorff", alpha?.interval, Population.kappa)
      let pair = RatingTable(
        scale: table.scale, ratings: table.items.map { Array($0.ratings.prefix(2)) })
      count("Cohen", CohenKappa(of: pair)?.interval, Population.kappa)
    }
    #expect(held.count == 5)
    for (name, count) in held {
      let coverage = Double(count) / Double(simulations)
      #expect(abs(coverage - 0.95) <= 0.015, "\(name) covers \(coverage)")
    }
  }

  /// Fewer simulations than of the analytic intervals, so a wider tolerance: the standard error of
  /// the coverage is 1.5 %.
  @Test func bootstrapIntervalsCoverAboutAsMuch() {
    let simulations = 200
    var held = 0
    for simulation in 0..<simulations {
      var random = Random(8, stream: "coverage", UInt64(simulation))
      let table = Population.table(items: 100, using: &random)
      let interval = table.bootstrap(resamples: 200, using: &random) {
        KrippendorffAlpha(of: $0, metric: .nominal)?.coefficient
      }
      guard let interval else { continue }
      held += interval.low <= Population.kappa && Population.kappa <= interval.high ? 1 : 0
    }
    #expect(abs(Double(held) / Double(simulations) - 0.95) <= 0.03, "\(held) of \(simulations)")
  }
}
