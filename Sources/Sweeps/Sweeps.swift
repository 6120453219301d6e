import ArgumentParser

/// Proves by enumeration that nothing is lost: kills, power cuts and failing calls at every point.
@main
struct Sweeps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Sweeps",
    abstract: "Kill, cut the power of and fail a toy pipeline at every point of its work.",
    discussion: """
      Each sweep runs the built program on a pipeline with every kind of stage, and compares how \
      it ends with a run that nothing disturbed. 'make sweep ONLY=kill' calls it.
      """,
    subcommands: [
      KillCommand.self, KillRandomCommand.self, PowerCommand.self, FaultCommand.self,
      PeopleCommand.self, PeopleLoadCommand.self, DamageCommand.self, UpgradeCommand.self,
      TogetherCommand.self,
      ReportCommand.self,
    ])
}
