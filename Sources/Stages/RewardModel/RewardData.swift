import Corpora
import Objectives
import Randomness

/// The pairs that a reward model learns from, and those it is tested on.
struct RewardData {
  /// The pairs to train on, those of the own domain first.
  let training: [EncodedPair]
  /// The pairs of the own domain that are held out, so that the accuracy means one thing.
  let heldOut: [EncodedPair]
  /// What the domains came to.
  let mixture: Mixture
  /// What became of every comparison.
  let counts: RowCounts

  /// Holds out conversations, and mixes the domains of the rest.
  init(
    _ rows: [Comparison], _ configuration: RewardModelConfiguration, _ vocabulary: Vocabulary,
    maximumTokens: Int, seed: UInt64
  ) throws {
    var counts = RowCounts()
    let domain = configuration.role == .helpfulness ? Domain.helpfulness : .safety
    let split = rows.split(heldOut: configuration.heldOut, seed: configuration.splitSeed)
    let own = split.training.filter { $0.domain == domain }
    guard !own.isEmpty else { throw Self.nothingToTrainOn(rows, domain, configuration) }
    let ownPairs = vocabulary.pairs(
      configuration.pairLimit > 0 ? Self.permuted(own, seed, "pair-limit") : own, maximumTokens,
      configuration.pairLimit > 0 ? configuration.pairLimit : nil, "beyond the pair limit", &counts)
    let other = split.training.filter { $0.domain != domain }
    let share = configuration.ownShare
    let wanted = share.map { Mixture.wanted(beside: ownPairs.count, ownShare: $0) }
    let otherPairs = vocabulary.pairs(
      wanted == nil ? other : Self.permuted(other, seed, "mixture"), maximumTokens, wanted,
      "of the other domain, beyond the mixture", &counts)
    mixture = Mixture(own: ownPairs.count, available: otherPairs.count, ownShare: share)
    training = ownPairs + otherPairs
    let heldOut = split.heldOut.filter { $0.domain == domain }
    self.heldOut = vocabulary.pairs(heldOut, maximumTokens: maximumTokens, &counts)
    counts.drop(split.heldOut.count - heldOut.count, "of the other domain, held out")
    self.counts = counts
    guard !ownPairs.isEmpty else {
      throw StagesError.noRows("comparisons to train on", reasons: counts.dropped)
    }
  }

  private static func permuted(
    _ rows: [Comparison], _ seed: UInt64, _ stream: String
  ) -> [Comparison] {
    var random = Random(seed, stream: stream)
    return random.permuted(rows)
  }

  private static func nothingToTrainOn(
    _ rows: [Comparison], _ domain: Domain, _ configuration: RewardModelConfiguration
  ) -> StagesError {
    let own = rows.count { $0.domain == domain }
    if own > 0 {
      return .allHeldOut(
        "comparisons judged by \(domain.rawValue)", count: own, share: configuration.heldOut)
    }
    return .inputs(
      "None of the \(rows.count) comparisons were judged by \(domain.rawValue); "
        + "give the stage comparisons of that domain.")
  }
}

extension Vocabulary {
  /// Encodes as many rows as a limit asks for, and counts those that were not needed.
  fileprivate func pairs(
    _ rows: [Comparison], _ maximumTokens: Int, _ limit: Int?, _ reason: String,
    _ counts: inout RowCounts
  ) -> [EncodedPair] {
    var own = RowCounts()
    let pairs = pairs(rows, maximumTokens: maximumTokens, atMost: limit, &own)
    own.drop(rows.count - own.read, reason)
    counts += own
    return pairs
  }
}
