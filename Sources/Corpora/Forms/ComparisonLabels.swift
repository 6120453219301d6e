import Labels

/// The labels that may come with a comparison; a value outside its scale is an error.
struct ComparisonLabels {
  private let strength: PreferenceStrength?
  private let margin: Double?
  private let probability: Double?
  private let safetyBin: SafetyBin?
  private let domain: Domain
  private let shownFirst: Comparison.Side?
  private let finished: (chosen: Bool?, rejected: Bool?)
  private let tokens: (chosen: [Int32]?, rejected: [Int32]?)

  /// Reads and checks the labels of a row.
  init(_ row: RawRow, _ standard: Domain) throws {
    strength = try Self.strength(row)
    margin = try Self.margin(row)
    probability = try Self.probability(row)
    safetyBin = try Self.safetyBin(row)
    domain = try Self.choice(row, "domain", Domain.init(rawValue:)) ?? standard
    shownFirst = try Self.choice(row, "shownFirst", Comparison.Side.init(rawValue:))
    finished = (try row.flag("chosenFinished"), try row.flag("rejectedFinished"))
    tokens = (try Self.tokens(row, "chosenTokens"), try Self.tokens(row, "rejectedTokens"))
  }

  /// Writes the labels into the comparison.
  func fill(_ comparison: inout Comparison) {
    comparison.strength = strength
    comparison.margin = margin
    comparison.probability = probability
    comparison.safetyBin = safetyBin
    comparison.domain = domain
    comparison.shownFirst = shownFirst
    (comparison.chosenFinished, comparison.rejectedFinished) = finished
    (comparison.chosenTokens, comparison.rejectedTokens) = tokens
  }

  private static func strength(_ row: RawRow) throws -> PreferenceStrength? {
    guard let value = row["strength"] else { return nil }
    let named = value.text.flatMap { PreferenceStrength(name: $0) }
    let counted = value.number.flatMap { Int(exactly: $0) }.flatMap(
      PreferenceStrength.init(rawValue:))
    guard let strength = named ?? counted else {
      let names = PreferenceStrength.allCases.map { "\($0.rawValue) (\($0.name))" }
      throw row.wrong("strength", value, allowed: names.joined(separator: ", "))
    }
    return strength
  }

  private static func probability(_ row: RawRow) throws -> Double? {
    guard let value = row["probability"] else { return nil }
    guard let probability = value.number, (0.5...1).contains(probability) else {
      throw row.wrong("probability", value, allowed: "a number from 0.5 to 1")
    }
    return probability
  }

  private static func margin(_ row: RawRow) throws -> Double? {
    guard let value = row["margin"] else { return nil }
    // The loss takes margins in single precision, where a larger number is infinity.
    guard let margin = value.number, margin >= 0, Float(margin).isFinite else {
      throw row.wrong("margin", value, allowed: "a number of at least 0, at most about 3e38")
    }
    return margin
  }

  private static func tokens(_ row: RawRow, _ key: String) throws -> [Int32]? {
    guard let value = row[key] else { return nil }
    let numbers = value.list?.map { $0.number.flatMap { Int32(exactly: $0) } }
    guard let numbers, !numbers.isEmpty, numbers.allSatisfy({ ($0 ?? -1) >= 0 }) else {
      throw row.wrong(key, value, allowed: "a list of token ids")
    }
    return numbers.compactMap { $0 }
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
