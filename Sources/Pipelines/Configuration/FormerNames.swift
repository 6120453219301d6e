/// The names that options had before they took the field's terms.
///
/// An old name in a pipeline file is an error that gives the new one; it is never accepted.
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

  /// Returns the present name of an option, if it is among the names valid here.
  static func current(_ name: String, among all: [String]) -> String? {
    names[name]?.first(where: all.contains)
  }
}
