import ArgumentParser
import Artifacts

/// The program's name, version and list of commands.
struct LlameroCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "llamero",
    abstract: "Align a language model with the recipe of Llama 2-Chat.",
    discussion: """
      RUN is a prefix of a run's name, or 'last'. A model or artifact is a folder, \
      RUN/stage.output, or a digest prefix.

      Exit codes: 0 success, 64 wrong usage, 65 bad data, 66 missing input, 70 a bug in Llamero, \
      74 disk or network, 75 waiting for people, 130 stopped by Ctrl-C.
      """,
    version: version,
    subcommands: [
      RunCommand.self, PlanCommand.self, RunsCommand.self, ShowCommand.self, LogsCommand.self,
      DiffCommand.self,
      ExplainCommand.self, LineageCommand.self, CancelCommand.self, ReportCommand.self,
      ServeCommand.self, PeopleCommand.self,
      GenerateCommand.self, LogProbabilitiesCommand.self, ScoreCommand.self, TokenizeCommand.self,
      ImportCommand.self, ExportCommand.self, StagesCommand.self, DoctorCommand.self,
      FsckCommand.self,
      GarbageCommand.self,
      PinCommand.self, BackupCommand.self, RestoreCommand.self,
      VerifyResumeCommand.self, RehearseCommand.self,
    ])

  /// Throws with the nearest name if the first argument is meant as a command but is not one.
  static func checkName(_ argument: String?) throws {
    guard let argument, !argument.hasPrefix("-") else { return }
    let names = configuration.subcommands.map { $0._commandName } + ["help"]
    if names.contains(argument) { return }
    throw CommandFailure.unknownCommand(
      argument, nearest: NearestName.of(argument, among: names), all: names)
  }
}
