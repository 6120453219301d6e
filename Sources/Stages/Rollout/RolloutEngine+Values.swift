import Autograd
import Layers
import Tensors
import Training

/// The models' evaluations of sampled responses.
extension RolloutEngine {
  /// Recomputes log-probabilities by the training pass, so that the first ratio is exactly 1.
  ///
  /// Rows are batched exactly as in the first epoch of minibatches: the last bits of OpenBLAS's
  /// products depend on their size, and the critic's also on the prefix that rows share.
  func fillValues(_ episodes: inout [Episode]) {
    let minibatches = minibatches(of: Array(episodes.indices))
    for piece in minibatches.flatMap({ pieces(episodes, in: $0) }) {
      fillLogProbabilities(&episodes, in: piece)
      guard let critic = models.critic else { continue }
      let part = piece.map { episodes[$0] }
      let values = critic.values(of: part.map(\.tokens), at: part.map(\.states)).value.scalars()
      spread(values, over: piece, \.values, of: &episodes)
    }
  }

  /// Fills in the log-probabilities under policy and reference of a micro-batch.
  func fillLogProbabilities(_ episodes: inout [Episode], in piece: ArraySlice<Int>) {
    let part = piece.map { episodes[$0] }
    let (own, entropy) = logProbabilities(models.policy.model, part)
    spread(own, over: piece, \.policy, of: &episodes)
    spread(entropy, over: piece, \.entropies, of: &episodes)
    spread(logProbabilities(models.reference, part).values, over: piece, \.reference, of: &episodes)
  }

  /// Splits a micro-batch's per-token numbers among its responses.
  private func spread(
    _ numbers: [Float], over piece: ArraySlice<Int>,
    _ path: WritableKeyPath<Episode, [Float]>, of episodes: inout [Episode]
  ) {
    var start = 0
    for index in piece {
      let end = start + episodes[index].length
      episodes[index][keyPath: path] = Array(numbers[start..<end])
      start = end
    }
  }

  private func logProbabilities(
    _ model: any LanguageModel, _ part: [Episode]
  ) -> (values: [Float], entropy: [Float]) {
    let output = model.logProbabilities(
      of: part.map(\.tokens), targets: part.map { [$0.answer] },
      temperature: settings.temperature)
    return (output.logProbabilities.value.scalars(), output.entropy.scalars())
  }

  /// Splits rows into the minibatches of one epoch, whose sizes differ by at most one row.
  func minibatches(of rows: [Int]) -> [ArraySlice<Int>] {
    let count = settings.minibatches
    return (0..<count).map { rows[rows.count * $0 / count..<rows.count * ($0 + 1) / count] }
  }

  /// Splits the chosen episodes into micro-batches that fit in memory.
  func pieces(_ episodes: [Episode], in chosen: ArraySlice<Int>) -> [ArraySlice<Int>] {
    TokenBudget(tokens: settings.microBatchTokens)
      .pieces(chosen.map { episodes[$0].tokens.count })
      .map { chosen.dropFirst($0.lowerBound).prefix($0.count) }
  }
}
