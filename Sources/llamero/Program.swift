import ArgumentParser
import Foundation

/// The entry point: arguments become calls, errors become sentences and exit codes.
@main
enum Program {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var command: any ParsableCommand
    do {
      try TypedText.requireUTF8(CommandLine.unsafeArgv, count: Int(CommandLine.argc))
      command = try parsed(arguments)
    } catch {
      leave(Complaint(parsing: error, arguments: arguments), error)
    }
    do {
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      leave(Complaint(error), error)
    }
  }

  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try LlameroCommand.checkName(arguments.first)
    return try LlameroCommand.parseAsRoot(arguments)
  }

  /// Ends the program; help and the version are asked for by throwing, too.
  private static func leave(_ complaint: Complaint, _ error: any Error) -> Never {
    if LlameroCommand.exitCode(for: error) == .success { LlameroCommand.exit(withError: error) }
    Console.note("llamero: \(complaint.sentence)")
    exit(complaint.status.rawValue)
  }
}
