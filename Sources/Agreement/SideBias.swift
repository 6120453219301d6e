package import Objectives

/// One choice between the answer shown on the left and the one on the right.
package struct SideChoice: Equatable, Sendable {
  /// Whether the answer on the left was preferred.
  package let choseLeft: Bool
  /// Whether a reference prefers the same answer: gold, other people or a reward model.
  ///
  /// The reference must not depend on the side on which this person saw the answers.
  package let agreesWithReference: Bool?

  /// Creates a choice.
  package init(choseLeft: Bool, agreesWithReference: Bool? = nil) {
    self.choseLeft = choseLeft
    self.agreesWithReference = agreesWithReference
  }
}

/// Whether a person prefers one side of the screen, whatever is shown there.
///
/// Sides are drawn by a fair coin. Without a side bias the answer a person prefers does not depend
/// on that coin, so given which choices agree with the reference, the numbers of lefts among the
/// agreeing, the disagreeing and those without a reference are binomial with ½, independently: a
/// randomisation test (Fisher 1935), exact without any assumption on the person (beyond 2,000
/// choices the distribution is taken as normal). The statistic
/// weights a left by 1/a if it agrees, 1/(1 − a) if not and 2 without a reference, with the share
/// a that agrees: the locally most powerful score, since a person who mostly follows the reference
/// betrays a bias where the two part.
///
/// **Power.** Of 200 choices, 60 % to the left are found with 84 % where 80 % agree with the
/// reference, and with 80 % from 78 % on. From counts of left and right alone no test reaches
/// 80 %: the most powerful one at 1 % reaches 70 % (Neyman and Pearson 1933), ours 59 %; that takes
/// 296 choices.
///
/// **Repeated looks.** The verdict is formed only at 200, 400, 800, … choices and then stands, so a
/// page may be read at any time. The levels 0.0088, 0.0006, 0.0003, … add up to 1 % (Bonferroni),
/// which bounds false alarms however long a person works.
package struct SideBias: Equatable, Sendable {
  /// The test at one of the fixed numbers of choices.
  package struct Look: Equatable, Sendable {
    /// The number of choices looked at.
    package let choices: Int
    /// The two-sided p-value.
    package let pValue: Double
    /// The p-value up to which a bias is reported.
    package let level: Double
    /// Whether a bias is reported.
    package var isFlagged: Bool { pValue <= level }
  }

  /// The number of choices at the first look.
  package static let firstLook = 200

  /// The share of choices to the left with Wilson's interval; absent without choices.
  package let left: Interval?
  /// The looks so far.
  package let looks: [Look]

  /// Measures the choices of a person, or of all, oldest first.
  package init(of choices: [SideChoice]) {
    left = WilsonInterval.interval(
      successes: Double(choices.count(where: \.choseLeft)), trials: choices.count)
    var looks: [Look] = []
    var size = Self.firstLook
    while size <= choices.count {
      looks.append(
        Look(
          choices: size, pValue: Self.pValue(of: choices.prefix(size)),
          level: Self.level(look: looks.count)))
      size *= 2
    }
    self.looks = looks
  }

  /// Whether some look reported a bias.
  package var isFlagged: Bool { looks.contains(where: \.isFlagged) }

  /// Returns the level of a look: nearly all of the 1 % at the first, half of the rest each time.
  package static func level(look: Int) -> Double {
    look == 0 ? 0.0088 : 0.0012 / Double(1 << look)
  }
}
