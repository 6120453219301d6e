import Artifacts
import Autograd
import Corpora
import Foundation
import Layers
import Llama
import Objectives
import Stages
import Tensors
import Testing
import Tokenization
import Training

struct SFTTests {
  private let bench: ToyBench
  private let model: ArtifactFolder

  init() throws {
    bench = try ToyBench()
    model = try bench.artifact("model") { try ToyFiles.writePolicy(to: $0) }
  }

  private func configuration() -> SFTConfiguration {
    var configuration = SFTConfiguration.standard
    configuration.batch = BatchConfiguration(size: 5, epochs: 2)
    configuration.optimizer = OptimizerConfiguration(learningRate: 1e-2)
    configuration.heldOut = 0.2
    return configuration
  }

  private func run(
    _ configuration: SFTConfiguration, _ rows: [Demonstration] = ToyRows.demonstrations()
  ) throws -> ToyRun {
    let rows = try bench.artifact("demonstrations", rows: rows)
    return try bench.run(
      SFT(backend: ToyFiles.backend), configuration,
      ["model": [model], "demonstrations": [rows]])
  }

  @Test func aRunOfWhichNoGradientIsFinitePublishesNothing() throws {
    let broken = try bench.artifact("model") {
      let model = try Llama(
        ToyFiles.shape(), Weights(RandomWeights(seed: 1, backend: ToyFiles.backend)))
      for value in model.parameters.map(\.value) {
        value.backend.write([Float](repeating: 1e30, count: value.count), to: value)
      }
      try model.write(to: $0, scalarHead: nil)
      try ToyFiles.tokenizerModel.get().write(to: $0.appending(path: "tokenizer.model"))
    }
    #expect(throws: TrainingError.nothingLearned(optimizer: "model", skipped: 4)) {
      try bench.run(
        SFT(backend: ToyFiles.backend), configuration(),
        [
          "model": [broken],
          "demonstrations": [bench.artifact("demonstrations", rows: ToyRows.demonstrations())],
        ])
    }
  }

  @Test func aBatchLargerThanTheRowsIsAllOfThemAndTheReportSaysSo() throws {
    var configuration = configuration()
    configuration.batch = BatchConfiguration(size: 64, epochs: 2)
    configuration.heldOut = 0
    let result = try run(configuration)
    #expect(result.values("train/loss").count == 2)
    #expect(
      result.prose("Fine-tuning").contains(
        "2 steps of 12 rows, 2 times through all rows. There are fewer rows than the 64 of "
          + "batch.size, so a batch is all of them."))
  }

  @Test func piecesInMemoryChangeNeitherLossNorWeights() throws {
    var configuration = configuration()
    let whole = try run(configuration)
    for tokens in [1, 100] {
      configuration.batch.microBatchTokens = tokens
      let cut = try run(configuration)
      #expect(try weightDistance(whole.output("model"), cut.output("model")) <= 1e-5)
      for metric in ["train/loss", "heldOut/loss", "train/gradientNorm"] {
        let pairs = zip(whole.values(metric), cut.values(metric))
        #expect(pairs.allSatisfy { abs($0 - $1) <= 1e-5 * max(1, $0) }, "\(metric)")
      }
    }
    #expect(try weightDistance(model, whole.output("model")) > 1e-3)
  }

  @Test func gradientComesFromTheAnswersAlone() throws {
    let policy = try Policy(files: model.files, backend: ToyFiles.backend)
    var counts = RowCounts()
    let rows = policy.bundle.rows(
      ToyRows.demonstrations(3), maximumLength: 160, &counts)
    let everywhere = rows.map { EncodedRow(tokens: $0.tokens, targets: [1..<$0.tokens.count]) }
    let expected = try weights(afterHandMadeStepOn: rows)
    #expect(try weights(afterStepOn: rows) == expected)
    #expect(try weights(afterStepOn: everywhere) != expected)
  }

  private var settings: OptimizerConfiguration {
    var settings = OptimizerConfiguration(learningRate: 1e-3)
    settings.schedule = .constant
    return settings
  }

  private func weights(afterStepOn rows: [EncodedRow]) throws -> [[Float]] {
    let model = try LlamaReader(files: model.files, backend: ToyFiles.backend).model()
    let task = LanguageTask(
      model, rows: TrainingSets(training: rows),
      batch: BatchConfiguration(size: rows.count, epochs: 1),
      optimizer: settings, seed: 1)
    let metrics = try task.step(0)
    #expect(
      metrics.first { $0.name == "train/targetTokens" }?.value
        == Double(rows.reduce(0) { $0 + $1.targetCount }))
    return model.parameters.map { $0.value.scalars().map { ($0 * 1e5).rounded() } }
  }

  /// One step whose loss is written out: −log p of the answers' tokens, and of nothing else.
  private func weights(afterHandMadeStepOn rows: [EncodedRow]) throws -> [[Float]] {
    let model = try LlamaReader(files: model.files, backend: ToyFiles.backend).model()
    let optimizer = Optimizer(model.parameters)
    let count = rows.reduce(0) { $0 + $1.targetCount }
    for row in rows {
      let tape = Tape()
      let output = model.logProbabilities(of: [row.tokens], targets: [row.targets], on: tape)
        .logProbabilities
      let slope = [Float](repeating: -1 / Float(count), count: row.targetCount)
      tape.backward(from: [(output, model.backend.tensor(slope, shape: output.shape))])
    }
    try optimizer.step(learningRate: 1e-3)
    return model.parameters.map { $0.value.scalars().map { ($0 * 1e5).rounded() } }
  }

  @Test func lossFallsOnHeldOutRowsAndCountsAreReported() throws {
    var configuration = configuration()
    configuration.batch.epochs = 12
    configuration.maximumLength = 60
    let long = Demonstration(
      id: "long",
      messages: [
        ChatMessage(.user, "Why?"), ChatMessage(.assistant, String(repeating: "So. ", count: 50)),
      ])
    let result = try run(configuration, ToyRows.demonstrations() + [long])
    let losses = result.values("heldOut/loss")
    #expect(try #require(losses.last) < 0.7 * #require(losses.first))
    let rows = try result.table("Rows")
    #expect(
      rows.contains([
        .text("demonstrations"), .text("dropped: longer than 60 tokens"), .number(1, digits: 0),
      ]))
    #expect(rows.contains([.text("demonstrations"), .text("used"), .number(12, digits: 0)]))
  }

  @Test func rowLimitDrawsAndCounts() throws {
    var configuration = configuration()
    configuration.rowLimit = 7
    let result = try run(configuration)
    #expect(
      try result.table("Rows").contains([
        .text("demonstrations"), .text("dropped: beyond the row limit"), .number(5, digits: 0),
      ]))
  }

  @Test func rowLimitIsOfAllSetsTogether() throws {
    var configuration = configuration()
    configuration.rowLimit = 7
    let sets = try [8, 4].map {
      try bench.artifact("demonstrations", rows: ToyRows.demonstrations($0))
    }
    let result = try bench.run(
      SFT(backend: ToyFiles.backend), configuration, ["model": [model], "demonstrations": sets])
    let rows = try result.table("Rows")
    #expect(rows.contains([.text("demonstrations"), .text("used"), .number(7, digits: 0)]))
    #expect(
      rows.contains([
        .text("demonstrations"), .text("dropped: beyond the row limit"), .number(5, digits: 0),
      ]))
  }

  @Test func rowsOfWhichNoneFitsAreAnError() throws {
    var configuration = configuration()
    configuration.maximumLength = 3
    #expect(
      throws: StagesError.noRows("demonstrations", reasons: ["longer than 3 tokens": 12])
    ) { try run(configuration) }
  }

  @Test func optionsThatMeanNothingAreRefused() {
    var configuration = configuration()
    configuration.batch.size = 0
    #expect(throws: (any Error).self) { try configuration.validate() }
    configuration = .standard
    configuration.optimizer.learningRate = -1
    #expect(throws: (any Error).self) { try configuration.validate() }
  }
}
