import Corpora
import Objectives
import Randomness

/// The training and held-out pairs of a reward model.
struct RewardData {
  /// The training pairs, those of the model's own domain first.
  let training: [EncodedPair]
  /// The held-out pairs, from the model's own domain only, so that accuracy has a single meaning.
  let heldOut: [EncodedPair]
  /// The realised mixture of domains.
  let mixture: Mixture
  /// What became of each comparison.
  let counts: RowCounts

  /// Holds out conversations, and mixes the domains of the remaining pairs.
  init(
    _ rows: [Comparison], _ configuration: RewardModelConfiguration, _ bundle: TokenizerBundle,
    maximumLength: Int, seed: UInt64
  ) throws {
    let domain = configuration.role == .helpfulness ? Domain.helpfulness : .safety
    let split = rows.split(heldOut: configuration.heldOut, seed: configuration.splitSeed)
    let own = split.training.filter { $0.domain == domain }
    guard !own.isEmpty else { throw Self.nothingToTrainOn(rows, domain, configuration) }
    var draw = PairDraw(bundle: bundle, maximumLength: maximumLength, seed: seed)
    let limit = configuration.pairLimit > 0 ? configuration.pairLimit : nil
    let ownPairs = draw.pairs(own, atMost: limit, "pair-limit", beyond: "beyond the pair limit")
    let share = configuration.ownShare
    let otherPairs = draw.pairs(
      split.training.filter { $0.domain != domain },
      atMost: share.map { Mixture.wanted(beside: ownPairs.count, ownShare: $0) }, "mixture",
      beyond: "of the other domain, beyond the mixture")
    guard !ownPairs.isEmpty else {
      throw StagesError.noRows("comparisons to train on", reasons: draw.counts.dropped)
    }
    mixture = Mixture(own: ownPairs.count, available: otherPairs.count, ownShare: share)
    training = ownPairs + otherPairs
    let heldOut = split.heldOut.filter { $0.domain == domain }
    self.heldOut = draw.pairs(heldOut, atMost: nil, "held-out", beyond: "")
    draw.counts.drop(split.heldOut.count - heldOut.count, "of the other domain, held out")
    counts = draw.counts
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

/// Encodes rows, subsampled where not all are wanted, and counts what became of them.
private struct PairDraw {
  let bundle: TokenizerBundle
  let maximumLength: Int
  let seed: UInt64
  var counts = RowCounts()

  /// Returns up to the wanted number of usable pairs; surplus rows are counted.
  mutating func pairs(
    _ rows: [Comparison], atMost limit: Int?, _ stream: String, beyond reason: String
  ) -> [EncodedPair] {
    var random = Random(seed, stream: stream)
    var own = RowCounts()
    let pairs = bundle.pairs(
      limit == nil ? rows : random.permuted(rows), maximumLength: maximumLength, atMost: limit,
      &own)
    own.drop(rows.count - own.read, reason)
    counts += own
    return pairs
  }
}
