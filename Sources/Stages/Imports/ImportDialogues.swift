import Artifacts
package import Corpora
package import Foundation
package import Pipelines
import Randomness

/// The options of `import-dialogues`.
package struct ImportDialoguesConfiguration: StageConfiguration, Hashable {
  /// The files, absolute or below the data folder.
  package var paths: [String] = []
  /// Whether rows that cannot be used are left out and counted, or refused.
  package var unusableRows = RowPolicy.drop
  /// The number of dialogues used of all files together, drawn at random; 0 is all.
  package var limit = 0
  /// The number of turns beyond which a dialogue is left out; 0 is any number.
  package var maximumTurns = 0
  /// The share of the dialogues that is held out.
  package var heldOut = 0.1
  /// What must hold throughout a dialogue; each gets one of these.
  package var instructions = InstructionOption.standard

  /// All dialogues of no file yet.
  package static let standard = ImportDialoguesConfiguration()

  package static let rules: [OptionRule<Self>] =
    [
      .importedPaths, .unusableRows, .importLimit("dialogues"),
      .limit(
        "maximumTurns", "turns",
        "The turns beyond which a dialogue is left out and counted; 0 is any number."),
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

/// Reads the user's side of dialogues and gives each an instruction to hold (paper §3.3).
package struct ImportDialogues: Stage {
  /// Creates the stage.
  package init() {}

  package var description: StageDescription {
    StageDescription(
      kind: "import-dialogues", version: 2,
      summary: "Reads dialogues from files and gives each a standing instruction.",
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

  /// Draws one instruction for each dialogue.
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
      title: "Instructions", caption: "Dialogues by the instruction that must hold throughout.",
      columns: ["instruction", "to train on", "held out"],
      rows: choices.map { [.text($0.text), count(training, $0), count(heldOut, $0)] })
  }
}
