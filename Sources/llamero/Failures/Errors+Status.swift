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
    case .notAStore, .newerStore, .corrupted, .noSuchFile, .notAPlainFile: .badData
    case .oldLibrary, .setting, .locked, .busy, .diskFull, .system, .database, .lostRun,
      .unsteadyBackup:
      .inputOutput
    case .emptyFolder, .noSuchQuestion, .answerTaken, .strengthOutOfRange: .ourFault
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

extension PlainFileError {
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
