package import Autograd
package import Foundation
import Tensors

/// A language model's trunk with a scalar head: a reward model or a critic.
package struct ScalarModel {
  /// The model whose hidden states are read.
  package let trunk: any LanguageModel
  /// The head, [1, D].
  package let head: Parameter

  /// Creates a model from a trunk and a head.
  package init(trunk: any LanguageModel, head: Parameter) {
    precondition(
      head.value.shape == [1, trunk.hiddenSize], "ScalarModel: head \(head.value.shape)")
    self.trunk = trunk
    self.head = head
  }

  /// All weights that affect the scalar: the trunk's without an untied output matrix, and the head.
  package var parameters: [Parameter] {
    trunk.parameters.filter { $0 !== trunk.outputWeight || isTied } + [head]
  }

  /// Returns the scalars at chosen tokens of each sequence, in order: [n].
  ///
  /// Common prefixes of neighbouring sequences are computed once.
  package func values(
    of sequences: [[Int32]], at places: [Range<Int>], on tape: Tape? = nil
  ) -> Variable {
    let batch = PackedBatch(sequences, sharesPrefixes: true)
    let rows = places.enumerated().flatMap { index, range in
      range.map { batch.row(sequence: index, token: $0) }
    }
    return trunk.hidden(batch, rows: rows, on: tape).scalarHead(head)
  }

  /// Returns the score of each sequence, read at its last token: [sequences].
  package func scores(of sequences: [[Int32]], on tape: Tape? = nil) -> Variable {
    values(of: sequences, at: sequences.map { $0.count - 1..<$0.count }, on: tape)
  }

  /// Writes the model as a folder that transformers loads.
  package func write(to folder: URL) throws { try trunk.write(to: folder, scalarHead: head) }

  private var isTied: Bool { trunk.parameters.first === trunk.outputWeight }
}
