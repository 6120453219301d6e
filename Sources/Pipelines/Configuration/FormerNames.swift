/// What options were called before they took the field's names.
///
/// A pipeline file with an old name is told the new one; nothing is read by an old name.
enum FormerNames {
  /// The names that each old name became, by where it stood.
  private static let names: [String: [String]] = [
    "beta": ["klCoefficient"], "clip": ["maxGradientNorm", "clipRange"],
    "criticWarmUp": ["criticWarmup"], "divergenceBound": ["klBound"],
    "feedForwardWidth": ["intermediateSize"], "floorShare": ["minimumLearningRateRatio"],
    "keyHeads": ["keyValueHeads"], "maximumTokens": ["maximumNewTokens", "maximumLength"],
    "minibatch": ["minibatchSize"], "missingEndBound": ["missingEOSBound"],
    "missingEndPenalty": ["missingEOSPenalty"], "rows": ["size"],
    "tokensInMemory": ["microBatchTokens"], "valueClip": ["valueClipRange"],
    "valueWeight": ["valueCoefficient"], "warmUpPercent": ["warmupPercent"],
    "width": ["hiddenSize"],
  ]

  /// Returns what an option is called now, if one of the names that are right here is it.
  static func current(_ name: String, among all: [String]) -> String? {
    names[name]?.first(where: all.contains)
  }
}
