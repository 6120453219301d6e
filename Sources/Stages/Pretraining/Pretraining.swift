import Artifacts
import Corpora
import Foundation
import Layers
import Llama
package import Pipelines
package import Tensors
import Tokenization
import Training

/// Trains a base model from nothing on plain documents (paper §2).
package struct Pretraining: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "pretrain", version: 1, summary: "Trains a base model from nothing on documents.",
      inputs: [InputSlot("corpus", kind: "corpus"), InputSlot("tokenizer", kind: "tokenizer")],
      outputs: [OutputSlot("model", kind: "model")], metrics: LanguageTask.metrics)
  }

  package func run(_ configuration: PretrainingConfiguration, in context: StageContext) throws {
    try backend.require(configuration.batch.precision)
    let vocabulary = try Vocabulary(files: context.input("tokenizer").files)
    let documents = try RecordFile(context.input("corpus").url("corpus.jsonl"))
      .records(of: Document.self)
    var counts = RowCounts()
    let rows = documents.compactMap {
      row($0.text, vocabulary.tokenizer, configuration.model.contextLength, &counts)
    }
    guard rows.count > 1 else { throw StagesError.noRows("documents", reasons: counts.dropped) }
    let heldOut = min(Int(Double(rows.count) * configuration.heldOut), rows.count - 1)
    var shape = configuration.model.configuration(
      vocabularySize: vocabulary.tokenizer.vocabularySize)
    shape.beginning = vocabulary.tokenizer.beginning
    shape.ends = [vocabulary.tokenizer.end]
    let model = try Llama(
      shape, Weights(RandomWeights(seed: context.seed, backend: backend)))
    let task = LanguageTask(
      model, rows: (Array(rows.dropFirst(heldOut)), Array(rows.prefix(heldOut))),
      batch: configuration.batch, optimizer: configuration.optimizer, seed: context.seed)
    try Loop(CheckpointPace(interval: configuration.checkpointInterval))
      .run(task, ContextSink(context: context))
    try model.write(to: context.output("model"), scalarHead: nil)
    try vocabulary.write(to: context.output("model"))
    report(model, counts, context)
  }

  /// A document is learned whole, the end included; the beginning is given.
  private func row(
    _ text: String, _ tokenizer: Tokenizer, _ contextLength: Int, _ counts: inout RowCounts
  ) -> EncodedRow? {
    let tokens = (tokenizer.beginning.map { [$0] } ?? []) + tokenizer.encode(text) + [tokenizer.end]
    guard tokens.count > 1 else {
      counts.drop("empty")
      return nil
    }
    guard tokens.count <= contextLength else {
      counts.drop("longer than \(contextLength) tokens")
      return nil
    }
    counts.use()
    return EncodedRow(tokens: tokens, targets: [1..<tokens.count])
  }

  private func report(_ model: Llama, _ counts: RowCounts, _ context: StageContext) {
    let size = "The model has \(model.parameterCount) parameters."
    context.report(
      ReportSection(
        title: "Pretraining", items: [.prose(size), .table(.rows([("documents", counts)]))]))
  }
}
