import Artifacts
import Corpora
import Files
import Foundation
package import Pipelines
import Tokenization

/// Generates the synthetic world: corpus, tokenizer, demonstrations, prompts and ground truth.
package struct PaddockStage: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "paddock", version: 3,
      summary: "Generates a synthetic world with a known ground truth.",
      outputs: [
        OutputSlot("world", kind: "world", "The ground truth of the world, for the oracle."),
        OutputSlot("corpus", kind: "corpus", "Documents to pretrain on."),
        OutputSlot("tokenizer", kind: "tokenizer", "A tokenizer trained on the corpus."),
        OutputSlot(
          "demonstrations", kind: "demonstrations",
          "Good answers for supervised fine-tuning."),
        OutputSlot("collectionPrompts", kind: "prompts", "Prompts for collecting comparisons."),
        OutputSlot("prompts", kind: "prompts", "Prompts for rejection sampling and PPO."),
        OutputSlot("heldOutPrompts", kind: "prompts", "Prompts held out for evaluation."),
        OutputSlot(
          "dialogues", kind: "instructed-dialogues",
          "Dialogues with standing instructions, for training."),
        OutputSlot(
          "heldOutDialogues", kind: "instructed-dialogues",
          "Dialogues with standing instructions, held out for evaluation."),
      ])
  }

  package func run(_ configuration: PaddockConfiguration, in context: StageContext) throws {
    let paddock = Paddock(seed: context.seed)
    let files = PaddockFiles(paddock: paddock, configuration: configuration)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    try WholeFile.write(
      encoder.encode(paddock.world), to: context.output("world").appending(path: GoldJudge.file))
    let documents = paddock.corpus(configuration.documents)
    try context.write(documents.map(Document.init), as: .corpus, to: "corpus")
    try writeTokenizer(documents, configuration, to: context.output("tokenizer"))
    let demonstrations = paddock.demonstrations(configuration.demonstrations)
    try context.write(demonstrations, as: .demonstrations, to: "demonstrations")
    for (name, prompts) in files.prompts { try context.write(prompts, as: .prompts, to: name) }
    for (name, dialogues) in files.dialogues {
      try context.write(dialogues, as: .dialogues, to: name)
    }
    context.report(
      ReportSection(title: "The paddock", items: [.prose(files.prose), .table(files.table)]))
  }

  private func writeTokenizer(
    _ documents: [String], _ configuration: PaddockConfiguration, to folder: URL
  ) throws {
    let model = try BytePairTrainer(vocabularySize: configuration.vocabulary)
      .train(on: Array(documents.prefix(4_000)))
    try WholeFile.write(model.serialized(), to: folder.appending(path: "tokenizer.model"))
    let settings =
      #"{"tokenizer_class": "LlamaTokenizer", "bos_token": "<s>", "eos_token": "</s>", "#
      + #""unk_token": "<unk>", "add_bos_token": true, "add_eos_token": false, "legacy": false}"#
    try WholeFile.write(
      Data(settings.utf8), to: folder.appending(path: "tokenizer_config.json"))
  }
}

/// The rows generated for a configuration.
struct PaddockFiles {
  let prompts: [(name: String, rows: [PromptRecord])]
  let dialogues: [(name: String, rows: [InstructedDialogue])]

  init(paddock: Paddock, configuration: PaddockConfiguration) {
    prompts = [
      (
        "collectionPrompts",
        paddock.prompts(configuration.collectionPrompts, mix: .collection)
      ),
      ("prompts", paddock.prompts(configuration.prompts)),
      ("heldOutPrompts", paddock.prompts(configuration.heldOutPrompts, side: .heldOut)),
    ]
    let all = paddock.dialogues(configuration.dialogues, turns: configuration.dialogueTurns)
    dialogues = [
      ("dialogues", all.enumerated().map { Self.cut($1, to: 2 + $0 % ($1.turns.count - 1)) }),
      ("heldOutDialogues", Self.heldOut(paddock, configuration.heldOutDialogues)),
    ]
  }

  /// Half of the dialogues with instructions that training dialogues use, half with others.
  private static func heldOut(_ paddock: Paddock, _ count: Int) -> [InstructedDialogue] {
    let unfamiliar = count / 2
    return paddock.dialogues(count - unfamiliar, side: .heldOut)
      + paddock.dialogues(unfamiliar, side: .heldOut, isFamiliar: false)
  }

  /// Training dialogues are cut to varying lengths, from two turns to all.
  private static func cut(_ dialogue: InstructedDialogue, to turns: Int) -> InstructedDialogue {
    var dialogue = dialogue
    dialogue.turns = Array(dialogue.turns.prefix(turns))
    return dialogue
  }

  var prose: String {
    "A synthetic farm generated from the seed; because its ground truth is known, every answer has "
      + "a gold score for helpfulness and for safety, from 0 to 1, that involves no model."
  }

  var table: ReportTable {
    let counts =
      prompts.map { ($0.name, $0.rows.count) } + dialogues.map { ($0.name, $0.rows.count) }
    return ReportTable(
      title: "Generated data", columns: ["rows of", "count"],
      rows: counts.map { [.text($0.0), .number(Double($0.1), digits: 0)] })
  }
}
