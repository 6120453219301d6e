package import Autograd
package import Foundation
package import Tensors

/// A causal model from packed tokens to hidden states, with an output matrix over a vocabulary.
package protocol LanguageModel {
  /// The device that holds the weights.
  var backend: any Backend { get }
  /// The vocabulary size.
  var vocabularySize: Int { get }
  /// The hidden size.
  var hiddenSize: Int { get }
  /// The context length the model was trained for.
  var contextLength: Int { get }
  /// All weights in checkpoint order; a tied output matrix appears once.
  var parameters: [Parameter] { get }
  /// The output matrix, [V, D].
  var outputWeight: Parameter { get }
  /// The linear layers between embedding and output matrix, in checkpoint order.
  var linearLayers: [Linear] { get }
  /// Returns the model with LoRA adapters on some linear layers, by path.
  ///
  /// Both models share their weights, which this freezes; only the adapter factors are trained.
  func adapted(by factors: [String: LowRankFactors]) throws -> Self
  /// Returns the hidden states after the final norm of some rows of the batch, [rows, D].
  ///
  /// The last block computes only the rows that were asked for, since nothing depends on the
  /// others.
  func hidden(_ batch: PackedBatch, rows: [Int32], on tape: Tape?) -> Variable
  /// Returns an empty KV cache for this many sequences of at most `capacity` tokens.
  func makeCache(sequences: Int, capacity: Int) -> KeyValueCache
  /// Returns the hidden states of new tokens, after writing their keys and values to the cache.
  func hidden(_ step: CachedStep, cache: KeyValueCache) -> Tensor
  /// Writes the model as a folder that transformers loads, with a scalar head if one is given.
  func write(to folder: URL, scalarHead: Parameter?) throws
}

extension LanguageModel {
  /// Returns log p of each target token given what precedes it, in the order of the targets.
  ///
  /// - Parameter targets: for each sequence, the ranges of tokens to predict, none with token 0.
  package func logProbabilities(
    of sequences: [[Int32]], targets: [[Range<Int>]], temperature: Float = 1, on tape: Tape? = nil
  ) -> (logProbabilities: Variable, entropy: Tensor) {
    let batch = PackedBatch(sequences)
    let states = hidden(batch, rows: batch.rows(before: targets), on: tape)
    let tokens = zip(sequences, targets).flatMap { sequence, ranges in
      ranges.flatMap { sequence[$0] }
    }
    return states.tokenLogProbabilities(outputWeight, targets: tokens, temperature: temperature)
  }

  /// Returns the hidden states of all rows, [N, D].
  package func hidden(_ batch: PackedBatch, on tape: Tape?) -> Variable {
    hidden(batch, rows: batch.tokens.indices.map(Int32.init), on: tape)
  }

  /// The number of weights.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.value.count } }
}

extension PackedBatch {
  /// Returns the rows whose hidden states predict the target tokens: those right before them.
  package func rows(before targets: [[Range<Int>]]) -> [Int32] {
    precondition(
      targets.joined().allSatisfy { $0.lowerBound > 0 || $0.isEmpty },
      "rows(before:): the first token of a sequence has no prediction")
    return targets.enumerated().flatMap { index, ranges in
      ranges.joined().map { row(sequence: index, token: $0 - 1) }
    }
  }
}
