import Artifacts
import Foundation

extension PipelineError: CustomStringConvertible, LocalizedError {
  /// The same sentence, for those who ask for a localised description.
  package var errorDescription: String? { description }

  package var description: String {
    readingSentence ?? valueSentence ?? referenceSentence ?? fileSentence ?? runningSentence
      ?? "The pipeline failed for a reason that has no message; please report what you did."
  }

  private var readingSentence: String? {
    switch self {
    case .unreadable(let file, let reason):
      "The pipeline \(file) cannot be read: \(reason); check the path."
    case .malformed(let place, let problem):
      "\(place): this is not valid YAML (\(problem)); check indentation, quotes and brackets."
    case .tooLarge(let place, let reason):
      "\(place): \(reason); a pipeline needs far less."
    case .repeatedKey(let place, let key):
      "\(place): '\(key)' is given twice; rename or remove one of them."
    case .notAMapping(let place, let what):
      "\(place): \(what) must be a mapping of keys to values, as in '{key: value}'."
    case .missingKey(let place, let key, let owner):
      "\(place): \(owner) has no '\(key)'; add it."
    case .unknownKey(let place, let key, let owner, let candidates):
      "\(place): '\(key)' is not a key of \(owner); \(candidates.advice)"
    case .unknownKind(let place, let stage, let kind, let candidates):
      "\(place): stage '\(stage)' is of the unknown kind '\(kind)'; \(candidates.advice)"
    case .badStageName(let place, let name):
      "\(place): '\(name.prefix(100))' cannot name a stage; use letters, digits, '-' and '_', "
        + "beginning with a letter" + (name.utf8.count > 100 ? ", 100 at most." : ".")
    case .badSetting(let text):
      "--set \(text): a setting is written stage.key=value or seed=value."
    default: nil
    }
  }

  private var valueSentence: String? {
    switch self {
    case .wrongType(let place, let path, let expected, let found):
      "\(place): \(path) must be \(expected), but it is \(found)."
    case .notAllowed(let place, let path, let found, let allowed):
      "\(place): \(path) cannot be '\(found)'; "
        + "write one of \(allowed.joined(separator: ", "))."
    case .unfit(let place, let path, let reason):
      "\(place): \(path) cannot be read: \(reason)."
    case .noEffect(let place, let path, let reason):
      "\(place): \(path) has no effect \(reason); remove it."
    case .invalid(let place, let stage, let reason):
      "\(place): \(stage): \(reason)"
    default: nil
    }
  }

  private var referenceSentence: String? {
    switch self {
    case .missingInput(let place, let stage, let slot):
      "\(place): stage '\(stage)' needs '\(slot.name)'; give it a reference 'stage.output' "
        + "of kind \(slot.kind)."
    case .badReference(let place, let path, let found):
      "\(place): \(path) must be a reference 'stage.output', but it is \(found)."
    case .unknownStage(let place, let path, let reference, let candidates):
      "\(place): \(path) refers to '\(reference)', but there is no stage "
        + "'\(candidates.name)'; \(candidates.advice)"
    case .unknownOutput(let place, let path, let reference, let candidates):
      "\(place): \(path) refers to '\(reference)', but that stage has no output "
        + "'\(candidates.name)'; \(candidates.advice)"
    case .wrongKind(let place, let path, let reference, let found, let wanted):
      "\(place): \(path) needs a \(wanted), but '\(reference)' is a \(found)."
    case .cycle(let file, let path):
      "\(file): stages depend on each other in a cycle: \(path.joined(separator: " → ")); "
        + "remove one of these references."
    default: nil
    }
  }

  private var fileSentence: String? {
    switch self {
    case .missingFile(let place, let option, let path):
      "\(place): \(option) names \(path), which does not exist; check the path, "
        + "or name the folder it lies in with --data."
    case .unusableFile(let place, let option, let error): "\(place): \(option): \(error)"
    default: nil
    }
  }

  private var runningSentence: String? {
    switch self {
    case .noSuchStage(let option, let candidates):
      "\(option): the pipeline has no stage '\(candidates.name)'; \(candidates.advice)"
    case .noInput(let stage, let slot):
      "Stage '\(stage)' asked for its input '\(slot)', which this pipeline does not give."
    case .emptyOutput(let stage, let slot):
      "Stage '\(stage)' finished without writing its output '\(slot)'; "
        + "this is a bug in Llamero, please report it."
    // An error of the pipeline already names the stage.
    case .foreignCheckpoint(let stage, let component):
      "The checkpoint of stage '\(stage)' was made from another \(component); "
        + "run with --from \(stage) to recompute the stage."
    case .otherBits(let stage, let before, let now):
      "The checkpoint of stage '\(stage)' was made with different arithmetic (\(before)) than this "
        + "machine's (\(now)), and --strict-bits is given; omit it, or recompute the stage "
        + "with --from \(stage)."
    case .stageFailed(_, _, let error as PipelineError): error.description
    case .stageFailed(let stage, _, let error):
      "Stage '\(stage)' failed: \(error)"
    default: nil
    }
  }
}

extension PipelineError.Candidates {
  /// What a person should write instead, as the end of a sentence.
  var advice: String {
    if let renamed { return "it is called '\(renamed)' now." }
    if let nearest = NearestName.of(name, among: all) { return "did you mean '\(nearest)'?" }
    return all.isEmpty ? "there are none." : "there are \(all.joined(separator: ", "))."
  }
}
