/// What can go wrong when a report is made.
package enum ReportingError: Error, Equatable, CustomStringConvertible {
  case missingTemplate(String)

  package var description: String {
    switch self {
    case .missingTemplate(let name):
      "There is no page template named '\(name)'; this is a bug in Llamero, please report it."
    }
  }
}
