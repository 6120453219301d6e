import Artifacts
import Corpora
import Dashboard
import Files
import Safetensors
import Tokenization

// Which kind of trouble each module's errors are.

extension StoreError {
  var status: ExitStatus {
    switch self {
    case .noStore, .noSuchRun, .noSuchArtifact, .noSuchPerson: .missingInput
    case .ambiguous, .finishedRun, .folderExists, .usedByRun, .personExists: .usage
    case .notAStore, .newerStore, .corrupted, .noSuchFile, .notAPlainFile, .emptied, .notPlain,
      .foreignJournal, .foreignSchema, .badRow, .unusableName, .tooManyFiles, .unfitBackup,
      .tooMuchGarbage:
      .badData
    case .oldLibrary, .setting, .locked, .runningElsewhere, .busy, .diskFull, .system, .database,
      .lostRun, .unsteadyBackup, .readOnly:
      .inputOutput
    case .emptyFolder, .alteredQuestions, .noSuchQuestion, .answerTaken,
      .tooManyJudgements:
      .ourFault
    }
  }
}

extension SafetensorsError {
  var status: ExitStatus {
    switch self {
    case .unreadable, .missingWeights, .missingShard: .missingInput
    default: .badData
    }
  }
}

extension ModelFileError {
  var status: ExitStatus {
    switch self {
    case .missing, .noFolder, .emptyFolder, .notAFolder: .missingInput
    case .notAFile, .tooLarge, .foreign, .notJSON, .notAnObject, .lookalikes: .badData
    }
  }
}

extension TokenizationError {
  var status: ExitStatus {
    if case .unreadable = self { .missingInput } else { .badData }
  }
}

extension CorporaError {
  var status: ExitStatus {
    if case .unreadable = self { .missingInput } else { .badData }
  }
}

extension BoundedFileError {
  var status: ExitStatus {
    switch self {
    case .missing: .missingInput
    case .unreadable: .inputOutput
    case .notPlain, .tooLarge: .badData
    }
  }
}

extension DashboardError {
  var status: ExitStatus {
    switch self {
    case .reachableAddress, .nobodyInvited: .usage
    case .unusableSecret: .badData
    case .addressTaken: .inputOutput
    }
  }
}
