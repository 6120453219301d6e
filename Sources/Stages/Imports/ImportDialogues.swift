import Artifacts
package import Corpora
package import Foundation
package import Pipelines
import Randomness

/// The options of `import-dialogues`.
package struct ImportDialoguesConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or relative to the data folder.
  package var paths: [String] = []
  /// Whether unusable rows stop the import or are dropped and counted.
  package var unusableRows = RowPolicy.drop
  /// The number of dialogues sampled from all files together; 0 is all.
  package var limit = 0
  /// The maximum number of turns; longer dialogues are dropped; 0 is no maximum.
  package var maximumTurns = 0
  /// The share of the dialogues that is held out for evaluation.
  package var heldOut = 0.1
  /// The standing instructions; each dialogue is assigned one of them.
  package var instructions = InstructionOption.standard

  /// All dialogues of files yet to be named.
  package static let standard = ImportDialoguesConfiguration()

  package static let rules: [OptionRule<Self>] =
    [
      .importedPaths, .unusableRows, .importLimit("dialogues"),
      .limit(
        "maximumTurns", "turns",
        "The maximum number of turns; longer dialogues are dropped and counted; 0 is no maximum."),
      .heldOut("dialogues"),
    ] + InstructionOption.rules.elements(of: "instructions")

  package func validate() throws {
    try checkRules()
    try ImportedFiles.check(paths)
    guard maximumTurns != 1 else {
      throw StagesError.option("maximumTurns must be at least 2, or 0 for any number")
    }
    guard !instructions.isEmpty else {
      throw StagesError.option("instructions must hold at least one instruction")
    }
    for instruction in instructions { try instruction.validate() }
  }
}

/// Imports the user turns of dialogues and assigns each a standing instruction (paper §3.3).
package struct ImportDialogues: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-dialogues", version: 2,
      summary: "Imports dialogues from files and assigns each a standing instruction.",
      outputs: [
        OutputSlot(
          "dialogues", kind: "instructed-dialogues",
          "Dialogues to train on, each with its instruction."),
        OutputSlot(
          "heldOutDialogues", kind: "instructed-dialogues",
          "Dialogues for evaluation, each with its instruction."),
      ]
    )
    .reading(filesAt: "paths")
  }

  package func externalInputs(
    _ configuration: ImportDialoguesConfiguration, baseFolder: URL
  ) throws -> [URL] {
    configuration.paths.map { URL(dataPath: $0, below: baseFolder) }
  }

  package func run(
    _ configuration: ImportDialoguesConfiguration, in context: StageContext
  ) throws {
    let imported = try dialogues(configuration, context)
    let split = imported.rows.split(heldOut: configuration.heldOut, seed: context.seed)
    guard !imported.rows.isEmpty else {
      throw StagesError.noRows("dialogues", reasons: imported.reasons)
    }
    guard !split.training.isEmpty else {
      throw StagesError.allHeldOut(
        "dialogues", count: imported.rows.count, share: configuration.heldOut)
    }
    let choices = configuration.instructions.map(\.instruction)
    let training = instructed(split.training, choices, context.seed, "instruction")
    var heldOut = instructed(split.heldOut, choices, context.seed, "instruction.heldOut")
    let familiar = Set(training.map(\.instruction.id))
    for index in heldOut.indices {
      heldOut[index].isFamiliar = familiar.contains(heldOut[index].instruction.id)
    }
    for (name, rows) in [("dialogues", training), ("heldOutDialogues", heldOut)] {
      try context.write(rows, as: .dialogues, to: name)
    }
    context.report(
      ReportSection(
        title: "Dialogues",
        items: [.table(table(choices, training, heldOut)), .table(.rows(imported.counts))]))
  }

  private func dialogues(
    _ configuration: ImportDialoguesConfiguration, _ context: StageContext
  ) throws -> FileRows<DialogueRecord> {
    let files = ImportedFiles(
      configuration.paths, baseFolder: context.baseFolder, limit: configuration.limit)
    let options = ImportOptions(rows: configuration.unusableRows)
    let most = configuration.maximumTurns == 0 ? Int.max : configuration.maximumTurns
    return try files.rows(context) { (row: DialogueRecord) in
      if row.turns.count > most { return "more than \(most) turns" }
      return row.turns.count < 2 ? "a single turn" : nil
    } reading: {
      try $0.dialogues(options)
    }
  }

  /// Assigns a random instruction to each dialogue.
  private func instructed(
    _ rows: [DialogueRecord], _ choices: [StandingInstruction], _ seed: UInt64, _ stream: String
  ) -> [InstructedDialogue] {
    rows.enumerated().map { index, row in
      var random = Random(seed, stream: stream, UInt64(index))
      return InstructedDialogue(id: row.id, turns: row.turns, instruction: random.pick(choices))
    }
  }

  private func table(
    _ choices: [StandingInstruction], _ training: [InstructedDialogue],
    _ heldOut: [InstructedDialogue]
  ) -> ReportTable {
    func count(_ rows: [InstructedDialogue], _ choice: StandingInstruction) -> ReportTable.Cell {
      .number(Double(rows.count { $0.instruction.id == choice.id }), digits: 0)
    }
    return ReportTable(
      title: "Instructions", caption: "Dialogues by their standing instruction.",
      columns: ["instruction", "to train on", "held out"],
      rows: choices.map { [.text($0.text), count(training, $0), count(heldOut, $0)] })
  }
}
