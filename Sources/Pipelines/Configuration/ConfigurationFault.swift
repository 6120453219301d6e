/// Why a value does not fit the property it is meant for; the place is added by the reader.
struct ConfigurationFault: Error {
  /// The kinds of misfit.
  enum Reason {
    case wrongType(expected: String, found: String)
    case notAllowed(found: String, allowed: [String])
    case missing(key: String)
    case idle(String)
    case other(String)
  }

  var path: [any CodingKey]
  var reason: Reason

  init(_ path: [any CodingKey], _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// Creates the fault that an error of the standard library stands for.
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(context.codingPath, .missing(key: key.stringValue))
    case .valueNotFound(_, let context), .typeMismatch(_, let context),
      .dataCorrupted(let context):
      self.init(context.codingPath, .other(context.debugDescription))
    @unknown default:
      self.init([], .other("\(error)"))
    }
  }

  /// Returns the fault as the error of a pipeline, at a place and under the path's full name.
  func error(at place: PipelinePlace, path: String) -> PipelineError {
    switch reason {
    case .wrongType(let expected, let found):
      .wrongType(place, path: path, expected: expected, found: found)
    case .notAllowed(let found, let allowed):
      .notAllowed(place, path: path, found: found, allowed: allowed)
    case .missing(let key): .missingKey(place, key: key, of: path)
    case .idle(let reason): .noEffect(place, path: path, reason: reason)
    case .other(let reason): .unfit(place, path: path, reason: reason)
    }
  }
}
