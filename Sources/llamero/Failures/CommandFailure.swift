/// What can be wrong with a command that a person gives.
enum CommandFailure: Error {
  case unknownCommand(String, nearest: String?, all: [String])
  case unknownKind(String, nearest: String?, all: [String])
  case usage(String)
  case missingFile(String, nearest: String?)
  case noArtifact(String, nearest: String?)
  case unknownStage(String, run: String, nearest: String?)
  case unknownOutput(String, stage: String, has: [String], nearest: String?)
  case unfinishedStage(String, run: String)
  case folderInUse(String)
  case inputLine(Int, any Error)
  case request(String)
  case stopped(run: String, stage: String, command: String)
  case cancelled(run: String, command: String)
  case waiting(run: String, reason: String, serve: String, command: String)
  case unfit(String)
  case unsoundStore(home: String)
  case inexactResume
  case rehearsalEnded(stage: String, status: Int32)
}

extension CommandFailure {
  /// The exit status that a script sees.
  var status: ExitStatus {
    switch self {
    case .unknownCommand, .unknownKind, .usage, .folderInUse: .usage
    case .request, .unsoundStore: .badData
    case .missingFile, .noArtifact, .unknownStage, .unknownOutput,
      .unfinishedStage:
      .missingInput
    case .unfit: .inputOutput
    case .inputLine(_, let error): Complaint(error).status
    case .inexactResume, .rehearsalEnded: .ourFault
    case .stopped, .cancelled: .stopped
    case .waiting: .waitingForPeople
    }
  }
}

extension CommandFailure: CustomStringConvertible {
  var description: String {
    requestSentence ?? lookupSentence
      ?? "The command failed for a reason that has no message; please report what you did."
  }

  private var requestSentence: String? {
    switch self {
    case .unknownCommand(let name, let nearest, let all):
      "There is no command '\(name)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "there are \(all.joined(separator: ", ")).")
    case .unknownKind(let name, let nearest, let all):
      "There is no kind of stage '\(name)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "there are \(all.joined(separator: ", ")).")
    case .usage(let sentence), .unfit(let sentence), .request(let sentence): sentence
    case .missingFile(let path, let nearest):
      "There is no \(path); " + (nearest.map { "did you mean '\($0)'?" } ?? "check the path.")
    case .folderInUse(let path):
      "\(path) exists and is not an empty folder; name a new one."
    case .inputLine(let line, let error):
      "Line \(line) of standard input: \(Complaint(error).sentence)"
    case .stopped(let run, let stage, let command):
      "Run \(run) stopped at stage '\(stage)' with its work saved; resume with: \(command)"
    case .cancelled(let run, let command):
      "Run \(run) was cancelled; its finished work is kept, and a new run reuses it: \(command)"
    case .waiting(let run, let reason, let serve, let command):
      "Run \(run) waits for human labels (\(reason)); collect them with '\(serve)', "
        + "then resume with: \(command)"
    case .inexactResume:
      "A killed stage did not resume to the same bits; please report it with the lines "
        + "above and the output of 'llamero doctor'."
    case .rehearsalEnded(let stage, let status):
      "The rehearsal of stage '\(stage)' ended with the unexpected status \(status); "
        + "its message is above."
    case .unsoundStore(let home):
      "The store at \(home) has lost data; the findings above say what, and what to do."
    default: nil
    }
  }

  private var lookupSentence: String? {
    switch self {
    case .noArtifact(let text, let nearest):
      "'\(text)' is neither a folder, nor RUN/stage.output, nor a digest; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "check the path.")
    case .unknownStage(let stage, let run, let nearest):
      "Run \(run) has no stage '\(stage)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "'llamero show \(run)' lists them.")
    case .unknownOutput(let output, let stage, let has, let nearest):
      "Stage '\(stage)' has no output '\(output)'; "
        + (nearest.map { "did you mean '\($0)'?" } ?? "it has \(has.joined(separator: ", ")).")
    case .unfinishedStage(let stage, let run):
      "Stage '\(stage)' of run \(run) has not finished, so it has no outputs yet; "
        + "resume the run first."
    default: nil
    }
  }
}
