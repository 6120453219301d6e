/// The labels that may come with a comparison; a value outside its scale is an error.
struct ComparisonLabels {
  private let strength: Strength?
  private let margin: Double?
  private let safetyBin: SafetyBin?
  private let domain: Domain
  private let shownFirst: Comparison.Side?

  /// Reads and checks the labels of a row.
  init(_ row: RawRow, _ standard: Domain) throws {
    strength = try Self.strength(row)
    margin = try Self.margin(row)
    safetyBin = try Self.safetyBin(row)
    domain = try Self.choice(row, "domain", Domain.init(rawValue:)) ?? standard
    shownFirst = try Self.choice(row, "shownFirst", Comparison.Side.init(rawValue:))
  }

  /// Writes the labels into the comparison.
  func fill(_ comparison: inout Comparison) {
    comparison.strength = strength
    comparison.margin = margin
    comparison.safetyBin = safetyBin
    comparison.domain = domain
    comparison.shownFirst = shownFirst
  }

  private static func strength(_ row: RawRow) throws -> Strength? {
    guard let value = row["strength"] else { return nil }
    let named = value.text.flatMap { Strength(name: $0) }
    let counted = value.number.flatMap { Int(exactly: $0) }.flatMap(Strength.init(rawValue:))
    guard let strength = named ?? counted else {
      let names = Strength.allCases.map { "\($0.rawValue) (\($0.name))" }
      throw row.wrong("strength", value, allowed: names.joined(separator: ", "))
    }
    return strength
  }

  private static func margin(_ row: RawRow) throws -> Double? {
    guard let value = row["margin"] else { return nil }
    guard let margin = value.number, margin.isFinite, margin >= 0 else {
      throw row.wrong("margin", value, allowed: "a number of at least 0")
    }
    return margin
  }

  private static func safetyBin(_ row: RawRow) throws -> SafetyBin? {
    let key = row["safetyBin"] == nil ? "safety" : "safetyBin"
    guard let value = row[key] else { return nil }
    if let bin = value.text.flatMap(SafetyBin.init(rawValue:)) { return bin }
    if value.text == "rejectedSafe" { throw RowFault.chosenUnsafe }
    if let chosen = value.object?["chosen"]?.flag, let rejected = value.object?["rejected"]?.flag {
      guard let bin = SafetyBin(chosenIsSafe: chosen, rejectedIsSafe: rejected) else {
        throw RowFault.chosenUnsafe
      }
      return bin
    }
    let names = SafetyBin.allCases.map { "'\($0.rawValue)'" } + ["{chosen: true, rejected: false}"]
    throw row.wrong(key, value, allowed: names.joined(separator: ", "))
  }

  private static func choice<Choice>(
    _ row: RawRow, _ key: String, _ make: (String) -> Choice?
  ) throws -> Choice? where Choice: CaseIterable & RawRepresentable<String> {
    guard let value = row[key] else { return nil }
    guard let choice = value.text.flatMap(make) else {
      let names = Choice.allCases.map { "'\($0.rawValue)'" }
      throw row.wrong(key, value, allowed: names.joined(separator: " or "))
    }
    return choice
  }
}
