import Artifacts
import Corpora
import Foundation
import Layers
import Llama
package import Pipelines
package import Tensors
import Tokenization
import Training

/// Trains a base model from scratch on plain documents (paper §2).
package struct Pretraining: Stage {
  let backend: any Backend

  /// Creates the stage on a device.
  package init(backend: any Backend) { self.backend = backend }

  package var description: StageDescription {
    StageDescription(
      kind: "pretrain", version: 2, summary: "Trains a base model from scratch on documents.",
      inputs: [
        InputSlot("corpus", kind: "corpus", "The documents to train on."),
        InputSlot("tokenizer", kind: "tokenizer", "The tokenizer of the new model."),
      ],
      outputs: [OutputSlot("model", kind: "model", "The base model with its tokenizer.")],
      metrics: LanguageTask.metrics)
  }

  package func run(_ configuration: PretrainingConfiguration, in context: StageContext) throws {
    try backend.require(configuration.batch.precision)
    let bundle = try TokenizerBundle(files: context.input("tokenizer").files)
    let documents = try Dataset.corpus.rows(of: context.input("corpus"))
    var counts = RowCounts()
    let split = documents.split(heldOut: configuration.heldOut, seed: context.seed)
    let rows = [split.training, split.heldOut].map { part in
      part.compactMap {
        row($0.text, bundle.tokenizer, configuration.model.contextLength, &counts)
      }
    }
    guard !rows[0].isEmpty else { throw StagesError.noRows("documents", reasons: counts.dropped) }
    var shape = configuration.model.configuration(
      vocabularySize: bundle.tokenizer.vocabularySize)
    shape.bosToken = bundle.tokenizer.bosToken
    shape.ends = [bundle.tokenizer.eosToken]
    let model = try Llama(
      shape, Weights(RandomWeights(seed: context.seed, backend: backend)))
    let task = LanguageTask(
      model, rows: TrainingSets(training: rows[0], heldOut: rows[1]), batch: configuration.batch,
      optimizer: configuration.optimizer, seed: context.seed)
    try Loop(CheckpointPace(interval: configuration.checkpointInterval))
      .run(task, ContextSink(context: context))
    try model.write(to: context.output("model"), scalarHead: nil)
    try bundle.write(to: context.output("model"))
    let size = "The model has \(model.parameterCount) parameters. "
    let steps = configuration.batch.text(of: rows[0].count, task)
    let heldOut = " \(rows[1].count) documents are held out."
    context.report(
      ReportSection(
        title: "Pretraining",
        items: [.prose(size + steps + heldOut), .table(.rows([("documents", counts)]))]))
  }

  /// A document is learned whole, the end included; the beginning is given.
  private func row(
    _ text: String, _ tokenizer: any TextTokenizer, _ contextLength: Int, _ counts: inout RowCounts
  ) -> EncodedRow? {
    let tokens = tokenizer.encodeWithBOS(text) + [tokenizer.eosToken]
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
}
