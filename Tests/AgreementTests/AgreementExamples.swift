import Agreement

/// Published data that the statistics are checked against.
enum AgreementExamples {
  /// Krippendorff's four coders of twelve units (Krippendorff 2011); a dot is a missing rating.
  static let coders = table(
    scale: [1, 2, 3, 4, 5],
    raters: ["123321412...", "1233224125.3", ".3332342251.", "12332441251."])

  /// Four raters of twelve units; the last unit is rated by another one (irrCAC, `raw.4raters`).
  static let raters = table(
    scale: [1, 2, 3, 4, 5],
    raters: ["123321412...", "1233224125..", ".33323422513", "12332441251."])

  /// Five observers of fifteen units (irrCAC, `raw.5observers`).
  static let observers = table(
    scale: [0, 1, 2, 3],
    raters: [
      "112.001122.0131", "1130000.2110231", "203000222100221", ".13....0.10022.",
      "2..0001.2....31",
    ])

  /// Two abstractors of a hundred records (irrCAC, `cont3x3abstractors`).
  static let abstractors = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
  /// 90 % raw agreement without kappa.
  static let paradox = [[90, 5], [5, 0]]

  /// Returns the table of one string of digits per rater.
  static func table(scale: [Double], raters: [String]) -> RatingTable {
    RatingTable(scale: scale, ratings: rows(scale: scale, raters: raters))
  }

  /// Returns the categories of one string of digits per rater, item by item.
  static func rows(scale: [Double], raters: [String]) -> [[Int?]] {
    let columns = raters.map { $0.map { Double(String($0)).flatMap(scale.firstIndex) } }
    return (columns.first ?? []).indices.map { item in columns.map { $0[item] } }
  }
}

extension Array where Element == Double {
  /// Returns the place of a number.
  fileprivate func firstIndex(_ value: Double) -> Int? { firstIndex(of: value) }
}
