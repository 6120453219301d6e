import Artifacts
import Corpora
import Dashboard
import Files
import Llama
import Safetensors
import Stages
import Tokenization

// Which kind of trouble each module's errors are.

extension StoreError {
  var status: ExitStatus {
    switch self {
    case .noStore, .noSuchRun, .noSuchArtifact: .missingInput
    case .ambiguous, .finishedRun, .folderExists: .usage
    case .notAStore, .newerStore, .corrupted, .noSuchFile, .notAPlainFile, .emptied, .notPlain,
      .foreignJournal, .foreignSchema, .badRow, .unusableName, .tooManyFiles, .unfitBackup,
      .tooMuchGarbage:
      .badData
    case .oldLibrary, .setting, .locked, .busy, .diskFull, .system, .database, .lostRun,
      .unsteadyBackup, .readOnly:
      .inputOutput
    case .emptyFolder, .alteredQuestions, .noSuchQuestion, .answerTaken, .strengthOutOfRange,
      .tooManyJudgements:
      .ourFault
    }
  }
}

extension LlamaError {
  var status: ExitStatus {
    if case .missingFile = self { .missingInput } else { .badData }
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
    case .noFolder, .emptyFolder, .notAFolder: .missingInput
    case .notAFile, .tooLarge, .foreign, .lookalikes: .badData
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

extension StagesError {
  var status: ExitStatus {
    if case .noTokenizer = self { .missingInput } else { .badData }
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
    case .reachableAddress: .usage
    case .unusableSecret: .badData
    case .addressTaken: .inputOutput
    }
  }
}
