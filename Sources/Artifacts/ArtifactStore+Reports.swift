import Files
package import Foundation

extension ArtifactStore {
  /// Saves the report of a run in the store, as a page and as JSON; returns the page's place.
  package func keep(_ page: Data, _ json: Data, of run: RunRecord) throws -> URL {
    let reports = try folder.madeFolder("reports", mode: 0o700)
    for (ending, data) in [("html", page), ("json", json)] {
      try reports.write("\(run.id).\(ending)", mode: 0o600) { try $0.append(data) }
    }
    return home.appending(path: "reports/\(run.id).html")
  }
}
